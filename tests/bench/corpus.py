"""Many documents from the few samples: each copy has other names and figures, and its paragraphs turned round."""

import json
import re
from pathlib import Path

from kg.ingest import read, sample_sources
from kg.model import Document

#: Names of the samples, and what stands for them in the copies: as many of a kind as make a corpus look like news.
SURNAMES = [
    "Lukashenko",
    "Morawiecki",
    "Peskov",
    "Merkel",
    "Lavrov",
    "Putin",
    "Seehofer",
    "Shoigu",
    "Makei",
    "Eismont",
    "Faeser",
    "Haavisto",
    "Tokayev",
    "Mehta",
    "Garland",
    "Walker",
    "Glaz",
    "Seibert",
    "Zelensky",
    "Zelenskyy",
]
OTHER_SURNAMES = [
    "Abbott",
    "Baranov",
    "Cardoso",
    "Dlamini",
    "Eriksen",
    "Fontaine",
    "Guerrero",
    "Hashimoto",
    "Ivanova",
    "Jankowski",
    "Kamau",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrov",
    "Quispe",
    "Rossi",
    "Santos",
    "Tanaka",
    "Ueda",
    "Vargas",
    "Wagner",
    "Ximenes",
    "Yilmaz",
    "Zhang",
    "Bergman",
    "Castillo",
    "Duarte",
    "Egger",
]
COUNTRIES = ["Poland", "Germany", "Finland", "Kazakhstan", "Latvia", "Turkey", "Peru", "Georgia", "Iraq"]
OTHER_COUNTRIES = [
    "Austria",
    "Bolivia",
    "Canada",
    "Denmark",
    "Ecuador",
    "France",
    "Ghana",
    "Hungary",
    "Indonesia",
    "Japan",
    "Kenya",
    "Lithuania",
    "Mexico",
    "Norway",
    "Oman",
    "Portugal",
    "Romania",
    "Spain",
    "Tunisia",
    "Uruguay",
    "Vietnam",
    "Zambia",
]
NUMBER = re.compile(r"\b(?:\d{1,3}(?:,\d{3})+|\d{2,3})\b(?! (?:May|August|September|November|October|January))")


def documents() -> list[Document]:
    """Return the sample documents."""
    return [d for d in read(sample_sources()) if isinstance(d, Document)]


def copy_of(document: Document, k: int) -> dict[str, str]:
    """Return the k-th copy of a document, as a record: other names, other figures, its paragraphs turned round."""
    text = document.text
    for names, others, step in ((SURNAMES, OTHER_SURNAMES, 7), (COUNTRIES, OTHER_COUNTRIES, 5)):
        for i, name in enumerate(names):
            text = re.sub(rf"\b{name}\b", others[(k * step + i) % len(others)], text)
    text = NUMBER.sub(lambda m: f"{int(m[0].replace(',', '')) + 3 * k + 1:,}", text)
    headline, *paragraphs = text.split("\n\n") if "\n\n" in text else text.split("\n")
    turn = k % max(1, len(paragraphs) - 1)
    text = "\n\n".join([headline, *paragraphs[turn:-1], *paragraphs[:turn], paragraphs[-1]])
    return {
        "id": f"{document.identifier}-{k:04}",
        "text": text,
        "published": str(document.published),
        "publisher": f"{document.publisher} {k % 12}",
    }


def write_corpus(path: Path, count: int) -> list[str]:
    """Write ``count`` records as JSON lines, and return their texts."""
    samples = documents()
    records = [copy_of(samples[i % len(samples)], i // len(samples)) for i in range(count)]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return [r["text"] for r in records]
