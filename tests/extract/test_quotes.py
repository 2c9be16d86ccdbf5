import pytest

from kg.extract.quotes import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "the dam broke" today.', ['"the dam broke"']),
        ("She said “the dam broke” today.", ["“the dam broke”"]),
        ("She said „the dam broke“ today.", ["„the dam broke“"]),
        ("She said «the dam broke» today.", ["«the dam broke»"]),
        ("She said ''the dam broke'' today.", ["''the dam broke''"]),
        ('"One," she said, "two."', ['"One,"', '"two."']),
        ('"It broke.\n"It is gone."', ['"It broke.', '"It is gone."']),
        ('"It broke.\nIt is gone," she said.', ['"It broke.\nIt is gone,"']),
        ('"It never closes, she said.\nA new line, with a "good" end.', ['"It never closes, she said.', '"good"']),
        ('He said," The dam broke". It did.', ['" The dam broke"']),
        ("“The dam broke, “she said.", ["“The dam broke, “"]),
        ('A 6" pipe and a 7" pipe burst.', []),
        ("It’s the dam’s fault.", []),
    ],
)
def test_quotations_are_found_whatever_their_marks(text, expected):
    assert [q.span.of(text) for q in find_quotations(text)] == expected


def test_an_open_quotation_goes_on_in_the_next_paragraph():
    first, second = find_quotations('"It broke.\n"It is gone."')
    assert not first.closed
    assert second.continues
