"""Compile ``schemas/gazetteer/nouns.tsv`` from WordNet: which common nouns denote somebody, something or a place.

Run once by a developer, ``python -m kg.gazetteer.compile_nouns FOLDER > schemas/gazetteer/nouns.tsv``, where FOLDER
holds WordNet's ``data.noun``, ``index.noun`` and ``cntlist.rev`` (Debian: wordnet-base). A noun gets the kind that
most of its use has, by the counts of WordNet's sense-tagged texts; one that mostly denotes an event, a time, a
measure or an abstraction gets none.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_HEADER = """# Common nouns that denote somebody, something or a place, from WordNet 3.0 (kg.gazetteer.compile_nouns).
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED
# "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. The licence permits use,
# copying, modification and distribution for any purpose without fee, provided that this notice stays.
noun\tkind"""

#: A class of the instance layer, and the synsets (a word and the number of its sense) whose kinds belong to it. The
#: nearest one upwards decides, so a "newspaper" is an outlet before it is a company.
_ROOTS: tuple[tuple[str, str], ...] = (
    ("Person", "person/1"),
    ("Group", "people/1 social_group/1 gathering/1 crew/1 population/1 audience/1 minority/2 ethnic_group/1 kin/2"),
    ("Group", "family/1 family/2 crowd/1 mob/1 team/1 community/1 generation/1 class/3 force/5 ethnic_minority/1"),
    ("Organization", "organization/1 institution/1 union/1 team/1 club/2 league/1 church/1 university/2 school/1"),
    ("GovernmentBody", "government/1 ministry/1 court/1 legislature/1 parliament/1 police/1 administration/3 agency/2"),
    ("GovernmentBody", "government_department/1 committee/1 council/1 regime/1 authority/2 executive/2 judiciary/1"),
    ("GovernmentBody", "law_enforcement_agency/1 administrative_unit/1 senate/1 jury/1 commission/1 department/1"),
    ("ArmedForce", "military_unit/1 military_service/1 army/1 navy/1 military/1 personnel/2 paramilitary/1 militia/1"),
    ("ArmedForce", "air_force/1 guerrilla_force/1 army_unit/1 naval_unit/1 force/4 troop/1 fleet/2 fleet/3"),
    ("PoliticalParty", "party/1"),
    ("Company", "company/1 enterprise/2 business/1 firm/1 bank/1 airline/2 manufacturer/1 corporation/1 industry/1"),
    ("MediaOutlet", "newspaper/1 newspaper/2 press/2 broadcaster/2 network/4 magazine/1 news_agency/1 media/1"),
    ("MediaOutlet", "journal/2 periodical/1 television_station/1 radio_station/1 channel/7"),
    ("InternationalOrganization", "world_organization/1 alliance/2 bloc/1"),
    ("Country", "country/1 country/2 state/3 nation/2"),
    ("City", "city/1 town/1 village/1 municipality/1 capital/3 suburb/1 settlement/5"),
    ("Region", "region/1 region/3 district/1 province/1 territory/2 continent/1 island/1 peninsula/1 coast/1 land/4"),
    ("Border", "boundary/1 border/1 frontier/2"),
    ("Place", "location/1 body_of_water/1 geological_formation/1 land/2 way/6 space/1"),
    ("Facility", "building/1 structure/1 facility/1 road/1 area/2 room/1 housing/1 camp/1 airport/1 field/4 bridge/1"),
    ("Object", "artifact/1 document/1 vehicle/1 weapon/1 publication/1 writing/2 commodity/1"),
    (
        "Object",
        "software/1 representation/2 work/2 website/1 creation/2 computer/1 drug/1 domestic_animal/1 planet/1",
    ),
    (
        "none",
        "event/1 act/2 psychological_feature/1 attribute/1 measure/2 time_period/1 state/2 phenomenon/1 process/6",
    ),
    ("none", "relation/1 communication/2 group/1 abstraction/6 body_part/1 substance/1 possession/2 shape/2 cell/2"),
    (
        "none",
        "sign/6 part/1 clothing/1 fabric/1 surface/1 line/16 collection/1 set/1 imaginary_being/1 spiritual_being/1",
    ),
)

#: Counts as use where the tagged texts have none: the first sense is the commonest.
_PRIOR = 2.0
#: A kind must have this share of a noun's use. Below it, the noun is left out: it is more often something else.
_SHARE = 0.5


def _synsets(folder: Path) -> dict[str, list[str]]:
    """Read the hypernyms of each synset, by its offset."""
    parents: dict[str, list[str]] = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        words = int(fields[3], 16)
        pointers = fields[4 + 2 * words + 1 :]
        parents[fields[0]] = [
            b for a, b, c in zip(pointers[::4], pointers[1::4], pointers[2::4], strict=False) if a == "@"
        ]
    return parents


def _senses(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each noun with its synsets, the commonest sense first."""
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            yield fields[0], fields[-int(fields[2]) :]


def _counts(folder: Path) -> dict[tuple[str, int], int]:
    """Read how often each sense of a noun was tagged."""
    counts: dict[tuple[str, int], int] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, sense, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:"):
            counts[lemma, int(sense)] = int(count)
    return counts


def _kinds(parents: dict[str, list[str]], senses: dict[str, list[str]]) -> dict[str, str]:
    """Give each synset the class of the nearest root upwards."""
    kinds: dict[str, str] = {}
    for kind, roots in _ROOTS:
        for root in roots.split():
            word, _, number = root.partition("/")
            if len(senses.get(word, [])) >= int(number):
                kinds.setdefault(senses[word][int(number) - 1], kind)
    for start in parents:
        level, seen = [start], {start}
        while level and not any(s in kinds for s in level):
            level = [p for s in level for p in parents.get(s, []) if p not in seen]
            seen.update(level)
        found = next((kinds[s] for s in level if s in kinds), "none")
        kinds.setdefault(start, found if parents[start] else "instance")
    return kinds


def compile_nouns(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each noun that mostly denotes somebody, something or a place, with its class."""
    senses = dict(_senses(folder))
    kinds, counts = _kinds(_synsets(folder), senses), _counts(folder)
    chosen: dict[str, str] = {}
    for noun, synsets in senses.items():
        use: dict[str, float] = defaultdict(float)
        for number, synset in enumerate(synsets, start=1):
            use[kinds[synset]] += counts.get((noun, number), 0) + _PRIOR / number
        kind = max(use, key=lambda k: (use[k], k))
        chosen[noun] = kind if use[kind] >= _SHARE * sum(use.values()) else "none"
    for noun, kind in sorted(chosen.items()):
        compound = "_" in noun
        told_by_head = compound and chosen.get(noun.rpartition("_")[2]) == kind
        if (kind != "none" or compound) and not told_by_head and noun.replace("_", "").replace("-", "").isalpha():
            head = chosen.get(noun.rpartition("_")[2], "instance") if compound else kind
            if "instance" not in (kind, head):
                yield noun.replace("_", " "), kind


def main() -> None:
    """Write the table to the standard output."""
    lines = [_HEADER, *(f"{noun}\t{kind}" for noun, kind in compile_nouns(Path(sys.argv[1])))]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
