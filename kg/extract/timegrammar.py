"""The words of time: one pass over a text finds them, and says of which kind each is.

Nothing here sees a parse or a calendar. The kinds stand in :data:`_CORES` from top to bottom, the longest first; the
first that fits is taken. To be quick, the long pattern is only tried where neighbouring words can all stand in it and
one of them is of those that every expression has (:data:`_KEY`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import periods
from kg.extract.tables import listed

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
_YEAR = r"(?:1[4-9]\d\d|20\d\d|21\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_ONES = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{_ONES}))?"
_COUNT = (
    rf"\[?(?:\d+|a\s+couple\s+of|a\s+few|a\s+dozen|(?:a|one)\s+hundred|half\s+an?|an?|{_ONES}|{_TEENS}|{_TENS}|"
    r"several|few|many|some|hundreds\s+of)\]?"
)
_UNIT = r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|centurie)s?"
_PARTDAY = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night))?"
_ABOUT = r"(?:at\s+least|at\s+most|about|around|nearly|almost|just|only|roughly|some|over|more\s+than|less\s+than|the)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"

#: Words before an expression that say how it bounds; the longest first.
PREPOSITIONS = (
    r"no\s+later\s+than|as\s+early\s+as|as\s+late\s+as|as\s+of|prior\s+to|ahead\s+of|up\s+to|up\s+until|"
    r"starting\s+(?:on|in|from)|starting|beginning\s+(?:on|in)|since|until|till|before|after|following|from|between|"
    r"throughout|through|during|within|over|under|by|in|on|at|for|of|to|around|about"
)

_CORES = (
    ("iso", r"(?P<i_y>\d{4})-(?P<i_m>\d\d)-(?P<i_d>\d\d)"),
    (
        "monthday",
        rf"(?:{_WEEKDAY}{_PARTDAY},?\s+\(?)?(?P<m_m>{_MONTH})\s+(?P<m_d>{_DAY})(?![\d:%])"
        rf"(?:\s?(?:-|–|and|to)\s?(?P<m_e>{_DAY})(?![\d:%]))?"
        rf"(?:(?:,\s?|\s+)(?P<m_y>{_YEAR})|\s+(?P<m_r>last|this|next)\s+year)?\)?",
    ),
    (
        "daymonth",
        rf"(?:{_WEEKDAY}{_PARTDAY},?\s+\(?)?(?P<d_d>{_DAY})(?:\s?(?:-|–|and|to)\s?(?P<d_e>{_DAY}))?"
        rf"\s+(?:of\s+)?(?P<d_m>{_MONTH})"
        rf"(?:,?\s+(?P<d_y>{_YEAR})|\s+(?P<d_r>last|this|next)\s+year)?\)?",
    ),
    (
        "monthyear",
        rf"(?P<y_m>{_MONTH}),?\s+(?:of\s+)?(?:(?P<y_y>{_YEAR})|(?P<y_r>last|this|next|that|the\s+same)\s+year)",
    ),
    ("slashed", r"(?P<z_a>\d{1,2})[/.](?P<z_b>\d{1,2})[/.](?P<z_y>(?:19|20)\d\d)"),
    (
        "quarter",
        rf"(?:(?P<q_n>first|second|third|fourth)\s+quarter(?:\s+of\s+(?P<q_y>{_YEAR}|last\s+year|this\s+year))?"
        rf"|Q(?P<q_q>[1-4])(?:\s+(?:of\s+)?(?P<q_z>{_YEAR}))?)",
    ),
    (
        "ends",
        rf"(?:the\s+)?(?P<k_w>first|last|final)\s+(?P<k_c>{_COUNT})\s+(?P<k_u>days|weeks|months)\s+of\s+"
        rf"(?:(?P<k_m>{_MONTH})\s+)?(?P<k_y>{_YEAR}|last\s+year|this\s+year|the\s+year)",
    ),
    (
        "weekof",
        rf"(?:the\s+)?(?P<j_n>first|second|third|fourth|last|final)\s+(?P<j_u>week|weekend|day)\s+of\s+"
        rf"(?P<j_m>{_MONTH})(?:,?\s+(?P<j_y>{_YEAR}))?",
    ),
    ("halfyear", rf"(?P<h_n>first|second)\s+half\s+of\s+(?P<h_y>{_YEAR}|last\s+year|this\s+year|the\s+year)"),
    (
        "season",
        rf"(?:(?P<s_r>last|this|next|the)\s+(?P<s_a>{_SEASON})(?!\s+of\b)"
        rf"|(?P<s_b>{_SEASON})\s+(?:of\s+)?(?P<s_y>{_YEAR}))",
    ),
    ("feast", r"(?P<f_n>" + "|".join(periods.FEASTS) + rf")(?:,?\s+(?P<f_y>{_YEAR}))?"),
    ("decade", r"(?P<e_y>(?:1[4-9]|20)\d0)['’]?s|['’](?P<e_s>\d0)s"),
    ("century", r"(?P<c_n>\d\d)(?:st|nd|rd|th)[\s-]century"),
    (
        "ago",
        rf"(?P<a_c>{_COUNT})\s+(?P<a_u>{_UNIT})\s+ago"
        r"|(?P<a_v>hours|days|weeks|months|years|decades|centuries)\s+ago",
    ),
    (
        "offset",
        rf"(?P<o_c>{_COUNT})\s+(?P<o_u>{_UNIT})\s+"
        r"(?P<o_w>later|earlier|(?:after|before)(?=\s*[,.;])|beforehand|afterwards?)",
    ),
    (
        "apart",
        rf"(?:(?P<g_c>{_COUNT}|the)\s+)?(?P<g_u>{_UNIT})\s+(?P<g_w>after|before|following|prior\s+to|ahead\s+of)"
        r"(?=\s+[\w“\"'])(?!\s+(?:yesterday|tomorrow|and|but|when|in|on|at|by|to|with|that|was|is|were)\b)",
    ),
    (
        "rolling",
        rf"(?:the\s+)?(?P<r_w>last|past|previous|next|coming|following)\s+(?P<r_c>{_COUNT})\s+(?P<r_u>{_UNIT})(?!\s+of\b)",
    ),
    ("vague", r"(?:(?:the\s+)?(?P<v_w>recent|coming)\s+(?:days|weeks|months|years|decades|times))"),
    (
        "story",
        r"(?:the|that)\s+(?P<t_w>next|following|previous|same)\s+"
        rf"(?P<t_u>day|night|morning|afternoon|evening|week|month|year|{_WEEKDAY}|{_SEASON}){_PARTDAY}"
        rf"|(?P<t_t>that)\s+(?P<t_v>day|night|morning|afternoon|evening|week|month|year|{_SEASON})"
        r"|the\s+(?P<t_x>day|night|week|month|year)\s+(?P<t_y>before|after)(?!\s+(?:yesterday|tomorrow))",
    ),
    (
        "toward",
        rf"(?:the\s+)?(?:(?P<b_c>{_COUNT})\s+)?(?P<b_u>months?|weeks|year|quarter)\s+(?:to|ended|ending|through)\s+"
        rf"(?:end[\s-])?(?:(?P<b_d>{_DAY})\s+)?(?P<b_n>{_MONTH})(?:\s+(?P<b_e>{_DAY})\b)?(?:,?\s+(?P<b_y>{_YEAR}))?",
    ),
    (
        "relunit",
        r"(?P<u_w>(?:the\s+)?(?:last|past)|previous|this|the\s+current|current|next|the\s+coming|coming)\s+"
        r"(?P<u_u>weekend|week|month|quarter|year|decade|century)(?!\s+of\b)",
    ),
    ("ofunit", r"the\s+(?P<n_u>weekend|week|month|year|decade|century)(?=\W)"),
    ("dayth", r"the\s+(?P<h_d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)(?=\s*(?:[,.;:)]|$|and\b|at\b))(?!\.\d)"),
    ("yearend", r"(?:the\s+)?(?:year[\s-]end|year['’]s\s+end)"),
    (
        "dayword",
        rf"the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|last\s+night|(?:yesterday|tomorrow){_PARTDAY}"
        r"|today|tonight|this\s+(?:morning|afternoon|evening)|overnight",
    ),
    ("weekday", rf"(?:(?P<w_r>last|this|next|this\s+past|this\s+coming)\s+)?(?P<w_d>{_WEEKDAY}){_PARTDAY}"),
    (
        "moment",
        r"\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?(?:\s*\(?(?:GMT|UTC|BST|CET|EST|EDT|ET)\)?)?"
        r"|\d{1,2}\s*[ap]\.?m\b\.?|\d{4}\s+(?:GMT|UTC|hours)|noon\b|midnight|daybreak|nightfall|sunrise|sunset|first\s+light|lunchtime|(?:the\s+)?(?:early\s+|late\s+)?(?:morning|afternoon|evening)"
        r"|dawn|dusk|\d{1,3}(?:st|nd|rd|th)\s+minute"
        r"|(?:first|second)\s+half|(?:injury|stoppage|extra|added)\s+time|(?:the\s+)?(?:game|match|kick-?off)\b"
        r"|(?:earlier|later)\s+in\s+the\s+day|the\s+day\b(?!['’]s\b|\s+(?:when|that|of|my|our|we|he|she|they|I|it|the|will|is)\b)",
    ),
    ("nowish", r"now|currently|at\s+present|presently|nowadays|at\s+the\s+moment|these\s+days"),
    ("then", r"then(?!-)|at\s+(?:the|that)\s+time(?!\s+of\b)"),
    ("thereafter", r"subsequently|eventually|afterwards?|thereafter|later(?!\s+(?:than|this|in|on|that|the)\b)"),
    ("recent", r"recently|recent|lately"),
    ("soon", r"soon|the\s+near\s+future|due\s+course|the\s+foreseeable\s+future"),
    ("month", rf"(?:(?P<b_r>last|this|next)\s+)?(?P<b_m>{_MONTH})"),
    (
        "duration",
        rf"(?P<l_c>{_COUNT})\s+(?P<l_u>{_UNIT})(?!\s+of\s+a\s+century)"
        r"|(?P<l_v>days|weeks|months|years|decades|centuries)",
    ),
    ("year", rf"(?P<x_y>{_YEAR})(?:\s?[-–/]\s?(?P<x_e>{_YEAR}|\d\d\b))?"),
)

_PART = (
    r"(?:(?:the\s+)?(?P<part>early|earlier|later|late|mid|middle|beginning|start|outset|end|close)"
    r"(?:\s+(?:of|in)\s+|-|\s+)(?:the\s+(?=\d|last|next|first|second|third|fourth))?)?"
)

PATTERN = re.compile(
    rf"(?<![\w$€£])(?=[\w\['’])(?:(?P<prep>{PREPOSITIONS})\s+)?(?P<about>(?:{_ABOUT}\s+)*?){_PART}(?:"
    + "|".join(f"(?P<{name}>{body})" for name, body in _CORES)
    + r")(?![\w$%]|-(?-i:[a-z]))",
    re.IGNORECASE,
)

#: A word that every expression has.
_KEY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|\b\d{4}\b|\d[:.]\d\d|\d0s\b"
    r"|\d+\s*[ap]\.?m\b|\b\d+(?:st|nd|rd|th)\b|\bQ[1-4]\b|\b(?:century|today|tonight|yesterday|tomorrow|overnight|now|nowadays"
    r"|currently|presently|then|subsequently|eventually|afterwards?|thereafter|later|recent"
    r"|recently|lately|soon|future|course|present|moment|nights?|midnight|noon|dawn|dusk|daybreak|nightfall|sunrise|sunset|light|lunchtime|half|times?|game"
    r"|match|kick-?off|spring|summer|autumn|fall|winter|christmas|eve|halloween|centuries|morning|afternoon|evening"
    r"|(?:second|minute|hour|day|weekend|week|fortnight|month|quarter|year|decade)s?)\b",
    re.IGNORECASE,
)
#: How many letters of a word are compared before a pattern is tried on it.
_FIRST_LETTERS = 3


def _beginnings(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return the first letters of the words that stand in a pattern, in lower case."""
    letters = re.sub(r"\\[a-zA-Z]|\?P<\w+>", " ", pattern.pattern)
    return frozenset(word[:_FIRST_LETTERS] for word in re.findall(r"[a-z]+", letters.lower()))


