"""Who only does something near an event, or speaks of it, does not do it."""

import pytest

from tests.extract.test_events import told


def doers(text, trigger):
    return {name for row in told(text) if row["trigger"] == trigger for name in row.get("actor", ())}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The mayor commented on the attack.", "attack"),
        ("The minister declined to comment on the landing.", "landing"),
        ("The mayor apologised for the arrest of the student.", "arrest"),
        ("The council waited for the arrest.", "arrest"),
        ("Tourists slept during the bombardment.", "bombardment"),
        ("The bishop spoke during the strike.", "strike"),
        ("Carla Soto wrote on the invasion.", "invasion"),
        ("The doctor testified on the torture of prisoners.", "torture"),
        ("The envoy briefed reporters on the strike.", "strike"),
        ("The deputy voted for the ban.", "ban"),
        ("The nurse was questioned during the raid.", "raid"),
        ("The farmer lost his son in the bombing.", "bombing"),
    ],
)
def test_who_is_only_near_does_nothing(text, trigger):
    assert trigger in {row["trigger"] for row in told(text)}
    assert doers(text, trigger) == set()


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("The minister left on a visit to Peru.", "visit", "The minister"),
        ("Miners are on strike.", "strike", "Miners"),
        ("The premier spoke during a visit to Peru.", "visit", "The premier"),
        ("The driver was praised for the rescue of a child.", "rescue", "The driver"),
        ("The driver was arrested for the murder of a child.", "murder", "The driver"),
        ("The rebels seized power in a coup.", "coup", "The rebels"),
        ("The army arrested two men in the raid.", "raid", "The army"),
        ("The pilot served in the invasion.", "invasion", "The pilot"),
        ("Students threw stones during the protest.", "protest", "Students"),
    ],
)
def test_who_has_part_in_it_does_it(text, trigger, actor):
    assert doers(text, trigger) == {actor}
