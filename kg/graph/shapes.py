"""Validation: ``schemas/shapes.ttl`` checked in milliseconds, with the results that a SHACL engine gives.

The property shapes are read from the file and interpreted here; the few constraints written as SPARQL have a function
each (:data:`FUNCTIONS`), for running SPARQL on every document would cost more than reading it. A test compares the
answers with pyshacl's, on good and on broken graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import RunError
from kg.graph.iris import ATT, NIF
from kg.graph.nodes import Node, Nodes
from kg.graph.terms import value_of
from kg.graph.vocab import ATT as NAMESPACE
from kg.graph.vocab import ATTEST, superclasses
from kg.settings import schema_path

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SHAPES = "https://w3id.org/attest/shapes#"

#: The layer that a shape belongs to, as its comment says.
TEXT_LAYER = "text layer"
INSTANCE_LAYER = "instance layer"
SHORTCUTS = "shortcuts"


@dataclass(frozen=True, slots=True)
class Violation:
    """A thing that does not have the shape it must have: the thing, the shape's name, and what is wrong, in words."""

    focus: str
    shape: str
    message: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What must hold for the values at the end of a path of (property, is inverse) steps."""

    name: str
    path: tuple[tuple[str, bool], ...]
    message: str
    least: int = 0
    most: int | None = None
    of_class: str | None = None
    one_of: frozenset[str] | None = None
    low: float | None = None
    high: float | None = None
    not_after: str | None = None

    @property
    def counts_only(self) -> bool:
        """Whether nothing is asked of the values but how many they are."""
        return (self.of_class, self.one_of, self.low, self.high, self.not_after) == (None,) * 5


@dataclass(frozen=True, slots=True)
class NodeShape:
    """The classes whose members must have these properties, and the constraint that is written as SPARQL, if any."""

    name: str
    layer: str
    targets: tuple[str, ...]
    properties: tuple[PropertyShape, ...] = ()
    message: str = ""
    select: str = ""


class _File:
    """The shapes file as a look-up by subject and property."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], list[str]] = {}
        for triple in parse(path=str(schema_path("shapes.ttl")), format=RdfFormat.TURTLE):
            key = (value_of(triple.subject), triple.predicate.value)
            self.values.setdefault(key, []).append(value_of(triple.object))

    def all(self, subject: str, name: str) -> list[str]:
        return self.values.get((subject, _SH + name), [])

    def one(self, subject: str, name: str) -> str | None:
        return next(iter(self.all(subject, name)), None)

    def list(self, head: str) -> list[str]:
        found = []
        while head != _RDF + "nil":
            found += self.values[head, _RDF + "first"]
            head = self.values[head, _RDF + "rest"][0]
        return found

    def path(self, term: str) -> tuple[tuple[str, bool], ...]:
        if (term, _RDF + "first") in self.values:
            return tuple((step, False) for step in self.list(term))
        inverse = self.one(term, "inversePath")
        return ((inverse, True),) if inverse else ((term, False),)

    def number(self, subject: str, name: str) -> float | None:
        found = self.one(subject, name)
        return None if found is None else float(found)


def _property(file: _File, iri: str) -> PropertyShape:
    path, allowed, most = file.one(iri, "path"), file.one(iri, "in"), file.one(iri, "maxCount")
    if path is None:
        raise RunError(f"schemas/shapes.ttl: {iri} has no sh:path")
    return PropertyShape(
        name=iri.removeprefix(SHAPES),
        path=file.path(path),
        message=file.one(iri, "message") or "",
        least=int(file.one(iri, "minCount") or 0),
        most=None if most is None else int(most),
        of_class=file.one(iri, "class"),
        one_of=None if allowed is None else frozenset(file.list(allowed)),
        low=file.number(iri, "minInclusive"),
        high=file.number(iri, "maxInclusive"),
        not_after=file.one(iri, "lessThanOrEquals"),
    )


