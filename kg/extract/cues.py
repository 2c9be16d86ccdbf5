"""The lexicon of saying: which words say that somebody says something, and where what is said stands beside them.

The words are in ``schemas/cues.toml``, which explains its columns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.errors import RunError
from kg.model import SpeechAct, Stance
from kg.settings import schema_path

CUE_FILE = "cues.toml"

#: Parts of speech that a group of cues may have.
KINDS = ("verb", "noun", "adjective", "adverb")


@dataclass(frozen=True, slots=True)
class Cue:
    """One use of a word of saying: its class, the shapes of its content, and what the speaker does with it.

    ``particle`` is the second word of a cue of two ("point out", "make clear"). ``objects`` limits what an object
    may be: "saying" (a noun of saying), "thing" (not a person or group); empty: anything. ``hearer`` is the
    place of the addressee: "object" or "to".
    """

    word: str
    kind: str
    group: str
    frames: frozenset[str]
    act: SpeechAct
    stance: Stance
    particle: str = ""
    objects: str = ""
    hearer: str = "to"
    factive: str = "open"


@dataclass(frozen=True)
class Cues:
    """All cues, by kind and first word."""

    verbs: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    adverbs: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


def read_group(kind: str, table: Mapping[str, str | list[str]]) -> Iterable[Cue]:
    """Yield the cues of one group of the lexicon."""
    for word in str(table["words"]).split():
        first, _, particle = word.partition("_")
        yield Cue(
            word=first,
            particle=particle,
            kind=kind,
            group=str(table["class"]),
            frames=frozenset(table.get("frames", [])),
            act=SpeechAct(str(table["act"])),
            stance=Stance(str(table.get("stance", Stance.ASSERTS))),
            objects=str(table.get("objects", "")),
            hearer=str(table.get("addressee", "to")),
            factive=str(table.get("factive", "open")),
        )


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Read the lexicon of saying; raise :class:`RunError` when a group of it makes no sense."""
    path = schema_path(CUE_FILE)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        found: dict[str, dict[str, tuple[Cue, ...]]] = {kind: {} for kind in KINDS}
        groups: dict[str, str] = {}
        for kind in KINDS:
            for table in tables[kind]:
                groups[f"{kind}.{table['class']}"] = table["text"]
                for cue in read_group(kind, table):
                    found[kind][cue.word] = (*found[kind].get(cue.word, ()), cue)
    except (KeyError, ValueError) as error:
        raise RunError(f"{path}: cannot be read as a lexicon of cues ({error}); see the notes at its top") from error
    return Cues(found["verb"], found["noun"], found["adjective"], found["adverb"], groups)
