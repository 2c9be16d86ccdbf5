"""Answers that only point back: what they are about is what was said before."""

import pytest

from kg.extract import extract, load_resources
from kg.extract.replies import REPLY, RULES
from kg.model import Stance
from kg.settings import Settings
from tests.extract.parses import parse, pipeline


@pytest.fixture(scope="module")
def resources():
    return load_resources(Settings())


def replies(text, resources):
    """Return speaker, stance and the words of the events of each answer in a text."""
    document = parse(text).document
    found = extract(document, pipeline()(text), resources)
    words = {e.id: e.trigger.of(text) for e in found.events}
    return [(c.speaker.of(text), c.stance, {words[a] for a in c.about}) for c in found.claims if c.rule == REPLY]


SAID = "The union says that guards beat two miners. "
ACCUSED = "The prime minister accused Chad of arming the rebels. Rain fell in the south. "


@pytest.mark.parametrize(
    ("text", "speaker", "stance", "events"),
    [
        (SAID + "The company denied this.", "The company", Stance.DENIES, {"beat"}),
        (SAID + "The company denies the report.", "The company", Stance.DENIES, {"beat"}),
        (SAID + "The company said that the claims were false.", "The company", Stance.DENIES, {"beat"}),
        (SAID + "The company said that such reports were not true.", "The company", Stance.DENIES, {"beat"}),
        (SAID + "The company said that these reports were exaggerated.", "The company", Stance.QUESTIONS, {"beat"}),
        (SAID + "The company dismissed the report as fake.", "The company", Stance.DENIES, {"beat"}),
        (ACCUSED + "The Foreign Ministry of Chad called the accusations unfounded.", "The Foreign Ministry of Chad",
         Stance.DENIES, {"arming"}),
        ("A guard reported that the dam had burst. How many died is unclear, he said. The owners denied the report.",
         "The owners", Stance.DENIES, {"burst"}),
        (SAID + "It says that they stole food. The company denied the claims.", "The company", Stance.DENIES,
         {"beat", "stole"}),
        ("Two men drowned after the dam had burst, a guard said. The owners denied this.", "The owners", Stance.DENIES,
         {"drowned"}),
        (ACCUSED + "Chad denied the allegations.", "Chad", Stance.DENIES, {"arming"}),
    ],
)  # fmt: skip
def test_an_answer_is_about_what_was_said_before(text, speaker, stance, events, resources):
    assert (speaker, stance, events) in replies(text, resources)


@pytest.mark.parametrize(
    "text",
    [
        "The company denied this.",  # nobody said anything before
        SAID + "The union said that the report was wrong.",  # the same speaker
        SAID + "The company said that it was wrong to leave.",  # a thing of its own
        SAID + "The company denied the claim that it had broken the law.",  # says what is denied
        SAID + "The company said that the claims were true.",
        SAID + "Rain fell. Crops failed. The company denied this.",  # too far away for a pronoun
    ],
)
def test_what_has_words_of_its_own_or_nothing_before_it_is_no_answer(text, resources):
    assert replies(text, resources) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_each_rule_fires_on_its_examples(rule, resources):
    assert all(replies(example, resources) for example in rule.examples)
