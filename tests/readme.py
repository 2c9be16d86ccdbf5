"""Write the parts of README.md that are made of the program itself: ``make docs``; with ``--check``, only look.

Each part stands between the comments ``<!-- begin NAME -->`` and ``<!-- end NAME -->``. A test runs the check for those
that are quick to make; the worked example is made by running what it shows.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import click

from kg.cli import main as command_line
from kg.query import saved_queries
from kg.read import shipped
from kg.settings import Settings

README = Path(__file__).resolve().parent.parent / "README.md"
#: What the worked example runs, after building the sample corpus. Rows are cut to this width.
BUILD = "kg build --out output"
EXAMPLES = (
    "kg query who-said-what --param speaker=Peskov --param limit=6",
    "kg query denials --param limit=4",
)
COLUMNS = 118


def all_commands() -> dict[str, click.Command]:
    """Return the commands of the program by name."""
    context = click.Context(command_line)
    found = {name: command_line.get_command(context, name) for name in command_line.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def commands() -> str:
    """Return the table of commands with the first sentence of their help."""
    rows = ["| command | does |", "|---|---|"]
    for name, command in all_commands().items():
        rows.append(f"| `kg {name}` | {_first_sentence(command.help or '')} |")
    return "\n".join(rows)


def queries() -> str:
    """Return the table of saved queries, with their parameters."""
    rows = ["| query | answers | parameters |", "|---|---|---|"]
    for name, query in saved_queries().items():
        params = ", ".join(f"`{p.name}`" for p in query.params)
        rows.append(f"| `{name}` | {query.title}. {_first_sentence(query.answers)} | {params} |".replace("  ", " "))
    return "\n".join(rows)


def settings() -> str:
    """Return the settings with their defaults, as a TOML file."""
    lines = [f"{f.name} = {_toml(f.default)}" for f in fields(Settings)]
    return "```toml\n" + "\n".join(lines) + "\n```"


def example() -> str:
    """Return what the example commands print on the sample corpus."""
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        built = _run(["kg", "build", "--out", folder]).replace(folder, "output")
        parts.append(f"```console\n$ {BUILD}\n{built.rstrip()}\n```")
        for line in EXAMPLES:
            words = shlex.split(line)
            printed = _run([*words, "--out", folder])
            cut = "\n".join(row[:COLUMNS].rstrip() for row in printed.rstrip().splitlines())
            parts.append(f"```console\n$ {line}\n{cut}\n```")
    return "\n\n".join(parts)


#: The figures of the table, with the name that each has in the card of the weights.
FIGURES = (
    *("entity", "mention", "trigger", "type", "role", "full", "claim"),
    *("polarity", "modality", "time", "act", "stance"),
)


def accuracy() -> str:
    """Return what the reader that ships was measured at, from its card."""
    card = shipped().card
    rows = ["| | " + " | ".join(FIGURES) + " |", "|---|" + "---|" * len(FIGURES)]
    for name, figures in sorted(card["cross_validated"].items()):
        part = name.partition(",")[0]
        told = [figures[f].get("f1", figures[f].get("share")) for f in FIGURES]
        label = f"{name} ({card['articles'][part]} articles)" if part == name else name
        rows.append(f"| {label} | " + " | ".join(f"{x:.3f}".lstrip("0") if x else "-" for x in told) + " |")
    return "\n".join(rows)


#: The parts, and whether they are quick to make.
PARTS: dict[str, tuple[Callable[[], str], bool]] = {
    "commands": (commands, True),
    "accuracy": (accuracy, True),
    "queries": (queries, True),
    "settings": (settings, True),
    "example": (example, False),
}


def _first_sentence(text: str) -> str:
    words = " ".join(text.replace("\b", " ").split())
    return re.split(r"(?<=[.?])\s|\s(?=Example:)", words, maxsplit=1)[0]


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _run(words: list[str]) -> str:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=True)
    return done.stdout


def filled(text: str, *, quick: bool) -> str:
    """Return the text of the README with its parts made anew; only the quick ones if ``quick``."""
    for name, (make, is_quick) in PARTS.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if quick and not is_quick:
            continue
        before, after = text.partition(begin)[0], text.partition(end)[2]
        text = f"{before}{begin}\n{make()}\n{end}{after}"
    return text


@click.command()
@click.option("--check", is_flag=True, help="Only say whether the quick parts are as the program has them.")
def main(check: bool) -> None:
    """Write README.md anew, or check it."""
    text = README.read_text(encoding="utf-8")
    new = filled(text, quick=check)
    if check and new != text:
        raise SystemExit("README.md is not as the program has it: run make docs")
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
