"""What a name is, and how the words of a document are written: shared by the rules that find names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.extract.tokens import Doc
from kg.gazetteer import Entry
from kg.gazetteer.tables import rows
from kg.settings import schema_path

#: A line is a title in capitals when this share of its longer words begins with one.
_TITLE_CASE = 0.6
_LONG_WORD = 4
#: A line that ends in a full stop must have so many longer words to be a title.
_SURELY_WORDS = 6
#: Words before "Bank" that make it a state's.
_OF_STATE = frozenset({"Central", "Reserve"})
#: What parties call themselves, after a word for what they believe in.
_RALLIES = frozenset({"Congress", "Front", "Alliance", "Union", "Movement", "Coalition", "League", "Bloc", "Rally"})
_CREEDS = frozenset(
    {"Democratic", "Progressive", "Progressives", "Socialist", "Liberal", "Conservative", "Communist", "Republican"}
    | {"Nationalist", "Patriotic", "Populist", "Labour"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as found: tokens ``start`` to ``end`` (exclusive), its class, and what the tables know of it.

    ``key`` is set where a rule names the thing itself, not an entry.
    """

    start: int
    end: int
    type: str
    rule: str
    entry: Entry | None = None
    key: str | None = None

    @property
    def size(self) -> int:
        """How many tokens it has."""
        return self.end - self.start


class NameWords:
    """Words inside a name that tell its class ("Ministry", "Herald", "Street")."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows(schema_path("gazetteer/name_words.tsv")):
            for word in row["words"].split():
                self._tables[row["place"]].setdefault(word, row["type"])

    def type_of(self, words: list[str]) -> str | None:
        """Return the class that the words of a name speak for."""
        if not words:
            return None
        if len(words) > 1 and (found := self._joint_type(words)):
            return found
        if found := self._tables["last"].get(words[-1]) or self._tables["first"].get(words[0]):
            return found
        anywhere = self._tables["any"]
        return next((anywhere[w] for w in words if w in anywhere), None)

    def _joint_type(self, words: list[str]) -> str | None:
        """Return the class that several words of a name speak for together."""
        of = next((i for i, w in enumerate(words) if w in {"of", "for"} and i), 0)
        if of and (head := self._tables["any"].get(words[of - 1])) == "GovernmentBody":
            return head  # "Ministry of Energy" is no firm
        if "Bank" in words[1:] and set(words[: words.index("Bank")]) & _OF_STATE:
            return "GovernmentBody"  # "Central Bank of Peru", "Reserve Bank"
        if words[-1] in _RALLIES and set(words[:-1]) & _CREEDS:
            return "PoliticalParty"  # "National Democratic Congress"
        if words[-2:-1] in (["News"], ["Press"]):
            return "MediaOutlet"  # "Andes News Agency", "Press Association"
        return None


def words_of_doc(doc: Doc) -> list[str]:
    """Return the words of a document, read off the parse once."""
    return doc.words


def text_of(doc: Doc, start: int, end: int) -> str:
    """Return the words of some tokens, with single spaces."""
    if end - start == 1:
        return doc.words[start]
    written = doc.names.get((start, end))
    if written is None:
        last = doc[end - 1]
        written = doc.names[start, end] = " ".join(doc.text[doc[start].idx : last.idx + len(last)].split())
    return written


def is_capital(doc: Doc, i: int) -> bool:
    """Tell whether a word is written like a name."""
    word = doc.words[i]
    return word[0].isupper() or word in {"al-", "al"}


def title_lines(doc: Doc) -> frozenset[int]:
    """Return the tokens of lines whose words are mostly capitalised: there, a capital says nothing."""
    found: set[int] = set()
    words, start = words_of_doc(doc), 0
    for end in (*(i for i, word in enumerate(words) if "\n" in word), len(words)):
        long = [w for w in words[start:end] if len(w) >= _LONG_WORD and w.isalpha()]
        fewest = _SURELY_WORDS if words[end - 1] == "." else 3
        if len(long) >= fewest and sum(w[0].isupper() for w in long) >= _TITLE_CASE * len(long):
            found.update(range(start, end))
        start = end + 1
    return frozenset(found)
