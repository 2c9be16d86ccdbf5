"""What the commands share: the options that recur, settings and progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.errors import RunError
from kg.settings import DECISIONS, STORE, Settings

if TYPE_CHECKING:
    from kg.store import Store

type Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

out_option: Decorator = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="The folder that holds the store and what is written from it.",
)
json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
settings_option: Decorator = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A TOML file with settings (see README).",
)
without_option: Decorator = click.option(
    "--without",
    multiple=True,
    metavar="SOURCE",
    help="Answer as if this outlet or document were not there; may be repeated.",
)


def read_settings(path: Path | None, **given: Any) -> Settings:
    """Read the settings file, if any, and put what the command line says over it (None: not said)."""
    settings = Settings.read(path) if path else Settings()
    return replace(settings, **{k: v for k, v in given.items() if v is not None})


@contextmanager
def existing_store(out: Path, *, write: bool = False) -> Iterator[Store]:
    """Open the store of an earlier build, to read (its last whole state) or to write.

    Raises :class:`RunError` when there is none.
    """
    if not (out / STORE).is_dir():
        raise RunError(f"{out}: no graph here; build one with: kg build SOURCE --out {out}")
    from kg.store import open_snapshot, open_store  # what builds a graph starts its readers before it imports this

    with open_store(out / STORE) if write else open_snapshot(out / STORE) as store:
        yield store


@contextmanager
def seen_store(out: Path, without: Sequence[str] = ()) -> Iterator[Store]:
    """Open the store of an earlier build to read, as if the sources of ``without`` had never been there."""
    with existing_store(out) as store:
        if not without:
            yield store
            return
        from kg.query.without import store_without
        from kg.resolution import resolve_store

        rest = store_without(store, without)
        resolve_store(rest, Settings(), decisions=out / DECISIONS)
        yield rest


@contextmanager
def shown_progress(*, shown: bool) -> Iterator[Callable[[str, int, str], None]]:
    """Show on standard error what a long command is doing, when a person looks on.

    The display begins with the first thing to show: it is a thread, and before that processes can still be copied.
    """
    console = Console(stderr=True)
    if not shown:
        yield lambda stage, done, name: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=console.is_terminal, disable=not console.is_terminal)
    task = bar.add_task("starting")

    def show(stage: str, done: int, name: str) -> None:
        bar.start()
        bar.update(task, description=f"{stage} {done or ''} {name}")
        if not console.is_terminal and (done == 0 or done % 50 == 0):
            sys.stderr.write(f"kg: {stage} {done or ''} {name}\n")

    try:
        yield show
    finally:
        bar.stop()
