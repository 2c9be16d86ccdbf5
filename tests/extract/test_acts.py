import tomllib
from pathlib import Path

import pytest

from kg.extract.acts import Doings, act_kinds, act_words, kind_of
from kg.extract.lexicon import load_lexicon
from kg.settings import schema_path
from tests.extract.test_claims import claims_of

TABLES = tomllib.loads(schema_path("acts.toml").read_text(encoding="utf-8"))
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "acts.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
CODE = Path(schema_path("acts.toml")).parents[1] / "kg" / "extract"


@pytest.mark.parametrize(("act", "text"), CASES, ids=[text[:60] for _, text in CASES])
def test_what_a_speaker_does_in_saying_it(act, text):
    assert [str(c.act) for c in claims_of(text)][:1] == [act]


@pytest.mark.parametrize("name", TABLES["words"])
def test_each_list_has_words_in_lower_case_and_none_twice(name):
    words = TABLES["words"][name].split()
    assert words
    assert all(word == word.lower() for word in words)
    assert len(words) == len(act_words(name)), sorted(w for w in words if words.count(w) > 1)


@pytest.mark.parametrize("name", TABLES["kinds"])
def test_each_type_is_one_of_the_lexicon(name):
    assert act_kinds(name) <= set(load_lexicon().tops.values())


@pytest.mark.parametrize("name", sorted({*TABLES["words"], *TABLES["kinds"]}))
def test_each_list_is_asked_for(name):
    code = "".join(path.read_text("utf-8") for path in CODE.glob("*.py"))
    assert f'("{name}")' in code


def test_what_a_verb_does_comes_from_the_lexicon():
    assert kind_of("evacuate") == "Aid"
    assert "evacuate" in Doings("serving")
    assert kind_of("xyzzy") == ""
    assert "xyzzy" not in Doings("harms")


def test_a_list_that_does_not_exist_is_named():
    with pytest.raises(KeyError, match="nowhere"):
        act_words("nowhere")
