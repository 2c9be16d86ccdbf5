"""Is it English? Two opinions: py3langid on the bytes, and the share of English words."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.settings import schema_path

#: Words that English prose cannot do without and that its neighbours (Dutch, German, Scots) do not share.
FUNCTION_WORDS = re.compile(
    r"\b(?:the|and|to|that|for|with|by|from|has|have|been|were|said|not|but|after|which|this|are)\b", re.IGNORECASE
)
#: Words of Nigerian Pidgin that English has not: the classifier takes English news with Nigerian names for it.
PIDGIN_WORDS = re.compile(r"\b(?:dey|wey|dem|sey|una|abeg)\b", re.IGNORECASE)
#: English news has .20 to .30 of them; the most English-looking Dutch and German under .05.
MIN_FUNCTION_WORDS = 0.12
#: Characters that are looked at: more changes nothing.
SAMPLE = 5_000
#: A text of fewer words may do without function words ("Peruvian jets bombed villages near Puno"): then this share
#: of the longer words without a capital has to be English (short ones are shared: "in", "will", "was").
SHORT, MIN_ENGLISH, FEWEST_ENGLISH = 40, 0.6, 2


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the text's language; "en" when either opinion says so.

    A byte-based classifier errs on short texts with many foreign names, the word share on lists: English news
    fails both at once only when it is not English news.
    """
    import py3langid  # loads its model: only for who reads articles

    sample = text[:SAMPLE]
    words = len(sample.split())
    if words and len(FUNCTION_WORDS.findall(sample)) / words >= MIN_FUNCTION_WORDS:
        return "en"
    if words < SHORT and _is_short_english(sample):
        return "en"
    found = str(py3langid.classify(sample)[0])
    return "en" if found == "pcm" and not PIDGIN_WORDS.search(sample) else found


def _is_short_english(sample: str) -> bool:
    """Tell whether most of the longer words of a short text, and two at least, are English."""
    small = re.findall(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])", sample)
    known = sum(word in _english() for word in small)
    return known >= FEWEST_ENGLISH and known >= MIN_ENGLISH * len(small)


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return frozenset(schema_path("common_words.txt").read_text(encoding="utf-8").split())
