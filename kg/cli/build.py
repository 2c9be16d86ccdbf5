"""``kg build`` and ``kg remove``: put documents into the graph, and take them out."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import existing_store, json_option, out_option, read_settings, settings_option, shown_progress
from kg.pipeline import build as build_graph
from kg.report import Report


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
@out_option
@click.option("--metadata", type=click.Path(path_type=Path), help="A CSV file: file, published, publisher, url.")
@click.option("--pipeline", help="A spaCy pipeline to use in place of the one that comes with the package.")
@click.option("--processes", type=click.IntRange(0, 64), help="How many processes read (0: as many as pay).")
@click.option("--page/--no-page", default=True, show_default=True, help="Draw graph.html.")
@settings_option
@json_option
@click.pass_context
def build(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    out: Path,
    metadata: Path | None,
    settings_file: Path | None,
    **flags: object,
) -> None:
    """Read articles, and add them to the graph in OUT (or replace them there).

    SOURCE is a file, a folder or a pattern of plain text, HTML or JSON lines. Without one, the sample corpus
    that comes with the program is read.

    \b
    Example:
      kg build news/ reports.jsonl --metadata news.csv --out output
    """
    settings = read_settings(settings_file, pipeline=flags["pipeline"], processes=flags["processes"])
    as_json = bool(flags["as_json"])
    with shown_progress(shown=not as_json) as progress:
        report = build_graph(
            sources, out, metadata=metadata, settings=settings, draw=bool(flags["page"]), progress=progress
        )
    click.echo(report.to_json() if as_json else summary(report, out, drawn=bool(flags["page"])))
    for document in report.skipped:
        click.echo(f"kg: {document.source}: {document.reason}", err=True)
    if report.skipped:
        ctx.exit(1)


def summary(report: Report, out: Path, *, drawn: bool) -> str:
    """Say in a few lines what was built and what to do next."""
    status = [d.status for d in report.documents]
    totals = report.totals
    junk = sum(len(d.boilerplate) for d in report.documents)
    lines = [
        f"{len(status)} sources: {status.count('built')} built, {status.count('unchanged')} unchanged, "
        f"{status.count('skipped')} skipped; {junk} stretches of boilerplate left out",
        f"{totals['documents']} documents, {totals['entities']} entities, {totals['eventualities']} events and states, "
        f"{totals['claims']} claims",
        *(f"{d.source} was read as {d.encoding}" for d in report.documents if d.encoding not in (None, "utf-8")),
        "",
        "Next:",
    ]
    if drawn:
        lines.append(f"  open {out / 'graph.html'} in a browser")
    lines += [
        f"  kg query who-said-what --out {out}",
        "  kg queries            (the questions that are ready to ask)",
    ]
    return "\n".join(lines)


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOC ...")
@out_option
@settings_option
@json_option
def remove(documents: tuple[str, ...], out: Path, settings_file: Path | None, as_json: bool) -> None:
    """Take documents out of the graph, by identifier (a file's name, or a record's id).

    \b
    Example:
      kg remove monday.txt tuesday.txt
    """
    from kg.passes import remove_documents  # takes half a second to import, which a build spends better

    with existing_store(out, write=True) as store, shown_progress(shown=not as_json) as progress:
        report = remove_documents(store, documents, out, settings=read_settings(settings_file), progress=progress)
    click.echo(report.to_json() if as_json else f"removed {', '.join(documents)}; {report.totals['documents']} left")
