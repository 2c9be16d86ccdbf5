from kg.extract.claims_content import FRAMES, PREPOSITIONS
from kg.extract.cues import load_cues


def test_the_lexicon_holds_hundreds_of_cues():
    cues = load_cues()
    assert len(cues.verbs) > 250
    assert len(cues.nouns) > 60


def test_each_frame_of_the_lexicon_is_known():
    cues = load_cues()
    known = set(FRAMES) | set(PREPOSITIONS) | {"quote"}
    for uses in cues.verbs.values():
        for cue in uses:
            assert cue.frames <= known, cue


def test_each_group_is_explained():
    assert all(text.endswith((".", "...")) or text for text in load_cues().groups.values())
