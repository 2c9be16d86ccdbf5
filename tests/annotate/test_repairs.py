"""Constructions that the parser attaches wrongly: after the repair each word hangs where grammar says."""

import pytest

from kg.annotate.repairs import SPEECH
from tests.extract.parses import parse


def head_and_label(text, word):
    found = [token for token in parse(text).doc if token.text == word]
    assert len(found) == 1
    return found[0].head.text, found[0].dep_


@pytest.mark.parametrize(
    ("text", "word", "head", "label"),
    [
        ("Peru sent ships and approved construction of a base.", "approved", "sent", "conj"),
        ("Peru sent ships and approved construction of a base.", "construction", "approved", "dobj"),
        ("Two men drowned after the dam had burst, a nurse said.", "drowned", "said", "ccomp"),
        ("Two men drowned after the dam had burst, a nurse said.", "men", "drowned", "nsubj"),
        ("The lawyer said her client had been beaten and vowed to appeal.", "vowed", "said", "conj"),
        ("The firm denied that it had left the town, and blamed the delay on floods.", "blamed", "denied", "conj"),
        ("He said the plan was dead and urged the council to resign.", "urged", "said", "conj"),
        ("The bank said that prices had risen and warned of shortages.", "warned", "said", "conj"),
        ("Guards were accused of mistreating prisoners.", "prisoners", "mistreating", "dobj"),
        ("Wolves were seen, farmers said, but the park denied it.", "denied", "said", "conj"),
        ("Two drivers were hurt, police told us; the union denied that.", "hurt", "told", "ccomp"),
        ("The two firms, Mr Ito said after the talks, have agreed on a price.", "firms", "agreed", "nsubj"),
        (
            "Norway and Chile, the Chilean foreign minister Ana Paz said after seeing her colleague, "
            "are planning a mine.",
            "Norway",
            "planning",
            "nsubj",
        ),
        ("The two firms, Mr Ito said after the talks, have agreed on a price.", "said", "agreed", "parataxis"),
        ("The suspects, police said late on Friday, were arrested near the port.", "suspects", "arrested", "nsubjpass"),
        ("Peru and Chile, the envoy said after seeing a rival today, are building a dam.", "Peru", "building", "nsubj"),
        ("The coach rejected criticism and calls to resign.", "calls", "criticism", "conj"),
        ("Okello sent an attorney to his office who threatened to sue him.", "threatened", "attorney", "relcl"),
        ("The man whom police accuse of theft fled to Chad.", "police", "accuse", "nsubj"),
        ("The man whom police accuse of theft fled to Chad.", "accuse", "man", "relcl"),
        ("The man whom police accuse of murder fled to Chad.", "police", "accuse", "nsubj"),
        ("The woman whom guards accuse of arson left Lima.", "guards", "accuse", "nsubj"),
        ("The coach rejected criticism and calls to resign.", "resign", "calls", "acl"),
        ("The firm faces lawsuits over its mine and calls to pay damages.", "calls", "lawsuits", "conj"),
        ("The ministry dismissed claims of Lima using poison gas.", "using", "Lima", "acl"),
        (
            "The decree has a paragraph that allows it to call up men, Lima Gazette reported, citing a source.",
            "has",
            "reported",
            "ccomp",
        ),
        ("Officials saw footage of soldiers beating protesters.", "beating", "soldiers", "acl"),
        ("Police got warnings from Chad of Libyan “spies” seeking asylum.", "seeking", "spies", "acl"),
        ("They crossed on the pretext of battling extremists.", "extremists", "battling", "dobj"),
    ],
)
def test_a_word_hangs_where_grammar_says(text, word, head, label):
    assert head_and_label(text, word) == (head, label)


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("Peru saw riots and continued violation of the law.", "continued", "violation"),
        # the rebels killed: no verb of speech
        ("Rebels said they had taken the town and killed ten soldiers.", "killed", "taken"),
        # he may have warned himself: same tense, a subject that can speak
        ("She said that the minister resigned and warned of war.", "warned", "resigned"),
        # a clause of its own that no aside parts from the first
        ("The dam broke and the mayor denied it.", "denied", "broke"),
        ("Ms Diaz, who owns the farm, said on Monday she would sell it.", "Diaz", "said"),
    ],
)
def test_what_may_be_right_is_left_as_it_was(text, word, head):
    assert head_and_label(text, word)[0] == head


def test_verbs_of_speech_are_base_forms():
    assert {"say", "accuse", "vow"} <= SPEECH
    assert not [verb for verb in SPEECH if verb != verb.lower()]
