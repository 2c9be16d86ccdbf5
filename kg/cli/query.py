"""``kg query``, ``kg queries``, ``kg explain`` and ``kg evidence``: ask the graph, and see why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.common import json_option, out_option, seen_store, without_option
from kg.errors import RunError
from kg.query import FORMATS, Result, format_result, run, saved_queries
from kg.query.evidence import write_pack
from kg.query.explain import Explanation
from kg.query.explain import explain as explain_iri
from kg.store import Store

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
@without_option
@out_option
def query(question: str, params: tuple[str, ...], format_: str, without: tuple[str, ...], out: Path) -> None:
    """Ask the graph: a SPARQL query, a file with one, or the name of a saved query (see: kg queries).

    \b
    Example:
      kg query who-accuses-whom --param accuser=Poland --format md
    """
    with seen_store(out, without) as store:
        result = run(store, question, read_params(params))
    remember(result, out)
    click.echo(format_result(result, format_))


@click.command()
@json_option
def queries(as_json: bool) -> None:
    """List the saved queries with what each answers and the parameters that it takes.

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


@click.command()
@click.argument("what", metavar="IRI|ROW")
@click.option("--no-parse", is_flag=True, help="Leave out how the parser connects the words: answers at once.")
@without_option
@out_option
@json_option
def explain(what: str, no_parse: bool, without: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Say why something is in the graph: the sentence, the rule, who says so, who else does, who denies it.

    ROW is the number of a row of the last query's answer, from 1. "In the parse" shows, for each role, the path through
    the dependency tree: "A <-dobj- B" says that A is the object of B, "B -nsubj-> C" that C is its subject.

    \b
    Example:
      kg query who-did-what
      kg explain 3
    """
    iri = iri_of_row(int(what), out) if what.isdigit() else what
    with seen_store(out, without) as store:
        explanation = explain_iri(store, iri) if no_parse else _with_parse(store, iri)
    click.echo(explanation.to_json() if as_json else explanation.to_text(), nl=False)


def _with_parse(store: Store, iri: str) -> Explanation:
    from kg.explaining import explain_with_parse  # loads the language pipeline: only when it is asked for

    return explain_with_parse(store, iri)


#: What a row is best explained by, in this order: parts of IRIs.
TELLING = ("eventuality:", "#event=", "#claim=", "entity:", "#char=")


def iri_of_row(row: int, out: Path) -> str:
    """Return the most telling IRI in a row of the last answer; raise :class:`RunError` when there is none."""
    try:
        rows = json.loads((out / LAST).read_text(encoding="utf-8"))["rows"]
    except (OSError, ValueError, KeyError) as error:
        raise RunError(f"{out / LAST}: there is no last answer; run kg query first") from error
    if not 1 <= row <= len(rows):
        raise RunError(f"the last answer has {len(rows)} rows, not {row}; run kg query again")
    cells = [cell for cell in rows[row - 1] if isinstance(cell, str)]
    found = [cell for part in TELLING for cell in cells if part in cell and " " not in cell]
    if not found:
        raise RunError(f"row {row} names nothing that can be explained; select an IRI in the query")
    return found[0]


@click.command()
@click.argument("question", metavar="SPARQL|FILE|NAME")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a saved query.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), default=Path("evidence.zip"), show_default=True,
    help="The zip to write.",
)  # fmt: skip
@without_option
@out_option
def evidence(question: str, params: tuple[str, ...], target: Path, without: tuple[str, ...], out: Path) -> None:
    """Pack an answer with its sentences into a zip that anybody can verify with plain Python.

    \b
    Example:
      kg evidence denials --to denials.zip
    """
    with seen_store(out, without) as store:
        pack = write_pack(store, question, target, read_params(params))
    rows, sentences = len(pack.result.rows), len(pack.sentences)
    click.echo(f"wrote {target}: {rows} rows, {sentences} sentences of {len(pack.documents)} articles")
    if pack.bare_rows:
        click.echo(f"rows without a sentence: {', '.join(map(str, pack.bare_rows))}; select IRIs or quotations")
    click.echo(f"verify it with: python3 -m zipfile -e {target} pack && python3 pack/verify.py")
