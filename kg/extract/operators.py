"""The words that make what they govern ordered, planned, requested or possible, or deny it.

They stand in ``schemas/operators.toml``, which explains its columns and its lists.
"""

from __future__ import annotations

import tomllib
from typing import Any

from kg.extract.tables import listed
from kg.model import Modality
from kg.settings import schema_path

_TABLES: dict[str, Any] = tomllib.loads(schema_path("operators.toml").read_text(encoding="utf-8"))

#: An infinitive of purpose tells an aim.
PURPOSE = Modality.PLANNED


def _verbs() -> dict[tuple[str, str], Modality]:
    """Return how real verbs leave what they govern, by lemma and shape of the complement."""
    return {
        (lemma, shape): Modality(row["modality"])
        for row in _TABLES["verb"]
        for shape in listed(row["shapes"])
        for lemma in listed(row["words"])
    }


def _words(kind: str, shape: str | None = None) -> dict[str, Modality]:
    """Return how real the words of a kind leave what they govern, those of one shape only where one is named."""
    rows = (row for row in _TABLES[kind] if row.get("shapes") == shape)
    return {word: Modality(row["modality"]) for row in rows for word in listed(row["words"])}


def _set(name: str) -> frozenset[str]:
    """Return a list of words by its name."""
    return frozenset(listed(_TABLES["sets"][name]))


def _pairs(name: str) -> frozenset[tuple[str, str]]:
    """Return a list of verbs, each with its preposition."""
    return frozenset((verb, word) for verb, _, word in (pair.partition("_") for pair in listed(_TABLES["sets"][name])))


#: (lemma, shape of the complement) -> modality.
VERBS = _verbs()
#: Nouns whose complement ("plans for a wall", "calls to deport") is not yet, or not surely, so.
NOUNS = _words("noun", "any")
#: Nouns that do so only with "of" or "for" ("a trial for fraud", "concerns of a strike").
NOUNS_OF = _words("noun", "of")
#: Nouns that do so only before an infinitive ("efforts to clear", "the right to vote").
NOUNS_TO = _words("noun", "to")
#: Adjectives above an infinitive or a clause.
ADJECTIVES = _words("adjective")
#: Adverbs and adjectives at the word itself.
ADVERBS = _words("adverb")
#: Nouns of what is forbidden: "a ban on selling".
FORBIDDING = _set("forbidding")
#: Nouns of saying: rejected or denied, they were said all the same.
SPOKEN = _set("spoken")
#: Verbs that answer what was said.
ANSWERING = _set("answering")
#: Verbs of saying with "would not" or "would neither": they decline to, now.
WITHHELD = _set("withheld")
#: Verbs of coming together, and what is expressed by doing so: an infinitive of purpose that takes place then.
GATHERING = _set("gathering")
EXPRESSING = _set("expressing")
#: Verbs that argue what would be, and do not tell what is planned.
ARGUING = _set("arguing")
#: Verbs of which the denial says nothing of what they are about: "we do not want a war".
INTENDING = _set("intending")
#: Nouns that, denied, make what they are of only possible ("no evidence that").
PROOFS = _set("proofs")
#: Accusing in the passive: nobody is said to say so.
ACCUSING = _pairs("accusing")
#: Prepositions that tie a noun of the tables above to what it is about.
NOUN_PREPOSITIONS = _set("noun_prepositions")
#: A noun and preposition after which nothing is told as done: "interest in buying", "the path to victory".
LEANING = _pairs("leaning")
#: Nouns that, denied, affirm what they are of: "there is no doubt that".
DOUBTS = _set("doubts")
#: A verb and preposition that name a result, which is as real as the verb.
RESULTS = _pairs("results")
#: Verbs that bring about their object, or say of their subject that it takes place: the noun shares their reality.
MAKING = _set("making")
#: Verbs of saying: what stands below them is asserted by somebody, and is actual.
SAYING = _set("saying")
#: Verbs that deny what they govern.
NEGATIVE_VERBS = _set("negative_verbs")
#: Verbs that deny what comes after "from": "kept the dog from barking".
STOPPING = _set("stopping")
#: Verbs after which their object does not happen; "call off" is told by its particle.
CANCELLING = _set("cancelling")
#: Adverbs right before a verb that deny it.
NEGATIVE_ADVERBS = _set("negative_adverbs")
#: Nouns that deny their complement: "a lack of trust", "the absence of proof".
NEGATIVE_NOUNS = _set("negative_nouns")
NEGATIVE_DETERMINERS = _set("negative_determiners")