_IN_EXPRESSIONS, _IN_KEYS = _beginnings(PATTERN), _beginnings(_KEY)
_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")
#: How far before an expression the word is looked for that stands before it.
_REACH = 36

#: The word or comma before an expression; those after which it is no date ("every Friday", "Black Friday").
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]+|,)\s*\Z".replace(r"\s*\Z", r"(?=\s*\Z)"))
_RECURRING = frozenset(listed("every each super black bloody good ash palm easter cyber"))

#: What stands after "soon" in "as soon as".
_AS_SOON = re.compile(r"\s+as\b", re.IGNORECASE)
#: What stands after a month that says more of a noun: "a June conversation".
_BEFORE_NOUN = re.compile(r"\s+[a-z]{3,}")
#: Month names that are also words or first names: only after one of these, or with a day or year.
_AMBIGUOUS_MONTH = re.compile(r"(?:may|march|mar|jan|april|june|august|dec|sep)\Z", re.IGNORECASE)
_FOR_A_MONTH = frozenset(listed("scheduled set slated planned due booked pencilled earmarked"))
_CLEAR = frozenset(listed("in since until till by from to through during before after between of last next this"))


@dataclass(frozen=True, slots=True)
class Words:
    """One expression of time in a text: its offsets, its kind in :data:`KINDS` and the match behind it."""

    start: int
    end: int
    kind: str
    preposition: str
    match: re.Match[str]

    @property
    def core(self) -> str:
        """The words without the preposition, in lower case."""
        return str(self.match.group(self.kind)).lower()


