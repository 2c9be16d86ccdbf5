"""The words that the network reads are those of the text, and hang together as the parse says."""

import pytest

TEXT = 'Ana Silva met the envoys of Peru in May.\nThe mayor said that Silva "won\'t go".'


def test_words_stand_where_the_text_has_them(parsed):
    words = parsed(TEXT)
    assert [TEXT[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == list(words.forms)


def test_a_head_is_found_for_a_stretch(parsed):
    words = parsed(TEXT)
    start = TEXT.index("the envoys")
    assert words.forms[words.head_of(start, start + len("the envoys of Peru"))] == "envoys"


@pytest.mark.parametrize(
    ("source", "target", "path"),
    [("met", "Silva", "nsubj"), ("Silva", "envoys", "nsubj^/dobj"), ("met", "met", "same"), ("met", "mayor", "")],
)
def test_paths_tell_the_way_in_the_tree(parsed, source, target, path):
    words = parsed(TEXT)
    assert words.path(words.forms.index(source), words.forms.index(target))[0] == path


def test_names_of_one_person_are_one_chain(parsed):
    words = parsed(TEXT)
    chains = {words.forms[p.head]: p.chain for p in words.names if p.type == "Person"}
    assert len(set(chains.values())) == 1
    assert len([p for p in words.names if p.type == "Person"]) == 2


def test_a_country_has_its_key(parsed):
    assert {p.key for p in parsed(TEXT).names} >= {"country:PER"}


def test_times_are_proposed(parsed):
    assert [t.of(TEXT) for t in parsed(TEXT).times] == ["in May"]


def test_what_is_quoted_is_known(parsed):
    words = parsed(TEXT)
    assert [f for i, f in enumerate(words.forms) if words.quoted(i)] == ["wo", "n't", "go"]
