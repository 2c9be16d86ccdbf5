"""``kg query``, ``kg queries``, ``kg explain`` and ``kg evidence``: ask the graph, and see why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.common import existing_store, json_option, out_option
from kg.query import FORMATS, Result, format_result, run, saved_queries

LAST = "last-query.json"

#: ``OUT/last-query.json`` remembers the IRIs of at most this many rows, for ``kg explain ROW``.
MOST_ROWS_KEPT = 10_000


def read_params(pairs: tuple[str, ...]) -> dict[str, str]:
    """Read ``k=v`` pairs; raise :class:`click.UsageError` on one without an equals sign."""
    params = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--param takes name=value, not {pair!r}")
        params[name] = value
    return params


def remember(result: Result, out: Path) -> None:
    """Keep the rows of the last answer, so that ``kg explain 3`` finds the third."""
    rows = [list(row) for row in result.rows[:MOST_ROWS_KEPT]]
    try:
        (out / LAST).write_text(
            json.dumps({"columns": list(result.columns), "rows": rows}, default=str), encoding="utf-8"
        )
    except OSError:
        return  # a folder that is only read: the answer matters more than its memory


@click.command()
@click.argument("question", metavar="SPARQL|FILE|NAME")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a saved query.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(FORMATS)),
    default="table",
    show_default=True,
    help="How to print the rows.",
)
@out_option
def query(question: str, params: tuple[str, ...], format_: str, out: Path) -> None:
    r"""Ask the graph: a SPARQL query, a file with one, or the name of a saved query (see: kg queries).

    \b
    Example:
      kg query who-accuses-whom --param actor=Poland --format md
    """
    with existing_store(out) as store:
        result = run(store, question, read_params(params))
    remember(result, out)
    click.echo(format_result(result, format_))


@click.command()
@json_option
def queries(as_json: bool) -> None:
    r"""List the saved queries with what each answers and the parameters that it takes.

    \b
    Example:
      kg queries
    """
    saved = saved_queries()
    if as_json:
        rows = [
            {"name": n, "title": q.title, "answers": q.answers, "params": [p.name for p in q.params]}
            for n, q in saved.items()
        ]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for name, entry in saved.items():
        params = " ".join(f"[--param {p.name}=...]" for p in entry.params)
        click.echo(f"{name}  {params}\n    {entry.title}. {entry.answers}")
