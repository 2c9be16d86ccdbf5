"""Words set off without quotation marks: transcripts, and a paragraph behind words of saying and a colon."""

from dataclasses import replace

import pytest

from kg.annotate import annotate
from kg.extract.claims import find_claims
from kg.extract.cues import load_cues
from kg.extract.mentions import find_mentions
from kg.extract.syntax import Mentions, Parse
from kg.extract.turns import find_turns
from kg.gazetteer import load_gazetteer
from kg.model import Boilerplate, Span
from kg.settings import Settings
from tests.extract.parses import annotated, parse, pipeline
from tests.extract.test_claims import claims_of

TRANSCRIPT = """Ana Ruiz, the water minister, spoke to Pedro Lima on Friday. A transcript follows:

LIMA: Did the contractor pay your brother?

RUIZ: No. The contractor built the dam in two years.

It was a good deal for everyone.

LIMA: The auditors say the firm bribed officials.

RUIZ: They lied.

The opposition left the chamber afterwards.
"""


def who_says(text):
    document = parse(text).document.text
    return [
        (c.speaker.of(document) if c.speaker else None, c.act.value, [part.of(document) for part in c.content])
        for c in claims_of(text)
    ]


def test_each_turn_is_its_speakers_and_ends_where_the_next_begins():
    turns = [(t.label[-1].text, t.words[0].text, t.words[-2].text) for t in find_turns(parse(TRANSCRIPT).doc)]
    assert turns == [
        ("LIMA", "Did", "brother"),
        ("RUIZ", "No", "everyone"),
        ("LIMA", "The", "officials"),
        ("RUIZ", "They", "lied"),
    ]


def test_what_is_asked_in_a_transcript_is_not_asserted():
    found = who_says(TRANSCRIPT)
    assert ("LIMA", "ask", ["Did the contractor pay your brother?"]) in found
    assert ("LIMA", "say", ["The auditors say the firm bribed officials"]) in found
    assert not [words for _, _, words in found if "opposition" in words[-1]]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The road is open.\n\nVIDEO: A crane fell in Oslo.",  # no names of the text
        "Ana Ruiz spoke.\n\nRUIZ: The dam held.",  # one alone is a heading
    ],
)
def test_labels_that_are_no_transcript(text):
    assert find_turns(parse(text).doc) == []


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Ms Ruiz wrote in a letter to the auditors:\n\nNobody bribed officials. The dam is safe.\n\nThey left.",
            "Ruiz",
            "Nobody bribed officials. The dam is safe.",
        ),
        ("The governor added:\n\nShe closed the harbour.\n\nHe left.", "The governor", "She closed the harbour."),
    ],
)
def test_a_paragraph_behind_words_of_saying_and_a_colon_is_what_was_said(text, speaker, words):
    assert [(who, what) for who, _, what in who_says(text)] == [(speaker, [words])]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has three gates:\n\nThe first gate is closed.",  # nobody says anything
        "The mayor repeated the story:\n\nThe gate is closed.",  # what was said stands before the colon
        "The mayor said it was late. The rest follows:\n\nThe dam is old.",  # the verb of saying has its sentence
    ],
)
def test_a_colon_alone_makes_no_claim(text):
    assert not [words for _, _, words in who_says(text) if "gate is" in words[0] or "dam is" in words[0]]


def test_who_is_no_name_of_the_text_ends_a_turn_and_says_nothing_in_anothers():
    found = who_says(
        "Ana Ruiz and Pedro Lima met.\n\nLIMA: The dam held.\n\nSTOBBS: Who paid for it?\n\nRUIZ: The firm paid."
    )
    assert found == [("LIMA", "say", ["The dam held"]), ("RUIZ", "say", ["The firm paid"])]


def test_what_is_none_of_the_article_is_in_nobodys_words():
    text = TRANSCRIPT.replace("It was a good deal", "….\n\nIt was a good deal")
    dots = Span(text.index("…."), text.index("….") + 2)
    document = replace(annotated(text)[0], boilerplate=(Boilerplate(dots, "navigation"),))
    ((document, doc),) = annotate([document], pipeline())
    parsed = Parse(document, doc)
    claims = find_claims(parsed, Mentions(parsed, find_mentions(parsed, load_gazetteer(Settings()))), load_cues())
    assert ["No. The contractor built the dam in two years.", "It was a good deal for everyone"] in [
        [part.of(text) for part in claim.content] for claim in claims
    ]
    assert not [part for claim in claims for part in claim.content if part.overlaps(dots)]
