"""What a denial grants is not denied: when it was, and what somebody says to have had nothing to do with."""

import pytest

from kg.extract.granted import is_granted
from tests.extract.parses import parse


@pytest.mark.parametrize(
    ("text", "noun", "granted"),
    [
        ("The bank denied responsibility for the collapse of the dam.", "collapse", True),
        ("The mayor denied knowledge of the attack on the school.", "attack", True),
        ("The firm denied that it had paid bribes after the merger.", "merger", True),
        ("The army denied an attack during the truce.", "truce", True),
        ("The army denied an attack during the truce.", "attack", False),
        ("The mayor denied the rape of a student.", "rape", False),
        ("The firm denied that it had paid bribes after mergers.", "mergers", False),
        ("The guard denied a role in the raid.", "raid", False),  # whose raid it was is what is denied
    ],
)
def test_a_denial_grants_what_a_definite_noun_in_it_tells(text, noun, granted):
    assert [is_granted(t) for t in parse(text).doc if t.text == noun] == [granted]
