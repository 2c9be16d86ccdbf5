"""The declared terms as plain strings, for what is written and read by the thousand: ``ATT.trigger`` is its IRI."""

from __future__ import annotations

from kg.graph.vocab import Namespace


class Iris:
    """The terms of a namespace as IRIs in strings; as strict as the namespace itself."""

    def __init__(self, prefix: str) -> None:
        """Collect the terms of a prefix of :data:`kg.graph.vocab.PREFIXES`."""
        self._terms = Namespace(prefix)
        self.__dict__.update({name: self._terms[name].value for name in self._terms})

    def __getattr__(self, name: str) -> str:
        """Raise :class:`AttributeError`, with the nearest names: all declared terms are attributes already."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._terms, name).value  # type: ignore[no-any-return]

    def __getitem__(self, name: str) -> str:
        """Return a declared term by its name; raise :class:`kg.errors.RunError` for any other."""
        found = self.__dict__.get(name)
        return found if isinstance(found, str) else self._terms[name].value


ATT = Iris("att")
DCTERMS = Iris("dcterms")
GAF = Iris("gaf")
NIF = Iris("nif")
RDF = Iris("rdf")
SCHEMA = Iris("schema")
SEM = Iris("sem")
