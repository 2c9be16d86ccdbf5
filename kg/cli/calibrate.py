"""``kg calibrate``: how sure each rule is, measured on annotated articles."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import read_settings, settings_option
from kg.settings import schema_path

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--gold", type=_FOLDER, required=True, help="A folder of annotated articles (*.json).")
@click.option("--texts", type=_FOLDER, required=True, help="The folder of their texts.")
@click.option("--check", is_flag=True, help="Measure the confidences as they are, and write nothing.")
@settings_option
def calibrate(gold: Path, texts: Path, check: bool, settings_file: Path | None) -> None:
    """Measure each rule on annotated articles, and write the table of confidences.

    \b
    Example:
      kg calibrate --gold gold/ --texts articles/
      kg calibrate --gold other-gold/ --texts articles/ --check
    """
    from kg import calibrate as measure  # loads spaCy, for which no other command should wait
    from kg.extract.confidence import TABLE

    settings = read_settings(settings_file)
    if check:
        click.echo(measure.check(gold, texts, settings).to_text())
        return
    report = measure.calibrate(gold, texts, settings)
    path = schema_path(TABLE)
    measure.write(report.table, path)
    click.echo(report.to_text())
    click.echo(f"\nwritten: {path}")
