"""What WordNet says of a word: the class of its commonest sense, and the verb that a noun is derived from.

The table in ``schemas/events/wordnet.txt`` was taken once from WordNet 3.0; no WordNet is needed to read it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from kg.settings import schema_path


@dataclass(frozen=True)
class WordNet:
    """Lookups by part of speech ("verb", "noun") and lemma."""

    classes: dict[str, dict[str, str]]
    verbs: dict[str, str]

    def of(self, pos: str, lemma: str) -> str:
        """Return the class of the commonest sense ("motion", "act+"), "" when the word is not known."""
        return self.classes.get(pos, _NO_CLASSES).get(lemma, "")

    def verb(self, noun: str) -> str | None:
        """Return the verb that a noun is derived from ("deployment" -> "deploy")."""
        return self.verbs.get(noun)


_NO_CLASSES: dict[str, str] = {}


@lru_cache(maxsize=1)
def load_wordnet() -> WordNet:
    """Read the table."""
    classes: dict[str, dict[str, str]] = defaultdict(dict)
    verbs: dict[str, str] = {}
    for line in schema_path("events/wordnet.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        if name == "nominal":
            verbs = dict([pair.split("=", 1) for pair in rest.split()])
            continue
        pos, _, kind = name.partition(" ")
        classes[pos].update(dict.fromkeys(rest.split(), kind))
    return WordNet(dict(classes), verbs)
