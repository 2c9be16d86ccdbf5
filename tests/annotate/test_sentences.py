"""Where a sentence begins and ends: lines, capitals and quotation marks that the parser would misread."""

import pytest

from tests.extract.parses import parse


def sentences(text):
    return list(parse(text).doc.sents)


def test_a_headline_goes_on_behind_its_quoted_words():
    headline, _ = sentences("Kenya president ‘effectively threatened’ Ruto\n\nPolice opened an inquiry on Friday.")
    assert headline[-2].text == "Ruto"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“The dam is safe.” Engineers left at noon.", 2),
        ("‘It is over!’ The crowd went home.", 2),
        ("The board met on Monday\n\nIt chose a new chair.", 2),
    ],
)
def test_a_stop_or_a_line_ends_a_sentence(text, count):
    assert len(sentences(text)) == count
