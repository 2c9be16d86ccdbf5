"""Compile ``schemas/gazetteer/given_names.tsv``: given names with their gender, from the lists of Faker.

Run as ``python -m kg.gazetteer.compile_names > schemas/gazetteer/given_names.tsv`` where the package ``faker`` (MIT) is
installed; attest itself does not need it. A name stays when the lists of all languages agree on its gender.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pkgutil import iter_modules

from kg.gazetteer import load_gazetteer
from kg.settings import Settings, schema_path

#: Written in Latin letters, one word, no shorter: two letters are too often something else.
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_A-Z]{2,}$")
#: Lists that mix men's and women's names, by the look of them.
_MIXED = frozenset({"zu_ZA", "en_KE", "ig_NG", "yo_NG"})
#: Men's names in one language and women's in another, though the lists have only one of the two.
_BOTH = frozenset({"Nikita", "Andrea", "Sasha", "Misha", "Mika", "Vanja", "Saša", "Luca", "Noa", "Jamie", "Robin"})
#: Names to a line, so that the file can be read.
_LINE = 40
_HEADER = (
    "# Given names with the gender that they have in the lists of Faker 40.54 (MIT licence, Daniele Faraglia et al.),",
    "# from kg.gazetteer.compile_names. Only for 'he' and 'she': that a word is a name at all is said elsewhere.",
    "gender\tnames",
)


def _lists() -> dict[str, Counter[str]]:
    """Count in how many languages each name is a man's and a woman's."""
    people = import_module("faker.providers.person")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for module in iter_modules(people.__path__):
        if module.name in _MIXED:
            continue
        provider = getattr(import_module(f"faker.providers.person.{module.name}"), "Provider", None)
        for gender, lists in (("f", ("first_names_female",)), ("m", ("first_names_male",))):
            names = {name for each in lists for name in getattr(provider, each, None) or ()}
            for name in names:
                if _NAME.match(name):
                    found[name][gender] += 1
    return found


def genders() -> dict[str, str]:
    """Return the names whose gender is plain, without those of places and common words."""
    gazetteer = load_gazetteer(Settings())
    common = set(schema_path("common_words.txt").read_text(encoding="utf-8").split())
    found: dict[str, str] = {}
    for name, counts in _lists().items():
        plain = len(counts) == 1 and name not in _BOTH
        if plain and name.lower() not in common and not gazetteer.find(name):
            found[name] = next(iter(counts))
    return found


def main() -> None:
    """Write the table."""
    found = genders()
    lines = list(_HEADER)
    for gender in ("f", "m"):
        names = sorted(name for name, kind in found.items() if kind == gender)
        lines += [f"{gender}\t{' '.join(names[i : i + _LINE])}" for i in range(0, len(names), _LINE)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
