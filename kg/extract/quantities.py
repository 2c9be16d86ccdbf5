"""How many: the number of a noun phrase, as written, with the bounds that its words give.

"More than 1,500" is 1501 or more, "at least two" is 2 or more, "dozens" is 24 or more. Round words ("about", "some",
"nearly") leave both bounds open: they say near, not how near. Shares are kept as written; of money the bounds are set
only where they are whole numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.syntax import Parse, tokens_span
from kg.extract.tables import listed
from kg.extract.tokens import Token
from kg.model import Quantity, Rule

RULES = (
    Rule("quantity-number", "A number before a noun, with the words that bound it.", ("At least two people died.",)),
    Rule("quantity-partitive", "Dozens, hundreds, a number or a share of something.", ("Dozens of homes burned.",)),
)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
#: Number words below a hundred.
SMALL = {w: n for n, w in enumerate(listed(_UNITS))} | {w: 10 * n for n, w in enumerate(listed(_TENS), start=2)}
#: Words that multiply what stands before them.
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "k": 1_000,
}
#: Plural nouns of number and the least that they mean: two of them.
COLLECTIVES = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
#: "Tens of thousands" is twenty thousand or more.
TENFOLD = {"tens": 20, "dozens": 24, "hundreds": 200, "scores": 40}
#: Singular nouns of number.
SINGULAR = {"dozen": 12, "couple": 2, "pair": 2, "score": 20, "half-dozen": 6, "trio": 3}
#: Nouns and determiners that tell of several without a number: kept as written.
VAGUE = frozenset(
    listed(
        """
        number handful majority minority most half third quarter series group bulk percent per % fifth tenth many
        several few numerous some
        """
    )
)

_LOWER = re.compile(r"\b(?:at least|no fewer than|no less than|not less than|a minimum of|minimum)\s*$", re.I)
_ABOVE = re.compile(r"\b(?:more than|over|upwards? of|above|in excess of|exceeding|greater than|well over)\s*$", re.I)
_UPPER = re.compile(
    r"\b(?:at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum)\s*$", re.I
)
_BELOW = re.compile(r"\b(?:fewer than|less than|under|below|smaller than)\s*$", re.I)
_ROUND = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|closer? to|(?:an )?estimated|circa|ca\.?)\s*$",
    re.I,
)
_EXACT = re.compile(
    r"\b(?:exactly|only|just|all|both|a total of|total of|another|the|these|those|other|first|last)\s*$", re.I
)
_AFTER_MORE = re.compile(r"\s*(?:or more|and more|\+|-plus)\b", re.I)
_AFTER_LESS = re.compile(r"\s*(?:or (?:fewer|less))\b", re.I)
_RANGE = re.compile(
    r"(?:between\s+|from\s+)?(?P<a>[\d.,]+|[a-z-]+)(?:\s+(?P<s>hundred|thousand|million|billion))?\s*"
    r"(?:-|–|to|and|or)\s*(?P<b>[\d.,]+|[a-z-]+)(?:\s+(?P<t>hundred|thousand|million|billion))?\Z",
    re.I,
)
_PLUS = re.compile(r"(\d)(?:-plus\b|\+)", re.I)
_SHARE = re.compile(r"%|\bper\s?cent\b|\bpercentage\b|\bin (?:a |\d|two|three|four|five|ten)|\bhalf of\b", re.I)
_HALF = re.compile(r"\bhalf[\s-]a[\s-](?:million|dozen)\b", re.I)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")
_PREFIX_WORDS = frozenset(
    listed(
        """
    more than over upwards upward of above in excess exceeding greater at least no fewer less not a an minimum
    most up to as many much maximum under below about around roughly approximately some nearly almost close
    closer estimated exactly only just all both total another well the between from
    """
    )
)
_WINDOW = 5
#: Before a noun in the singular ("the 1999 treaty") this is a year.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")


def number_of(words: str) -> int | None:
    """Read a whole number in digits or words; None when it is none.

    >>> number_of("1,500"), number_of("two hundred and five"), number_of("1.5 million"), number_of("forty-one")
    (1500, 205, 1500000, 41)
    """
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", words.lower().strip()):
        if word in {"and", ""} or (word in {"a", "an"} and not seen):
            continue
        if _DIGITS.match(word):
            current += float(word.replace(",", ""))
        elif word in SMALL:
            current += SMALL[word]
        elif word in SCALES or word in SINGULAR:
            scale = SCALES.get(word) or SINGULAR[word]
            current = (current or 1) * scale
            if scale >= SCALES["thousand"]:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    value = total + current
    return int(value) if seen and value == int(value) else None


@lru_cache(maxsize=4096)
def bounds_of(words: str) -> tuple[int | None, int | None]:
    """Return the least and the most that a quantity means.

    >>> bounds_of("more than 1,500"), bounds_of("between 10 and 20"), bounds_of("tens of thousands")
    ((1501, None), (10, 20), (20000, None))
    """
    words = re.sub(r"[$€£¥]|\b(?:US|NZ|A|C)\s?(?=[$])", "", re.sub(r"\s+", " ", words.strip())).strip()
    words = _PLUS.sub(r"\1 or more", words)
    if _SHARE.search(words):
        return None, None
    if _HALF.search(words):
        return bounds_of(_HALF.sub("500 thousand" if "million" in words.lower() else "6", words))
    found = _range(words) or _collective(words)
    if found:
        return found
    core, before, after = _split(words)
    number = number_of(core)
    if number is None:
        return None, None
    return _bounded(number, before, after)


def _range(words: str) -> tuple[int, int] | None:
    match = _RANGE.match(words)
    if not match:
        return None
    scale = match["t"] or ""
    least = number_of(f"{match['a']} {match['s'] or ('' if match['s'] else scale)}")
    most = number_of(f"{match['b']} {scale}")
    return (least, most) if least is not None and most is not None and least <= most else None


def _collective(words: str) -> tuple[int | None, int | None] | None:
    lower = words.lower().split()
    names = [w for w in lower if w in COLLECTIVES or w in TENFOLD]
    if not names:
        return None
    if len(names) > 1 and names[0] in TENFOLD:
        return TENFOLD[names[0]] * COLLECTIVES[names[1]] // 2, None
    return COLLECTIVES.get(names[0]), None


def _split(words: str) -> tuple[str, str, str]:
    """Part a quantity into its number, the words before and the words after."""
    tokens = words.split(" ")
    start = next((i for i, w in enumerate(tokens) if _is_number(w)), len(tokens))
    end = start
    while end < len(tokens) and (_is_number(tokens[end]) or tokens[end].lower() == "and"):
        end += 1
    before = tokens[: start - 1] if start and tokens[start - 1].lower() in {"a", "an"} else tokens[:start]
    return " ".join(tokens[start:end]), " ".join(before), " ".join(tokens[end:])


def _is_number(word: str) -> bool:
    return _DIGITS.match(word) is not None or number_of(word) is not None


def _bounded(number: int, before: str, after: str) -> tuple[int | None, int | None]:
    if _LOWER.search(before) or _AFTER_MORE.match(after):
        return number, None
    if _UPPER.search(before) or _AFTER_LESS.match(after):
        return None, number
    if _ABOVE.search(before):
        return number + 1, None
    if _BELOW.search(before):
        return None, number - 1
    if _ROUND.search(before):
        return None, None
    return number, number


def quantity_of(parse: Parse, head: Token) -> Quantity | None:
    """Return the number of the noun phrase that a token heads; None when it has none.

    A partitive noun counts its own complement: ask for "dozens" in "dozens of homes" or for "homes", the answer is one.
    """
    tokens = _number_tokens(head)
    if not tokens and head.dep_ == "pobj" and head.head.lower_ == "of":
        noun = head.head.head
        tokens = _partitive(noun) if noun.lower_ in COLLECTIVES or noun.lower_ in VAGUE or noun.like_num else []
    if not tokens:
        return None
    widened = sorted(_widen(tokens), key=lambda t: t.i)
    while len(widened) > 1 and widened[-1].lower_ == "of":
        widened.pop()  # what is counted comes after it: "5,000 of them"
    if widened[0].lower_ == "up" and len(widened) > 1 and widened[1].lower_ != "to":
        widened = widened[1:]  # the particle of a verb: "call up 300 men"
    span = tokens_span(widened)
    least, most = bounds_of(parse.text(span))
    return Quantity(span, least, most)


def _number_tokens(head: Token) -> list[Token]:
    """Return the tokens of the number that stands before a noun, or in place of one."""
    if head.lower_ in COLLECTIVES:
        return _partitive(head)
    if _is_pronoun(head):
        return []
    if head.like_num and head.pos_ == "NUM" and head.dep_ not in {"nummod", "compound", "quantmod"}:
        return [head, *_below(head)]
    found = [
        c
        for c in head.lefts
        if c.dep_ in {"nummod", "quantmod"} or (c.dep_ in {"amod", "det"} and c.lower_ in VAGUE and c.lower_ != "some")
    ]
    found = [c for c in found if not _is_date(c) and not (_YEAR.match(c.text) and head.tag_ in {"NN", "NNP"})]
    return [t for c in found for t in [c, *_below(c)]]


def _is_pronoun(head: Token) -> bool:
    """Tell whether "one" stands for a thing named before: "it acted as one"; "one of them" counts."""
    return head.lower_ == "one" and head.dep_ in {"pobj", "dobj", "attr"} and not any(True for _ in head.children)


def _is_date(token: Token) -> bool:
    return token.ent_type_ == "DATE" and token.head.ent_type_ == "DATE" and token.head.lower_ not in VAGUE


def _below(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {
            "quantmod",
            "compound",
            "advmod",
            "amod",
            "nummod",
            "det",
            "nmod",
            "predet",
            "neg",
            "cc",
            "conj",
            "pobj",
            "prep",
        }:
            small = (
                child.like_num
                or child.lower_ in _PREFIX_WORDS
                or child.lower_ in SINGULAR
                or child.lower_ in {"and", "or", "to", "-", "–"}
            )
            if small and abs(child.i - token.i) <= _WINDOW:
                yield child
                yield from _below(child)


def _partitive(noun: Token) -> list[Token]:
    """Return a noun of number with what stands before it: "tens of thousands", "a number"."""
    found = [noun, *(c for c in noun.lefts if c.dep_ in {"det", "nummod", "amod", "quantmod", "predet", "compound"})]
    above = noun.head
    if above.lower_ == "of" and above.head.lower_ in TENFOLD:
        found += [above, *_partitive(above.head)]
    return found


def _widen(tokens: list[Token]) -> list[Token]:
    """Add the bounding words that the parser hung elsewhere ("more than", "up to", "some")."""
    first = min(tokens, key=lambda t: t.i)
    widened = list(tokens)
    while first.i > first.sent.start:
        before = first.nbor(-1)
        if before.like_num or before.lower_ == "several" or (before.lower_ == "an" and first.lower_ == "estimated"):
            widened.append(before)
            first = before
            continue
        if before.lower_ not in _PREFIX_WORDS or (
            before.lower_ in {"the", "in", "of", "to", "from", "a", "an", "as"} and not _bounds_ahead(before)
        ):
            break
        widened.append(before)
        first = before
    return widened


def _bounds_ahead(token: Token) -> bool:
    """Tell whether a small word is the tail of a bounding phrase: "up to", "in excess of", "as many as"."""
    if token.i == token.sent.start:
        return False
    before = token.nbor(-1).lower_
    return (before, token.lower_) in {
        ("up", "to"),
        ("excess", "of"),
        ("total", "of"),
        ("upwards", "of"),
        ("close", "to"),
        ("many", "as"),
        ("much", "as"),
        ("minimum", "of"),
        ("maximum", "of"),
    } or (
        token.lower_ in {"an", "a", "as", "in"}
        and token.nbor(1).lower_ in {"estimated", "total", "many", "much", "excess", "minimum", "maximum"}
    )
