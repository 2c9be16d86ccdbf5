"""Peak memory of ``kg build`` at 50 and at 500 documents, in one process: ``python -m tests.bench.memory [--json]``."""

import json
import tempfile
from pathlib import Path

import click

from tests.bench.corpus import write_corpus
from tests.bench.measure import BUILD, run

#: How much more ten times the documents may take: their names and events are resolved together.
BAR = 1.25


@click.command()
@click.option("--few", default=50, show_default=True)
@click.option("--many", default=500, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(few: int, many: int, as_json: bool) -> None:
    """Print the table; exit with 1 when memory grows by more than the bar allows."""
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (few, many):
            corpus = Path(folder) / f"{count}.jsonl"
            write_corpus(corpus, count)
            peaks[count] = run(BUILD, str(corpus), str(Path(folder) / f"out-{count}"), "1").peak
    ratio = round(peaks[many] / peaks[few], 2)
    if as_json:
        click.echo(json.dumps({"peak MB": peaks, "ratio": ratio, "bar": BAR}, indent=1))
    else:
        for count, peak in peaks.items():
            click.echo(f"{count:6} documents {peak:8.0f} MB")
        click.echo(f"ratio {ratio} (bar {BAR})")
    raise SystemExit(ratio > BAR)


if __name__ == "__main__":
    main()
