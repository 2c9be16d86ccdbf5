"""The page of documentation of the vocabulary, made of ``schemas/attest.ttl``."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph.terms import value_of
from kg.graph.vocab import ATTEST, PREFIXES
from kg.settings import schema_path

_RDFS, _OWL, _RDF, _SKOS = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["skos"]

#: Questions that the page shows; a test runs each, and each must find something.
EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "What is told of whom, in which sentence",
        """SELECT ?who ?type ?sentence WHERE {
  ?event att:actor ?actor ; a ?type ; gaf:denotedBy ?mention .
  ?actor rdfs:label ?who .
  ?mention att:sentence/nif:anchorOf ?sentence .
}""",
    ),
    (
        "Who says so: the claims about an event, with speaker and stance",
        """SELECT ?event ?speaker ?stance WHERE {
  ?event gaf:denotedBy ?mention .
  ?claim att:about ?mention ; att:stance ?stance .
  OPTIONAL { ?claim att:speakerMention/att:refersTo/rdfs:label ?speaker }
}""",
    ),
    (
        "Every kind of coercion, through the classes under it",
        """SELECT ?event ?type WHERE {
  ?type rdfs:subClassOf* att:Coerce .
  ?event a ?type ; att:standing att:reported .
}""",
    ),
    (
        "A plain edge, and the eventualities that it rests on",
        """SELECT ?one ?edge ?other ?event WHERE {
  ?type att:shortcut ?edge .
  ?one ?edge ?other .
  ?event a ?type ; att:actor ?one ; att:target ?other ; att:standing att:reported .
}""",
    ),
)


@dataclass
class Term:
    """A term as the file declares it."""

    iri: str
    label: str = ""
    comment: str = ""
    kinds: set[str] = field(default_factory=set)
    parents: list[str] = field(default_factory=list)
    domain: str = ""
    range: str = ""
    notations: list[str] = field(default_factory=list)
    shortcut: str = ""

    @property
    def name(self) -> str:
        """The name without its namespace."""
        return self.iri.removeprefix(ATTEST)


def short(iri: str) -> str:
    """Write an IRI with its prefix.

    >>> short("https://schema.org/Person")
    'schema:Person'
    """
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return f"<{iri}>"


def read_terms() -> dict[str, Term]:
    """Read the terms of the vocabulary from its file, by IRI."""
    terms: dict[str, Term] = {}
    single = {_RDFS + "label": "label", _RDFS + "comment": "comment", ATTEST + "shortcut": "shortcut"}
    single |= {_RDFS + "domain": "domain", _RDFS + "range": "range"}
    for triple in parse(path=str(schema_path("attest.ttl")), format=RdfFormat.TURTLE):
        if not isinstance(triple.subject, NamedNode) or not triple.subject.value.startswith(ATTEST):
            continue
        term = terms.setdefault(triple.subject.value, Term(triple.subject.value))
        predicate, value = triple.predicate.value, value_of(triple.object)
        if predicate in single:
            setattr(term, single[predicate], value)
        elif predicate == _RDF + "type":
            term.kinds.add(value)
        elif predicate in {_RDFS + "subClassOf", _RDFS + "subPropertyOf"}:
            term.parents.append(value)
        elif predicate == _SKOS + "notation":
            term.notations.append(value)
    return terms


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _class_lines(terms: dict[str, Term], parent: str, depth: int) -> list[str]:
    lines = []
    for term in sorted(terms.values(), key=lambda t: t.name):
        if parent not in term.parents:
            continue
        others = ", ".join(short(p) for p in term.parents if p != parent)
        codes = ", ".join(sorted(term.notations))
        notes = "; ".join(n for n in (f"also {others}" if others else "", codes) if n)
        lines.append(f"{'  ' * depth}- **att:{term.name}**{f' ({notes})' if notes else ''}: {term.comment}")
        lines += _class_lines(terms, term.iri, depth + 1)
    return lines


def _tree(terms: dict[str, Term], name: str) -> list[str]:
    root = terms[ATTEST + name]
    above = ", ".join(short(p) for p in root.parents)
    return [f"- **att:{name}**{f' ({above})' if above else ''}: {root.comment}", *_class_lines(terms, root.iri, 1)]


def _property_table(properties: list[Term]) -> list[str]:
    lines = ["| property | of | values | meaning |", "| --- | --- | --- | --- |"]
    for term in sorted(properties, key=lambda t: t.name):
        above = ", ".join(short(p) for p in term.parents)
        meaning = term.comment + (f" (a kind of {above})" if above else "")
        of, values = (short(v) if v else "" for v in (term.domain, term.range))
        lines.append(f"| att:{term.name} | {of} | {values} | {_cell(meaning)} |")
    return lines


def _value_lines(terms: dict[str, Term]) -> list[str]:
    lines = []
    for kind in sorted((t for t in terms.values() if _OWL + "Class" in t.kinds), key=lambda t: t.name):
        members = [t for t in terms.values() if kind.iri in t.kinds]
        if members:
            shown = "; ".join(f"**att:{m.name}** {m.comment}" for m in sorted(members, key=lambda t: t.name))
            lines.append(f"- att:{kind.name} ({kind.comment}) {shown}")
    return lines


def vocabulary_page() -> str:
    """Return the page, in Markdown."""
    terms = read_terms()
    properties = [
        t for t in terms.values() if t.kinds & {_OWL + "ObjectProperty", _OWL + "DatatypeProperty", _RDF + "Property"}
    ]
    shortcuts = [t for t in properties if "Shortcut for" in t.comment or t.comment.endswith("Derived.")]
    rest = [t for t in properties if t not in shortcuts]
    text = ["Document", "Span", "EventMention", "Claim", "TimeSpan", "Reference", "Decision", "ClaimLink", "Run"]
    lines = [
        "# The vocabulary of Attest",
        "",
        f"Made of `schemas/attest.ttl` by `kg.graph.docs`. Namespace `att:` = `{ATTEST}`.",
        "Nothing in the graph is simply true; somebody said it, in a place that you can look up.",
        "",
        "## Things that act or lie somewhere",
        "",
        *_tree(terms, "Actor"),
        *_tree(terms, "Place"),
        *_tree(terms, "Object"),
        "",
        "## Things that happen or hold (with PLOVER and CAMEO codes)",
        "",
        *_tree(terms, "Eventuality"),
        "",
        "## What was said, and how it was concluded from",
        "",
        *(line for name in text for line in _tree(terms, name)),
        "",
        "## Properties",
        "",
        *_property_table(rest),
        "",
        "## Shortcuts",
        "",
        *_property_table(shortcuts),
        "",
        "## Values",
        "",
        *_value_lines(terms),
        "",
        "## Questions to start with",
    ]
    for title, query in EXAMPLES:
        lines += ["", f"{title}:", "", "```sparql", query, "```"]
    return "\n".join(lines) + "\n"
