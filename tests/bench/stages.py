"""Where the processor's time goes in one build: ``python -m tests.bench.stages [--documents N]``.

Each stage is timed by processor seconds of its thread where the pipeline calls it, in one process; what is not listed
is the rest, with what the store does in threads of its own.
"""

import tempfile
import time
from collections import Counter
from importlib import import_module
from pathlib import Path

import click

from tests.bench.corpus import write_corpus

#: A stage, and the function that it is, as the module that calls it knows it. A generator is timed step by step.
STAGES = {
    "ingest": ("kg.ingest", "read"),
    "load the pipeline and tables": ("kg.reading", "Reader.__init__"),
    "annotate (the parse)": ("kg.reading", "annotate"),
    "extract": ("kg.reading", "extract"),
    "write the graph": ("kg.reading", "write_down"),
    "put documents into the store": ("kg.store.loading", "put"),
    "resolve": ("kg.resolution", "resolve_store"),
    "write": ("kg.passes", "publish"),
}
SPENT: Counter[str] = Counter()


def _steps(name, iterator):
    while True:
        begin = time.thread_time()
        item = next(iterator, iterator)
        SPENT[name] += time.thread_time() - begin
        if item is iterator:
            return
        yield item


def _timed(name, function):
    def wrapper(*args, **kwargs):
        begin = time.thread_time()
        result = function(*args, **kwargs)
        SPENT[name] += time.thread_time() - begin
        return _steps(name, result) if hasattr(result, "__next__") else result

    return wrapper


def instrument() -> None:
    """Put a clock around each stage that there is."""
    for name, (module_name, path) in STAGES.items():
        owner = import_module(module_name)
        *outer, attribute = path.split(".")
        for part in outer:
            owner = getattr(owner, part)
        if hasattr(owner, attribute):
            setattr(owner, attribute, _timed(name, getattr(owner, attribute)))


@click.command()
@click.option("--documents", default=100, show_default=True)
def main(documents: int) -> None:
    """Print seconds, and seconds a document, for each stage."""
    from kg import pipeline
    from kg.settings import Settings

    instrument()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        write_corpus(corpus, documents)
        begin = time.process_time()
        pipeline.build([str(corpus)], Path(folder) / "out", settings=Settings(processes=1), draw=False)
        whole = time.process_time() - begin
    # The parse draws the documents, so its steps hold those of reading the files.
    SPENT["annotate (the parse)"] -= SPENT["ingest"]
    SPENT["the rest"] = whole - sum(SPENT.values())
    for name, seconds in SPENT.items():
        click.echo(f"{name:34}{seconds:8.1f} s {1000 * seconds / documents:8.1f} ms a document")
    click.echo(f"{'all':34}{whole:8.1f} s")


if __name__ == "__main__":
    main()
