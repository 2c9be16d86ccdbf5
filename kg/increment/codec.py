"""Frozen records to JSON and back, by their declared types."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints


def dumps(record: object) -> str:
    """Write a record as JSON: the same bytes for the same record."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def loads[T](kind: type[T], text: str) -> T:
    """Read a record of a kind back."""
    made: T = _reader(cast(Hashable, kind))(json.loads(text))
    return made


def _plain(value: Any) -> Any:
    """Return a value as lists, strings and numbers; a record is the list of its fields."""
    kind = type(value)
    if kind in _SIMPLE:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]
    if (names := _NAMES.get(kind)) is not None:
        return [_plain(getattr(value, name)) for name in names]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    _NAMES[kind] = tuple(name for name, _ in _hints(cast(Hashable, kind)))
    return _plain(value)


#: Types that JSON has itself, and the fields of those records that were written before.
_SIMPLE = frozenset({str, int, float, bool, type(None)})
_NAMES: dict[type, tuple[str, ...]] = {}


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind) if f.init)


type _Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> _Reader:
    """Return a function that makes a plain value what its declared type says."""
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
