import json

import pytest

from kg.calibrate import Observation, calibrate, check, fit, measured_curve
from kg.errors import RunError
from kg.extract.confidence import Calibration, Line, load_calibration, logit
from kg.judge import Gold, judge_claims, judge_event
from kg.model import Claim, Document, EventMention, Extraction, Reference, Span, SpeechAct, Stance
from kg.settings import Settings

TEXT = "Rita Ombeki said the dam burst. She blamed the rain."
ENTITIES = [{"id": "rita", "mentions": [[0, 11, "name"], [32, 35, "pronoun"]]}]
TABLE = {
    "doc": "dam.txt",
    "body": [[0, len(TEXT)]],
    "entities": ENTITIES,
    "eventualities": [
        {"type": "Change", "also_ok": ["Die"], "trigger": [25, 30]},
        {"type": "Accuse", "trigger": [36, 42], "optional": True},
    ],
    "claims": [{"speaker": "rita", "content": [17, 30]}],
}


def observed(rule, right, wrong, raw=0.7):
    return [Observation(f"d{i % 5}", rule, raw, i < right) for i in range(right + wrong)]


def test_a_rule_with_many_findings_gets_its_own_precision():
    table = fit(observed("claim.a", 180, 20) + observed("claim.b", 100, 100))
    assert table.confidence("claim.a", 0.7) == pytest.approx(0.9, abs=0.02)
    assert table.confidence("claim.b", 0.7) == pytest.approx(0.5, abs=0.02)


def test_a_rule_with_few_findings_is_drawn_to_its_kind():
    table = fit(observed("claim.a", 180, 20) + observed("claim.rare", 0, 1))
    assert 0.3 < table.confidence("claim.rare", 0.7) < 0.9
    assert table.measured["claim.rare"].precision == 0


def test_a_rule_that_was_never_met_counts_as_its_kind():
    table = fit(observed("claim.a", 180, 20))
    assert table.confidence("claim.unheard", 0.7) == pytest.approx(0.9, abs=0.05)


def test_a_higher_score_gives_a_higher_confidence():
    low = [o for n in range(8) for o in observed("event.verb", 5, 5, 0.45 + n / 100)]
    high = [o for n in range(8) for o in observed("event.verb", 9, 1, 0.85 + n / 100)]
    table = fit(low + high)
    assert table.confidence("event.verb", 0.9) == pytest.approx(0.9, abs=0.05)
    assert table.confidence("event.verb", 0.5) == pytest.approx(0.5, abs=0.05)


def test_the_curve_tells_how_far_off_confidences_are():
    findings = observed("claim.a", 8, 2)
    curve, error = measured_curve([(o, 0.85) for o in findings])
    assert [(b.kind, b.low, b.findings, b.right) for b in curve] == [("claim", 0.8, 10, 0.8)]
    assert error["claim"] == pytest.approx(0.05)


def test_the_table_is_read_back_as_it_was_written():
    table = Calibration({"claim": Line(1.5, 0.0)}, {"claim.a": Line(2.0, 0.5)})
    written = json.loads(table.to_json())
    assert written["rules"]["claim.a"] == {"intercept": 2.0, "slope": 0.5}


def test_the_shipped_table_knows_the_kinds():
    table = load_calibration()
    assert {"event", "state", "claim", "narration"} <= set(table.kinds)
    assert all(0 < table.confidence(rule, 0.7) < 1 for rule in table.rules)
    assert all(m.findings > 0 for m in table.measured.values())


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_log_odds_have_a_value_everywhere(share):
    assert abs(logit(share)) < 10


@pytest.mark.parametrize(
    ("trigger", "types", "right"),
    [
        (Span(25, 30), {"Change"}, True),
        (Span(25, 30), {"Die"}, True),
        (Span(25, 30), {"Move"}, False),
        (Span(25, 30), None, True),
        (Span(36, 42), {"Move"}, None),
        (Span(12, 16), {"Change"}, False),
    ],
)
def test_an_event_mention_is_judged(trigger, types, right):
    assert judge_event(Gold.read(TABLE), trigger, types) is right


def claim(speaker, start, end, rule="claim.say"):
    return Claim((Span(start, end),), Span(0, 31), SpeechAct.SAY, Stance.ASSERTS, rule, 0.7, speaker=speaker)


@pytest.mark.parametrize(
    ("speaker", "start", "end", "right"),
    [
        (Span(0, 11), 17, 30, True),
        (Span(32, 35), 17, 30, True),
        (Span(0, 11), 43, 51, False),
        (None, 17, 30, False),
        (Span(43, 51), 17, 30, False),
    ],
)
def test_a_claim_is_judged(speaker, start, end, right):
    found = Extraction(Document("dam.txt", TEXT, "dam.txt", "0"), claims=(claim(speaker, start, end),))
    assert [r for _, r in judge_claims(Gold.read(TABLE), found)] == [right]


def test_a_speaker_is_followed_through_the_links():
    said = claim(Span(43, 51), 17, 30)
    link = Reference(Span(43, 51), (Span(0, 11),), "r")
    found = Extraction(Document("dam.txt", TEXT, "dam.txt", "0"), references=(link,), claims=(said,))
    assert [r for _, r in judge_claims(Gold.read(TABLE), found)] == [True]


def test_narrating_what_somebody_said_is_wrong():
    event = EventMention(Span(25, 30), "burst", "Change", Span(0, 31), "event.verb", 0.8)
    told = Claim(
        (Span(0, 31),), Span(0, 31), SpeechAct.NARRATE, Stance.ASSERTS, "claim.narrate", 0.9, about=(event.id,)
    )
    found = Extraction(Document("dam.txt", TEXT, "dam.txt", "0"), events=(event,), claims=(told,))
    assert [r for _, r in judge_claims(Gold.read(TABLE), found)] == [False]


def test_no_annotations_stop_the_run(tmp_path):
    with pytest.raises(RunError, match="no annotated articles"):
        calibrate(tmp_path, tmp_path, Settings())


def test_shipped_confidences_are_measured_on_other_articles(tmp_path):
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dam.json").write_text(json.dumps(TABLE), encoding="utf-8")
    report = check(tmp_path, tmp_path, Settings())
    assert any(b.kind == "claim" for b in report.curve)
    assert "confidence" in report.to_text()
