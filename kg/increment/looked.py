"""Small helpers of the second pass: mappings that ask for what they do not know, and sets of numbers that join."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import overload

#: Answers that are remembered; then all are forgotten, so that memory does not grow with the corpus.
MOST_REMEMBERED = 1 << 13


class Looked[K, V](Mapping[K, V]):
    """A mapping that asks for what it was not asked before, and remembers some of it, also that there is none."""

    def __init__(self, look: Callable[[K], V | None], most: int = MOST_REMEMBERED) -> None:
        """``most`` answers are remembered."""
        self._look, self._most = look, most
        self._found: dict[K, V | None] = {}

    def learn(self, name: K, value: V) -> None:
        """Remember an answer without asking."""
        if len(self._found) >= self._most:
            self._found.clear()
        self._found[name] = value

    def _ask(self, name: K) -> V | None:
        try:
            return self._found[name]
        except KeyError:
            value = self._look(name)
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[name] = value
            return value

    def known(self, name: K) -> V | None:
        """Return an answer that is remembered, without asking."""
        return self._found.get(name)

    def __getitem__(self, name: K) -> V:
        if (value := self._ask(name)) is None:
            raise KeyError(name)
        return value

    @overload
    def get(self, name: K, /) -> V | None: ...
    @overload
    def get[D](self, name: K, /, default: V | D) -> V | D: ...
    def get(self, name: K, /, default: object = None) -> object:
        """Return an answer, or ``default`` where there is none: asked for so often that an exception would be felt."""
        value = self._ask(name)
        return default if value is None else value

    def __contains__(self, name: object) -> bool:
        return self._ask(name) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[K]:
        return (name for name, value in self._found.items() if value is not None)

    def __len__(self) -> int:
        return sum(value is not None for value in self._found.values())


class Sets:
    """Disjoint sets of the numbers from 1 to some greatest one, eight bytes a number."""

    def __init__(self, greatest: int) -> None:
        """Make each number a set of its own."""
        self._parent = array("q", range(greatest + 1))

    def find(self, number: int) -> int:
        """Return the least number of a set."""
        parent = self._parent
        while (up := parent[number]) != number:
            parent[number] = parent[up]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make the sets of two numbers one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low

    def larger(self) -> dict[int, list[int]]:
        """Return the sets of more than one number, each sorted, by their least numbers."""
        found: dict[int, list[int]] = {}
        for number in range(1, len(self._parent)):
            if (least := self.find(number)) != number:
                found.setdefault(least, [least]).append(number)
        return found
