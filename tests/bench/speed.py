"""``kg build`` against bare ``nlp.pipe`` on the same texts: ``python -m tests.bench.speed [--json]``.

Each task runs in a process of its own, from start to end (imports and the loading of the pipeline included in both), in
turns; the ratio is that of the medians. Bare is spaCy alone, with the same pipeline and nothing of this program; beside
it stands the parse as this program does it, which loads less, takes smaller batches and has components of its own.
Processor seconds say more than the clock on a machine that others use: "taken s" is what the host of a virtual machine
gave to others meanwhile (Linux; of all cores together), which the clock counts and two busy cores feel more than one.
"""

import json
import tempfile
from pathlib import Path
from statistics import median

import click

from tests.bench.corpus import write_corpus
from tests.bench.measure import BARE, BUILD, LOADED, Cost, run

#: Only the parse: by spaCy alone, and as this program does it.
PARSES = {"bare nlp.pipe": BARE, "nlp.pipe as kg build loads it": LOADED}
#: The builds: as the user gets it (so many processes as pay), and in one process.
BUILDS = {"kg build, default processes": 0, "kg build, 1 process": 1}
#: The most that a build may take, as a multiple of the bare pipeline by the clock; and what it may never take.
BAR, LIMIT = 1.35, 1.6


def measure(count: int, rounds: int) -> dict[str, list[Cost]]:
    """Return the costs of the parses and of the builds, round by round."""
    costs: dict[str, list[Cost]] = {name: [] for name in (*PARSES, *BUILDS)}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        write_corpus(corpus, count)
        for turn in range(rounds):
            for name, code in PARSES.items():
                costs[name].append(run(code, str(corpus)))
            for name, processes in BUILDS.items():
                out = str(Path(folder) / f"out-{processes}-{turn}")
                costs[name].append(run(BUILD, str(corpus), out, str(processes)))
    return costs


@click.command()
@click.option("--documents", default=200, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(documents: int, rounds: int, as_json: bool) -> None:
    """Print the table; exit with 1 when a build as the user gets it takes more than the bar allows."""
    costs = measure(documents, rounds)
    bare = costs["bare nlp.pipe"]
    rows = [
        {
            "task": name,
            "cpu s": round(median(c.cpu for c in all_), 1),
            "clock s": round(median(c.wall for c in all_), 1),
            "taken s": round(median(c.taken for c in all_), 1),
            "cpu ratio": round(median(c.cpu for c in all_) / median(c.cpu for c in bare), 2),
            "clock ratio": round(median(c.wall for c in all_) / median(c.wall for c in bare), 2),
        }
        for name, all_ in costs.items()
    ]
    verdicts = [_verdict(row, bar) for row in rows[len(PARSES) :] for bar in (BAR, LIMIT)]
    if as_json:
        found = {"documents": documents, "rounds": rounds, "rows": rows, "bars": verdicts}
        click.echo(json.dumps(found, indent=1))
    else:
        click.echo(f"{documents} documents, median of {rounds} rounds")
        click.echo(f"{'':32}" + "".join(f"{key:>12}" for key in rows[0] if key != "task"))
        for row in rows:
            click.echo(f"{row['task']:32}" + "".join(f"{v:12}" for k, v in row.items() if k != "task"))
        for verdict in verdicts:
            click.echo("{task:32}{clock ratio:12} by the clock, at most {bar}: {held}".format(**verdict))
    raise SystemExit(verdicts[0]["held"] == "no")


def _verdict(row: dict, bar: float) -> dict:
    held = "yes" if row["clock ratio"] <= bar else "no"
    return {"task": row["task"], "clock ratio": row["clock ratio"], "bar": bar, "held": held}


if __name__ == "__main__":
    main()
