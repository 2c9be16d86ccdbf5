"""The command line: one file a group of commands; parse, call, print, and no logic."""

from __future__ import annotations

from importlib import import_module

import click

from kg import __version__
from kg.errors import AttestError

#: Every command, in the order in which a new user meets them, and where it is: read only when it is called, since the
#: commands that read articles take seconds to import what the others do not need.
COMMANDS: dict[str, str] = {
    "build": "kg.cli.build:build",
    "query": "kg.cli.query:query",
    "queries": "kg.cli.query:queries",
    "explain": "kg.cli.query:explain",
    "evidence": "kg.cli.query:evidence",
    "render": "kg.cli.out:render",
    "review": "kg.cli.review:review",
    "check": "kg.cli.out:check",
    "export": "kg.cli.out:export_graph",
    "remove": "kg.cli.build:remove",
    "calibrate": "kg.cli.calibrate:calibrate",
    "learn": "kg.cli.learn:learn",
}


class _Group(click.Group):
    """Turns the errors that a user can mend into one line on standard error, and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing it; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

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
    """Attest: news articles to a knowledge graph that can be checked.

    \b
    Example:
      kg build articles/ --metadata articles.csv --out output
      kg query who-said-what --out output
    """
