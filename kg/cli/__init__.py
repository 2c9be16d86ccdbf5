"""The command line: one file a group of commands; parse, call, print, and no logic."""

from __future__ import annotations

import click

from kg import __version__
from kg.cli import build, calibrate, out, query, review
from kg.errors import AttestError


class _Group(click.Group):
    """Turns the errors that a user can mend into one line on standard error, and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except AttestError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    r"""Attest: news articles to a knowledge graph that can be checked.

    \b
    Example:
      kg build articles/ --metadata articles.csv --out output
      kg query who-said-what --out output
    """


#: Every command, in the order in which a new user meets them.
COMMANDS: tuple[click.Command, ...] = (
    build.build,
    query.query,
    query.queries,
    out.render,
    review.review,
    out.check,
    out.export_graph,
    build.remove,
    calibrate.calibrate,
)

for _command in COMMANDS:
    main.add_command(_command)
