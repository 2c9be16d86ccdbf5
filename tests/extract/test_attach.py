from kg.extract.attach import NARRATED, attach
from kg.model import Claim, EventMention, Span, SpeechAct, Stance

SENTENCE = Span(0, 60)


def event(start, end):
    return EventMention(Span(start, end), "burst", "Change", SENTENCE, "r", 0.8)


def claim(start, end, cue, **more):
    more.setdefault("rule", "r")
    return Claim((Span(start, end),), SENTENCE, SpeechAct.SAY, Stance.ASSERTS, confidence=0.7, cue=cue, **more)


def test_an_event_that_nobody_said_is_the_articles_own_word():
    (told,) = attach([], [event(3, 8)], [SENTENCE])
    assert told.act is SpeechAct.NARRATE
    assert told.about == ("3-8-Change",)
    assert told.rule == NARRATED


def test_an_event_belongs_to_the_innermost_claim():
    outer = claim(5, 50, Span(0, 4))
    inner = claim(30, 50, Span(20, 25), within=outer.id)
    told = attach([outer, inner], [event(32, 36), event(8, 12)], [SENTENCE])
    assert [c.about for c in told] == [("8-12-Change",), ("32-36-Change",)]


def test_joint_speakers_both_tell_it():
    one = claim(10, 50, Span(0, 4), speaker=Span(5, 7))
    other = claim(10, 50, Span(0, 4), speaker=Span(7, 9))
    assert all(c.about for c in attach([one, other], [event(12, 15)], [SENTENCE]))


def test_a_word_of_hearsay_does_not_take_the_event_from_its_speaker():
    outer = claim(5, 50, Span(0, 4))
    hedge = claim(20, 50, Span(15, 19), rule="claim.hearsay", unnamed_source=True)
    assert all(c.about for c in attach([outer, hedge], [event(30, 33)], [SENTENCE]))


def test_an_act_of_saying_is_narrated():
    warned = claim(10, 50, Span(2, 8))
    told = attach([warned], [event(2, 8)], [SENTENCE])
    assert told[0].about == ()
    assert told[1].act is SpeechAct.NARRATE


def test_a_title_inside_what_is_said_is_the_articles_own():
    office = EventMention(Span(12, 20), "president", "Office", SENTENCE, "r", 0.8, position="President")
    told = attach([claim(10, 50, Span(0, 4))], [office], [SENTENCE])
    assert [c.act for c in told if c.about] == [SpeechAct.NARRATE]


def test_an_office_that_a_clause_says_of_somebody_is_the_speakers():
    office = EventMention(Span(12, 20), "president", "Office", SENTENCE, "r", 0.8, position="president")
    told = attach([claim(10, 50, Span(0, 4))], [office], [SENTENCE], predicated={office.id})
    assert [c.about for c in told] == [(office.id,)]
