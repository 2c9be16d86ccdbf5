"""``kg render``, ``kg check`` and ``kg export``: what comes out of a store that is there."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.common import existing_store, json_option, out_option, seen_store, shown_progress, without_option
from kg.query.check import check as check_store
from kg.query.export import EXPORTS, export_store
from kg.query.view import page_view

#: The formats of other drawing programs (:data:`kg.render.export.WRITERS`, which takes seconds to import).
DRAWN = ("gexf", "graphml")


@click.command()
@out_option
@click.option("--page", type=click.Path(path_type=Path), help="Where to write it  [default: OUT/graph.html]")
@without_option
def render(out: Path, page: Path | None, without: tuple[str, ...]) -> None:
    """Draw the page again from the store.

    \b
    Example:
      kg render --page without.html --without "The Daily"
    """
    from kg.render import render as draw  # takes seconds to import, for which no other command should wait

    target = page or out / "graph.html"
    with seen_store(out, without) as store, shown_progress(shown=True) as progress:
        progress("draw", 0, str(target))
        draw(page_view(store), target)
    click.echo(f"open {target} in a browser")


@click.command()
@out_option
@json_option
@click.pass_context
def check(ctx: click.Context, out: Path, as_json: bool) -> None:
    """Check the graph against its shapes, and every span against its text.

    Exit code 1 when something is wrong.

    \b
    Example:
      kg check --out output
    """
    with existing_store(out) as store, shown_progress(shown=not as_json) as progress:
        progress("check", 0, "every document")
        report = check_store(store)
    if as_json:
        click.echo(json.dumps(asdict(report), indent=1, ensure_ascii=False))
    else:
        for fault in report.faults:
            click.echo(str(fault))
        click.echo(f"{report.documents} documents, {report.quads} quads checked: {len(report.faults)} faults")
    if report.faults:
        ctx.exit(1)


@click.command(name="export")
@click.option(
    "--format", "form", required=True, type=click.Choice(sorted({*DRAWN, *EXPORTS})), help="The other tool's."
)
@click.option("--to", "target", type=click.Path(path_type=Path), help="Where to write  [default: in OUT]")
@out_option
def export_graph(form: str, target: Path | None, out: Path) -> None:
    """Write the graph in the format of another tool.

    \b
    Example:
      kg export --format graphml --to graph.graphml
    """
    goal = target or out / (EXPORTS[form][1] if form in EXPORTS else f"graph.{form}")
    with existing_store(out) as store:
        if form in EXPORTS:
            export_store(store, goal, form)
        else:
            from kg.render.export import export

            export(page_view(store), goal, form)
    click.echo(f"wrote {goal}")
