"""How a table of words is written down: as a line of words."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a line.

    >>> listed("spring summer")
    ('spring', 'summer')
    """
    return tuple(words.split())
