"""Values of parameters: read by type, and put into a query as terms, never as text.

A value becomes an RDF term first and is written as such: no value can end a string or an IRI and go on as SPARQL.
(Oxigraph binds only projected variables by substitution, hence the writing in place; see also the planner's trap with
``BIND`` and ``VALUES`` before OPTIONALs.)
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.errors import RunError
from kg.graph.terms import XSD_DECIMAL, XSD_INTEGER, day, integer, value_of
from kg.graph.vocab import ATT, RDFS, SKOS
from kg.query.saved import Param
from kg.store import Store

type Value = NamedNode | Literal

_IRI = re.compile(r"(?:urn|https?):[^\s<>\"{}|\\^`]+\Z")
#: Strings, IRIs and comments, where a ``$name`` is not a parameter; then the parameter itself.
_TOKEN = re.compile(
    r"\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*|\$(?P<name>\w+)"
)
#: How many names to offer when one is not found.
NEAR_NAMES = 5


def _text(_: Store, value: str) -> Value:
    return Literal(value)


def _integer(_: Store, value: str) -> Value:
    return integer(int(value))


def _decimal(_: Store, value: str) -> Value:
    return Literal(str(float(value)), datatype=XSD_DECIMAL)


def _date(_: Store, value: str) -> Value:
    return day(date.fromisoformat(value))


def _iri(_: Store, value: str) -> Value:
    if not _IRI.match(value):
        raise ValueError("not an IRI")
    return NamedNode(value)


def _type(_: Store, value: str) -> Value:
    known = {name.casefold(): name for name in ATT if name[0].isupper()}
    return ATT[known.get(value.casefold(), value)]


def _names(store: Store) -> dict[str, list[NamedNode]]:
    """Collect every name of an entity, case folded, with those that bear it; canonical names first."""
    found: dict[str, list[NamedNode]] = {}
    for predicate in (RDFS.label, SKOS.altLabel):
        for quad in store.inner.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and ":entity:" in quad.subject.value:
                found.setdefault(value_of(quad.object).casefold(), []).append(quad.subject)
    return found


def _bearers(store: Store, value: str) -> list[NamedNode]:
    """Find the entities that bear a name exactly as written; canonical names first."""
    found: list[NamedNode] = []
    for predicate in (RDFS.label, SKOS.altLabel):
        for quad in store.inner.quads_for_pattern(None, predicate, Literal(value), None):
            if isinstance(quad.subject, NamedNode) and ":entity:" in quad.subject.value:
                found.append(quad.subject)
    return found


def _entity(store: Store, value: str) -> Value:
    """Find the entity of a name, an IRI, an ISO 3166 code or a Wikidata id; of several the one most spoken of."""
    if _IRI.match(value):
        return NamedNode(value)
    codes = store.inner.quads_for_pattern(None, ATT.iso3166, Literal(value.upper()), None)
    found = _bearers(store, value) or [q.subject for q in codes if isinstance(q.subject, NamedNode)]
    if not found:
        names = _names(store)
        found = names.get(value.casefold(), [])
        if not found:
            near = difflib.get_close_matches(value.casefold(), names, n=NEAR_NAMES)
            raise ValueError("nobody of that name in the graph" + (f"; near: {', '.join(near)}" if near else ""))
    return found[0] if len(found) == 1 else max(found, key=lambda e: _mentions_of(store, e))


def _mentions_of(store: Store, entity: NamedNode) -> int:
    return sum(1 for _ in store.inner.quads_for_pattern(None, ATT.refersTo, entity, None))


#: How a value is read, by the type that a saved query declares.
TYPES: dict[str, Callable[[Store, str], Value]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "iri": _iri,
    "type": _type,
    "entity": _entity,
}

#: What a value of each type looks like, for messages.
EXAMPLES = {
    "text": "any words",
    "integer": "12",
    "decimal": "0.8",
    "date": "2021-11-08",
    "iri": "urn:attest:entity:...",
    "type": "Deport",
    "entity": "a name, an ISO 3166 code or an IRI",
}


def read_value(store: Store, param: Param, value: str) -> Value:
    """Read a value by the type of its parameter; raise :class:`RunError` with an example when it is not of it."""
    try:
        return TYPES[param.type](store, value)
    except (ValueError, KeyError) as error:
        raise RunError(
            f"parameter {param.name}={value!r}: {error}; it takes {param.type}, such as {EXAMPLES[param.type]}"
        ) from error


def read_values(store: Store, params: tuple[Param, ...], given: Mapping[str, str]) -> dict[str, Value]:
    """Read what is given and what has a default; raise :class:`RunError` for unknown and for missing parameters."""
    known = {p.name: p for p in params}
    for name in given:
        if name not in known:
            raise RunError(f"no parameter {name!r} here; there are: {', '.join(known) or 'none'}")
    values: dict[str, Value] = {}
    for param in params:
        text = given.get(param.name, param.default)
        if text is not None:
            values[param.name] = read_value(store, param, text)
        elif not param.optional:
            raise RunError(f"parameter {param.name} is missing ({param.help}); add --param {param.name}=...")
    return values


def guess_value(value: str) -> Value:
    """Read a value for a query that declares no types: an IRI, a whole number, a day, or else a string."""
    if _IRI.match(value):
        return NamedNode(value)
    if re.fullmatch(r"-?\d+", value):
        return integer(int(value))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return day(date.fromisoformat(value))
    return Literal(value)


def _written(value: Value) -> str:
    """Write a term; a whole number bare, as LIMIT wants it."""
    if isinstance(value, Literal) and value.datatype == XSD_INTEGER:
        return value.value
    return str(value)


def bind(text: str, values: Mapping[str, Value]) -> str:
    r"""Put values in the place of ``$name``, outside strings, IRIs and comments.

    >>> bind('SELECT * { ?s ?p $x . FILTER(?p != "$x") }', {"x": Literal('" . } #')})
    'SELECT * { ?s ?p "\\" . } #" . FILTER(?p != "$x") }'
    """

    def put(found: re.Match[str]) -> str:
        name = found["name"]
        return _written(values[name]) if name in values else found[0]

    return _TOKEN.sub(put, text)
