"""Common verbs, told apart by what stands beside them."""

import pytest

from kg.extract.lexicon import NOTHING, load_lexicon
from tests.extract.test_events import told


@pytest.mark.parametrize(
    ("text", "trigger", "kinds"),
    [
        ("The factory makes tractors.", "makes", {"Build"}),
        ("The cook made a fortune.", "made", {"Transact"}),
        ("Ana Silva raised $2 million.", "raised", {"Transact"}),
        ("Kenya raised the wages.", "raised", {"Escalate"}),
        ("The delegates from Chad raised the issue.", "raised", {"Consult"}),
        ("The ferry took the nurses to Tromso.", "took", {"Move"}),
        ("The council took steps.", "took", {"Decide"}),
        ("The rower had taken a banned drug.", "taken", {"Condition"}),
        ("The medicine brought relief.", "brought", {"Change"}),
        ("The widow brought a lawsuit against the mill.", "brought", {"Coerce"}),
        ("The pilgrims brought their children to Lourdes.", "brought", {"Move"}),
        ("The strike left hospitals without nurses.", "left", {"Condition"}),
        ("The nurses left Tromso.", "left", {"Depart"}),
        ("The river reached its highest level.", "reached", {"Change"}),
        ("The climbers reached the hut.", "reached", {"Arrive"}),
        ("The mayor could not be reached.", "reached", {"Consult"}),
        ("The unions reached a deal.", "reached", {"Agree"}),
        ("Ana Silva runs the bakery.", "runs", {"Office"}),
        ("The children ran to the harbour.", "ran", {"Move"}),
        ("The choir met its goal.", "met", {"Condition"}),
        ("The keeper saved the penalty.", "saved", {"Change"}),
        ("The divers saved the sailors.", "saved", {"Rescue"}),
        ("The editors published the letter.", "published", {"Change"}),
        ("The court froze the accounts.", "froze", {"Sanction"}),
        ("The farmers argued with the miners.", "argued", {"Conflict"}),
        ("The bishop questioned the wisdom of the plan.", "questioned", {"Accuse"}),
        ("The police questioned the witness.", "questioned", {"Investigate"}),
        ("The shopkeeper avoids the tax.", "avoids", {"Reject"}),
        ("Firefighters contained the blaze.", "contained", {"Coerce"}),
        ("Soldiers surrounded the palace.", "surrounded", {"Coerce"}),
        ("The bomb went off.", "went off", {"Attack"}),
        ("The governor signed the bill.", "signed", {"Approve"}),
    ],
)
def test_one_verb_has_many_senses(text, trigger, kinds):
    found = {row["type"] for row in told(text) if row["trigger"].startswith(trigger)}
    assert found == kinds


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The plan makes sense.", "makes"),
        ("The arrest came after the fair.", "came"),
        ("It is going to be a long day.", "going"),
        ("As time went by, the crowd left.", "went"),
        ("The judge will reopen the case in the coming weeks.", "coming"),
        ("The roof remains unsafe.", "remains"),
        ("The fund raised eyebrows.", "raised"),
        ("The museum needs to close.", "needs"),
        ("The envoy found a way to leave.", "found"),
        ("Replays suggested that the ball was out.", "suggested"),
        ("The choir paid attention.", "paid"),
        ("The bakery put its ovens first, it seems, and shows that it cares.", "shows"),
        ("The mayor argued that the bridge was safe.", "argued"),
        ("The team took everything.", "took"),
        ("The protest led the dean to resign.", "led"),
        ("Chad is set to host the games.", "set"),
        ("Coal-fired plants closed.", "fired"),
        ("The tailor speaks, and everybody types.", "types"),
    ],
)
def test_turns_of_phrase_tell_no_event(text, trigger):
    assert trigger not in {row["trigger"] for row in told(text)}


def test_words_go_before_classes_of_words_and_these_before_the_plain_sense():
    raising = [s for s in load_lexicon().of("verb", "raise") if len(s.words) == 1 and len(s.conditions) < len("ab")]
    loose = [any(c.classes or c.present is not None for c in s.conditions) for s in raising if s.conditions]
    assert loose == sorted(loose)
    assert not raising[-1].conditions


def test_nothing_is_no_type():
    assert NOTHING not in load_lexicon().tops