@cache
def shapes() -> tuple[NodeShape, ...]:
    """Read the shapes from the file."""
    file = _File()
    found = []
    for (subject, predicate), values in file.values.items():
        if predicate == _RDF + "type" and _SH + "NodeShape" in values:
            rule = file.one(subject, "sparql") or ""
            found.append(
                NodeShape(
                    name=subject.removeprefix(SHAPES),
                    layer=file.values[subject, "http://www.w3.org/2000/01/rdf-schema#comment"][0],
                    targets=tuple(file.all(subject, "targetClass")),
                    properties=tuple(_property(file, p) for p in file.all(subject, "property")),
                    message=file.one(rule, "message") or "",
                    select=file.one(rule, "select") or "",
                )
            )
    return tuple(sorted(found, key=lambda s: s.name))


def _values(shape: PropertyShape, node: Node, nodes: Nodes) -> Sequence[str]:
    (first, inverse), *rest = shape.path
    values = nodes.inverse(first, node.iri) if inverse else node.values.get(first, ())
    by_iri = nodes.by_iri
    for step, _ in rest:
        values = [v for value in values if value in by_iri for v in by_iri[value].values.get(step, ())]
    return values


#: The names of the vocabulary, of which the classes have superclasses.
_CLASSES = frozenset(NAMESPACE)

type HasClass = Callable[[str, str], bool]


def _misfits(shape: PropertyShape, node: Node, nodes: Nodes, has_class: HasClass) -> Iterator[str | None]:
    """Yield each value that breaks the shape; None where it is their number, or their order, that does."""
    values = _values(shape, node, nodes)
    if len(values) < shape.least:
        yield None
    if shape.most is not None and len(values) > shape.most and len(set(values)) > shape.most:
        yield None
    for text in values:
        if (
            (shape.of_class is not None and not has_class(text, shape.of_class))
            or (shape.one_of is not None and text not in shape.one_of)
            or (shape.low is not None and float(text) < shape.low)
            or (shape.high is not None and float(text) > shape.high)
        ):
            yield text
    if shape.not_after is not None:
        bounds = node.values.get(shape.not_after, ())
        if any(value > bound for value in values for bound in bounds):
            yield None


def _kept_by(shape: PropertyShape, members: Sequence[Node], nodes: Nodes, has_class: HasClass) -> bool:
    """Tell, in one sweep, whether all of them have the shape; False also where only a closer look can tell."""
    (first, inverse), *rest = shape.path
    if inverse or rest:
        columns = [_values(shape, node, nodes) for node in members]
    else:
        columns = [node.values.get(first, _NOTHING) for node in members]
    sizes = {*map(len, columns)}
    if min(sizes) < shape.least or (shape.most is not None and max(sizes) > shape.most):
        return False
    if shape.counts_only:
        return True
    values = set(chain.from_iterable(columns))
    return (
        (shape.of_class is None or all(has_class(value, shape.of_class) for value in values))
        and (shape.one_of is None or shape.one_of >= values)
        and (shape.low is None or all(float(value) >= shape.low for value in values))
        and (shape.high is None or all(float(value) <= shape.high for value in values))
        and (shape.not_after is None or not values)
    )


_NOTHING: Sequence[str] = ()


def _check(
    layer: str, nodes: Nodes, has_class: HasClass, members: Callable[[str], Iterable[Node]]
) -> Iterator[Violation]:
    for shape in shapes():
        if shape.layer != layer or not shape.properties:
            continue
        for target in shape.targets:
            found = list(members(target))
            broken = [prop for prop in shape.properties if found and not _kept_by(prop, found, nodes, has_class)]
            for node in found if broken else ():
                for prop in broken:
                    for value in _misfits(prop, node, nodes, has_class):
                        yield Violation(node.iri, prop.name, prop.message, value)


