"""Is it English? Two opinions: py3langid on the bytes, and the share of English function words."""

from __future__ import annotations

import re

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
    found = str(py3langid.classify(sample)[0])
    return "en" if found == "pcm" and not PIDGIN_WORDS.search(sample) else found
