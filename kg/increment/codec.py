"""Frozen records to JSON and back, by their declared types."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from kg.model import Span

type _Reader = Callable[[Any], Any]
type _Writer = Callable[[Any], Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(record: object) -> str:
    """Write a record as JSON: the same bytes for the same record."""
    return _encode(_writer(cast(Hashable, type(record)))(record))


def loads[T](kind: type[T], text: str) -> T:
    """Read a record of a kind back."""
    made: T = _reader(cast(Hashable, kind))(json.loads(text))
    return made


@cache
def _writer(kind: Any) -> _Writer:
    """Return a function that makes lists, strings and numbers of a value of a declared type: a record is a list."""
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
