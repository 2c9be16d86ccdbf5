"""What the tables know: things with a key, and the names that point to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """How a name stands for the thing that its entry points to.

    ``ADJECTIVE`` ("Russian") and ``CAPITAL`` ("Minsk") point to a country; ``PEOPLE`` ("Russians") and ``NATIONAL``
    ("a Russian" in the singular) to its nationals; ``SEAT`` ("the Kremlin") always means whoever sits there, ``PLACE``
    ("the White House") does so only when it acts.
    """

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    NATIONAL = "national"
    CAPITAL = "capital"
    SEAT = "seat"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A thing that a table knows. ``type`` is a class of the instance layer; ids are None where not known for certain.

    ``of_country`` and ``acts_for`` are ISO 3166 alpha-3 codes. ``population`` is that of a city, for choosing between
    places of one name.
    """

    key: str
    label: str
    type: str
    alt_labels: tuple[str, ...] = field(default=(), repr=False)
    wikidata: str | None = None
    iso3166: str | None = None
    geonames: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    of_country: str | None = None
    acts_for: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the tables: the key that it points to and how it stands for it."""

    key: str
    form: Form
