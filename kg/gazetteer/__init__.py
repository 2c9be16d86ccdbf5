"""What is known before reading: countries, peoples, seats of power, organisations, outlets and cities, by name.

The tables are in ``schemas/gazetteer/``; a user adds a file of their own through ``Settings.gazetteer``.
"""

from kg.gazetteer.lookup import Gazetteer, load_gazetteer, plain
from kg.gazetteer.nouns import NONE, Nouns, load_nouns
from kg.gazetteer.records import Entry, Form, KnownEntity

__all__ = ["NONE", "Entry", "Form", "Gazetteer", "KnownEntity", "Nouns", "load_gazetteer", "load_nouns", "plain"]
