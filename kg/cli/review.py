"""``kg review``: what is unsure, and a person's word on it."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.common import existing_store, json_option, out_option, read_settings, settings_option, shown_progress
from kg.passes import conclude_again
from kg.reviewing import Question, questions, record, record_file
from kg.settings import DECISIONS


@click.command()
@click.argument("words", nargs=-1, metavar="[same A B | different A B]")
@click.option("--file", "given", type=click.Path(path_type=Path), help="A CSV file: left, right, judgement.")
@click.option("--most", default=20, show_default=True, help="How many questions to list.")
@click.option("--reason", default="", help="Why, for those who come after.")
@click.option("--author", default=None, help="Who decides  [default: your user name]")
@out_option
@settings_option
@json_option
def review(
    words: tuple[str, ...], given: Path | None, out: Path, settings_file: Path | None, **flags: str | int | bool | None
) -> None:
    """List what is unsure, most telling first; or decide it.

    A decision outranks every rule and survives every rebuild. A and B are names, keys (country:DEU) or IRIs.

    \b
    Example:
      kg review
      kg review same "Aleksandr Lukashenko" "Alexander Lukashenka"
      kg review different "John Smith" "Jon Smith" --reason "father and son"
      kg review --file decisions.csv
    """
    settings, path = read_settings(settings_file), out / DECISIONS
    if not words and given is None:
        with existing_store(out) as store:
            asked = questions(store, settings, decisions=path)[: int(flags["most"] or 0)]
        show(asked, as_json=bool(flags["as_json"]))
        return
    if given is None and (len(words) != 3 or words[0] not in {"same", "different"}):
        raise click.UsageError("say: kg review same A B, or: kg review different A B")
    with existing_store(out, write=True) as store, shown_progress(shown=True) as progress:
        if given is not None:
            unknown = record_file(store, settings, path, given=given)
        else:
            author = str(flags["author"] or getpass.getuser())
            unknown = record(
                store,
                settings,
                path,
                sides=(words[1], words[2]),
                judgement=words[0],
                author=author,
                reason=str(flags["reason"]),
            )
        conclude_again(store, out, settings=settings, progress=progress)
    for name in unknown:
        click.echo(f"kg: nothing goes by {name!r} yet; the decision is kept", err=True)
    click.echo(f"written to {path}; the graph is resolved again")


def show(asked: list[Question], *, as_json: bool) -> None:
    """Print the questions."""
    if as_json:
        click.echo(json.dumps([asdict(q) for q in asked], indent=1, ensure_ascii=False))
        return
    for number, q in enumerate(asked, start=1):
        click.echo(f"{number}. {q.left}  =?  {q.right}   (score {q.score:.2f}, {q.weight} mentions and events)")
        click.echo(f"   {q.reason}")
        for sentence in (q.left_sentence, q.right_sentence):
            if sentence:
                click.echo(f"   - {sentence}")
    if not asked:
        click.echo("nothing is unsure")
