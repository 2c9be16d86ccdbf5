"""Running a query and holding its answer as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import RunError
from kg.graph.vocab import PREFIXES
from kg.query.params import Value, bind, guess_value, read_values
from kg.query.saved import SUFFIX, SavedQuery, parse_saved, saved_queries
from kg.store import Store


class Iri(str):
    """An IRI in an answer; otherwise a string."""

    __slots__ = ()


type Cell = str | int | float | Decimal | bool | date | None

_XSD = PREFIXES["xsd"]

#: A query that asks another server: offline this program stays, and no query of a stranger's may make it call out.
_SERVICE = re.compile(r"\bSERVICE(?:\s|#[^\n]*\n)*(?:SILENT(?:\s|#[^\n]*\n)*)?(?:[<?$]|[\w.\-]*:)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: names of columns, and rows of plain values (IRIs as :class:`Iri`)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    query: str
    title: str = ""

    def column(self, name: str) -> list[Cell]:
        """Return the values of one column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as records by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


_READERS: dict[str, Any] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": lambda text: text == "true",
    _XSD + "date": date.fromisoformat,
}


def plain(term: Any) -> Cell:
    """Return a term as a plain value."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        reader = _READERS.get(term.datatype.value)
        try:
            value: Cell = reader(term.value) if reader else term.value
        except (ValueError, ArithmeticError):
            return term.value
        return value
    return str(term)


def check_offline(text: str) -> None:
    """Refuse a query that would call another server."""
    decoded = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
    if _SERVICE.search(decoded):
        raise RunError("the query asks another server (SERVICE), and Attest works offline; leave that part out")


def find_query(query: str) -> SavedQuery:
    """Return the query that a name, the path of a ``.rq`` file, or SPARQL itself stands for."""
    known = saved_queries()
    if query in known:
        return known[query]
    if query.endswith(SUFFIX) and "\n" not in query:
        path = Path(query)
        try:
            return parse_saved(path.stem, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise RunError(f"{query}: cannot be read ({error}); name a file with a query") from error
    if re.fullmatch(r"[\w.-]+", query):
        raise RunError(f"no saved query {query!r}; there are: {', '.join(known)}")
    return SavedQuery("", "", "", (), query)


def bound_text(store: Store, query: str, params: Mapping[str, str]) -> tuple[SavedQuery, str]:
    """Find a query and put the values of its parameters into it."""
    saved = find_query(query)
    values: dict[str, Value]
    if saved.params or saved.name in saved_queries():
        values = read_values(store, saved.params, params)
    else:
        values = {name: guess_value(value) for name, value in params.items()}
    return saved, bind(saved.body(values), values)


def run(store: Store, query: str, params: Mapping[str, str] | None = None, *, without: Sequence[str] = ()) -> Result:
    """Answer a query over the union of all graphs.

    ``query`` is the name of a saved query, the path of a ``.rq`` file, or SPARQL; ``params`` are values for its
    parameters (``$name`` in the text), ``without`` graphs to leave out. Prefixes are known (see
    :data:`kg.graph.vocab.PREFIXES`). Raises :class:`RunError` when the query is wrong, and says where.
    """
    saved, text = bound_text(store, query, params or {})
    check_offline(text)
    try:
        found = store.select(text, without=without)
        columns, rows = _collect(found)
    except SyntaxError as error:
        raise RunError(f"not a SPARQL query: {error.args[0]}; see 'kg queries' for saved ones") from error
    except (OSError, RuntimeError) as error:
        raise RunError(f"the query failed: {error}") from error
    return Result(columns, rows, text, saved.title)


def _collect(found: Any) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    if isinstance(found, ox.QueryBoolean):
        return ("answer",), ((bool(found),),)
    if isinstance(found, ox.QueryTriples):
        triples = sorted(found, key=str)
        return ("subject", "predicate", "object"), tuple(
            (plain(t.subject), plain(t.predicate), plain(t.object)) for t in triples
        )
    columns = tuple(v.value for v in found.variables)
    return columns, tuple(tuple(plain(term) for term in row) for row in found)
