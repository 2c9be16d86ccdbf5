"""Frozen records to bytes and back, by their declared types.

The bytes are those of the interpreter itself (:mod:`marshal`), at a third of the cost of JSON: they go from one process
of a build to another and into its index, which is made again when they are written in another way (:data:`FORMAT`).
"""

from __future__ import annotations

import marshal
import sys
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from kg.model import Span

type _Reader = Callable[[Any], Any]
type _Writer = Callable[[Any], Any]

#: The last version that writes equal values as equal bytes, whoever else refers to them.
_VERSION = 2
#: How records are written.
FORMAT = f"marshal {_VERSION} of {sys.implementation.cache_tag}"


def pack(plain: Any) -> bytes:
    """Write lists, tuples, strings and numbers: the same bytes for the same value."""
    return marshal.dumps(plain, _VERSION)


def unpack(data: bytes) -> Any:
    """Read back what :func:`pack` wrote."""
    return marshal.loads(data)  # noqa: S302 - written by this program, for itself


def dumps(record: object) -> bytes:
    """Write a record: the same bytes for the same record."""
    return pack(_writer(cast(Hashable, type(record)))(record))


def loads[T](kind: type[T], data: bytes) -> T:
    """Read a record of a kind back."""
    made: T = _reader(cast(Hashable, kind))(unpack(data))
    return made


@cache
def _writer(kind: Any) -> _Writer:
    """Return a function that makes lists, strings and numbers of a value of a declared type: a record is a list."""
    if kind is Span:
        return tuple
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return attrgetter("value")
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        write = _writer(next(k for k in inner if k is not type(None)))
        return write if write is _as_is else lambda value: None if value is None else write(value)
    if origin is tuple:
        return _tuple_writer(inner)
    if is_dataclass(kind):
        return _record_writer(kind)
    return date.isoformat if kind is date else _as_is


def _tuple_writer(inner: tuple[Any, ...]) -> _Writer:
    writers = [_writer(kind) for kind in inner if kind is not Ellipsis]
    if all(write is _as_is for write in writers):
        return _as_is
    if inner[-1] is Ellipsis:
        return lambda value: list(map(writers[0], value))
    return lambda value: [write(item) for write, item in zip(writers, value, strict=True)]


def _record_writer(kind: Any) -> _Writer:
    fields_of = attrgetter(*(name for name, _ in _hints(cast(Hashable, kind))))
    writers = [_writer(hint) for _, hint in _hints(cast(Hashable, kind))]
    changed = [(place, write) for place, write in enumerate(writers) if write is not _as_is]

    def write(record: Any) -> list[Any]:
        plain = list(fields_of(record))
        for place, each in changed:
            plain[place] = each(plain[place])
        return plain

    return write


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind) if f.init)


@cache
def _reader(kind: Any) -> _Reader:
    """Return a function that makes a plain value what its declared type says."""
    if kind is Span:
        return lambda value: Span(*value)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(_reader(next(k for k in inner if k is not type(None))))
    if origin is tuple:
        return _tuple_reader(inner)
    if is_dataclass(kind):
        return _record_reader(kind, [_reader(hint) for _, hint in _hints(cast(Hashable, kind))])
    if kind is date:
        return date.fromisoformat
    return _as_is if kind in (str, int, float, bool) else kind


def _as_is(value: Any) -> Any:
    return value


def _optional(inner: _Reader) -> _Reader:
    return lambda value: None if value is None else inner(value)


def _tuple_reader(inner: tuple[Any, ...]) -> _Reader:
    if inner[-1] is Ellipsis:
        item = _reader(inner[0])
        return lambda value: tuple(map(item, value))
    readers = [_reader(kind) for kind in inner]
    return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))


def _record_reader(kind: Any, readers: list[_Reader]) -> _Reader:
    return lambda value: kind(*[read(item) for read, item in zip(readers, value, strict=True)])