def _span_words(nodes: Nodes) -> Iterator[tuple[str, str]]:
    """Find the spans whose words are not those of the text."""
    begin, end, words = NIF.beginIndex, NIF.endIndex, NIF.anchorOf
    context, is_string = NIF.referenceContext, NIF.isString
    texts = {n.iri: v[0] for n in nodes.by_iri.values() if (v := n.values.get(is_string))}
    seen = set()
    for kind in (ATT.Span, ATT.EntityMention, ATT.Boilerplate):
        for node in nodes.of(kind):
            values = node.values
            if node.iri in seen or not (begin in values and end in values and words in values and context in values):
                continue
            seen.add(node.iri)
            text = texts.get(values[context][0])
            first, last, anchor = int(values[begin][0]), int(values[end][0]), values[words][0]
            if text is not None and (first < 0 or last <= first or text[first:last] != anchor):
                yield node.iri, anchor


def _claim_voice(nodes: Nodes) -> Iterator[tuple[str, str]]:
    """Find the claims whose speech act says the article speaks, and whose speaker says another does, or the reverse."""
    act, others = ATT.speechAct, (ATT.speakerMention, ATT.unnamedSource)
    for node in nodes.of(ATT.Claim):
        spoken = any(o in node.values for o in others)
        for value in node.values.get(act, ()):
            if (value == ATT.narrate) == spoken:
                yield node.iri, value


def _article(nodes: Nodes) -> Iterator[tuple[str, str]]:
    """Find what was extracted from boilerplate."""
    waste = [(b, *_offsets(b)) for b in nodes.of(ATT.Boilerplate)]
    if not waste:
        return
    used = list(nodes.of(ATT.EntityMention))
    for kind, predicate in ((ATT.EventMention, ATT.trigger), (ATT.Claim, ATT.content)):
        used += [n for e in nodes.of(kind) for iri in e.all(predicate) if (n := nodes.by_iri.get(iri))]
    for node in {n.iri: n for n in used}.values():
        begin, end = _offsets(node)
        for part, first, last in waste:
            if begin < last and first < end:
                yield part.need(NIF.referenceContext), node.iri


def _offsets(node: Node) -> tuple[int, int]:
    begin, end = node.whole(NIF.beginIndex), node.whole(NIF.endIndex)
    return (0, 0) if begin is None or end is None else (begin, end)


#: The constraints of the text layer that the file writes as SPARQL: (focus, value) of each violation.
FUNCTIONS: dict[str, Callable[[Nodes], Iterator[tuple[str, str]]]] = {
    "SpanWords": _span_words,
    "ClaimVoice": _claim_voice,
    "Article": _article,
}


def validate_nodes(nodes: Nodes) -> list[Violation]:
    """Check one document's graph that is indexed already; see :func:`validate_document`."""
    by_class = {name: {n.iri for n in found} for name, found in nodes.by_class.items()}

    def has_class(iri: str, name: str) -> bool:
        return iri in by_class.get(name, ())

    def members(name: str) -> Iterable[Node]:
        return nodes.by_class.get(name, ())

    found = list(_check(TEXT_LAYER, nodes, has_class, members))
    messages = {s.name: s.message for s in shapes()}
    for name, function in FUNCTIONS.items():
        found += [Violation(focus, name, messages[name], value) for focus, value in function(nodes)]
    return found


def validate_document(quads: Iterable[Quad]) -> list[Violation]:
    """Check one document's graph against the shapes of the text layer; an empty list: it has the shape it must have."""
    return validate_nodes(Nodes.of_quads(quads))


def validate_resolution(quads: Iterable[Quad], has_class: HasClass) -> list[Violation]:
    """Check the resolution graph; ``has_class`` tells whether a thing elsewhere (an event mention) is of a class."""
    nodes = Nodes.of_quads(quads)

    def members(name: str) -> Iterable[Node]:
        local = name.removeprefix(ATTEST)
        return (
            node
            for iri, found in nodes.by_class.items()
            if (kind := iri.removeprefix(ATTEST)) in _CLASSES and local in superclasses(kind)
            for node in found
        )

    return list(_check(INSTANCE_LAYER, nodes, has_class, members))
