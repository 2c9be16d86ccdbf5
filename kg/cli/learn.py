"""``kg learn``: annotated articles to the weights of the reader."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import json_option
from kg.errors import RunError

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--gold", type=_FOLDER, required=True, help="The annotated corpus: its parts, texts and silver.")
@click.option("--polnear", type=_FOLDER, help="A checkout of PolNeAR, to learn from its attributions too.")
@click.option("--encoder", type=click.Choice(["minilm", "mpnet"]), default="minilm", show_default=True)
@click.option("--folds", type=click.IntRange(2, 50), default=5, show_default=True, help="Parts to cross-validate by.")
@click.option("--passes", type=float, help="Passes over the annotated articles.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True, help="Folds at a time.")
@click.option("--take", type=int, help="Learn from so many annotated articles only (a learning curve).")
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path(".cache/learn"),
    show_default=True,
    help="What takes long is kept here, so that learning goes on where it was stopped.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write the weights to; none: only measure.")
@json_option
def learn(
    gold: Path, polnear: Path | None, encoder: str, work: Path, out: Path | None, as_json: bool, **how: object
) -> None:
    """Train the reader on annotated articles, and measure it on articles that it had not seen.

    Needs the extra: pip install attest-kg[learn]

    \b
    Example:
      kg learn --gold tests/gold --out weights
      kg build news/ --settings mine.toml      (with reader = "weights" in mine.toml)
    """
    try:
        from kg.learn import learning
        from kg.learn.encoders import encoder_folder
    except ModuleNotFoundError as error:
        raise RunError(f"learning needs {error.name}; install it with: pip install 'attest-kg[learn]'") from error
    sources = learning.sources_of(gold, encoder_folder(encoder, work), work, polnear)
    given = {name: value for name, value in how.items() if value is not None}
    outcome = learning.learn(sources, learning.Settings(encoder=encoder, **given), out, _say)  # type: ignore[arg-type]
    click.echo(learning.to_json(outcome) if as_json else learning.to_text(outcome))


def _say(line: str) -> None:
    click.echo(line, err=True)