def find_words(text: str) -> Iterator[Words]:
    """Yield the expressions of time of a text from left to right."""
    for start, end, keys in _stretches(text):
        if _DIGIT.search(text, start, end):
            found = _KEY.search(text, start, end) is not None
        else:  # a key without digits begins where a word begins (measured: a third of the time of a search)
            found = any(_KEY.match(text, key, end) for key in keys)
        if found:
            yield from _in_stretch(text, start, end)


def _stretches(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """Yield where neighbouring words begin as those of expressions do, and where those that begin as a key does.

    The word behind them is seen as well, because some expressions are told by what follows.
    """
    start = -1
    keys: list[int] = []
    for word in _WORD.finditer(text):
        first = word[0][:_FIRST_LETTERS].casefold()
        key = first in _IN_KEYS or not first.isalpha()
        if first in _IN_EXPRESSIONS or len(first) < _FIRST_LETTERS or first[0].isdigit():
            start = start if start >= 0 else word.start()
            if key:
                keys.append(word.start())
            continue
        if keys:
            yield max(0, start - 1), word.end(), [*keys, word.start()] if key else keys
        start, keys = -1, []
    if keys:
        yield max(0, start - 1), len(text), keys


def _in_stretch(text: str, start: int, end: int) -> Iterator[Words]:
    for match in PATTERN.finditer(text, start, end):
        kind = str(match.lastgroup)
        if kind in {"prep", "part"}:
            continue
        preposition = re.sub(r"\s+", " ", (match["prep"] or "").lower())
        if _acceptable(kind, preposition, match):
            yield Words(match.start(), match.end(), kind, preposition, match)


def _acceptable(kind: str, preposition: str, match: re.Match[str]) -> bool:
    core = match.group(kind)
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - _REACH), match.start())
    if before and (before[0].lower().strip() in _RECURRING or (kind == "nowish" and before[0] == ",")):
        return False
    if kind in {"monthday", "daymonth", "monthyear", "month", "weekday"} and core == core.lower():
        return False
    if kind == "month" and not match["part"] and not match["b_r"] and _AMBIGUOUS_MONTH.search(core):
        word = before[0].lower().strip() if before else ""
        planned = preposition == "for" and word in _FOR_A_MONTH
        said_of_noun = word in {"a", "an"} and _BEFORE_NOUN.match(match.string, match.end()) is not None
        return preposition in _CLEAR or planned or said_of_noun
    if kind == "soon" and _AS_SOON.match(match.string, match.end()):
        return False
    if kind == "season" and (match["s_r"] or "").lower() == "the":
        return preposition in (_CLEAR - {"of", "to", "from"} if match["s_a"].lower() != "fall" else {"in"})
    if kind == "duration":
        return preposition in {"for", "in", "within", "over", "during"} or bool(match["part"])
    if kind == "moment" and core.lower().endswith(("morning", "afternoon", "evening")):
        return preposition in {"by", "in", "until", "before", "during", "throughout"}
    if kind == "moment" and core.lower().endswith(("game", "match")):
        return bool(match["part"])
    if kind == "ofunit":
        return bool(match["part"]) or (match["n_u"].lower() == "weekend" and preposition in {"over", "at", "during"})
    return True
