"""The tables: what a name may stand for, what a key means, and a user's own file."""

import pytest

from kg.errors import RunError
from kg.gazetteer import Form, load_gazetteer
from kg.settings import Settings


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer(Settings())


@pytest.mark.parametrize(
    ("name", "key", "form"),
    [
        ("Kenya", "country:KEN", Form.NAME),
        ("the Netherlands", "country:NLD", Form.NAME),
        ("U.S.", "country:USA", Form.NAME),
        ("Norwegian", "country:NOR", Form.ADJECTIVE),
        ("Ukranian", "country:UKR", Form.ADJECTIVE),
        ("Bolivians", "nationals:BOL", Form.PEOPLE),
        ("Dane", "nationals:DNK", Form.NATIONAL),
        ("Ottawa", "government:CAN", Form.CAPITAL),
        ("Kiev", "government:UKR", Form.CAPITAL),
        ("Kremlin", "government:RUS", Form.SEAT),
        ("White House", "government:USA", Form.PLACE),
        ("Texas", "wikidata:Q1439", Form.NAME),
        ("European", "wikidata:Q46", Form.ADJECTIVE),
        ("WHO", "wikidata:Q7817", Form.NAME),
        ("The Sun", "known:The Sun", Form.NAME),
        ("LTTE", "known:Liberation Tigers of Tamil Eelam", Form.NAME),
        ("Zairean", "country:COD", Form.ADJECTIVE),
    ],
)
def test_name(gazetteer, name, key, form):
    assert gazetteer.entry(name, form).key == key


@pytest.mark.parametrize("name", ["us", "Sun", "who", "Zentrix"])
def test_no_name(gazetteer, name):
    assert gazetteer.find(name) == ()


def test_city_by_another_spelling(gazetteer):
    assert gazetteer.city("Grodno").label == "Hrodna"
    assert gazetteer.city("Sao Paulo").of_country == "BRA"
    assert gazetteer.city("Zentrix") is None


def test_key(gazetteer):
    assert gazetteer.known("government:USA").label == "Government of the United States"
    assert gazetteer.known("country:KEN").wikidata == "Q114"
    assert gazetteer.known("team:KEN").type == "Organization"
    assert gazetteer.known("country:XYZ") is None


@pytest.mark.parametrize(
    ("name", "country"),
    [("Hamas", "PSE"), ("Renamo", "MOZ"), ("Shining Path", "PER"), ("the FMLN", "SLV"), ("al-Qaeda", None)],
)
def test_country_of_a_movement(gazetteer, name, country):
    assert gazetteer.known(gazetteer.entry(name, Form.NAME).key).of_country == country


def test_neighbours(gazetteer):
    assert gazetteer.neighbours("PRT") == ("ESP",)


def test_own_file(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text("name\ttype\taliases\twikidata\tcountry\nTea Board\tGovernmentBody\tNTB\t\tKEN\n", encoding="utf-8")
    known = load_gazetteer(Settings(gazetteer=str(path)))
    assert known.known(known.find("NTB")[0].key).acts_for == "KEN"


@pytest.mark.parametrize("text", ["name\ttype\nTea Board\n", "name\ttype\nTea Board\tOrganization\n"])
def test_own_file_that_cannot_be_read(tmp_path, text):
    path = tmp_path / "own.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=r"own\.tsv"):
        load_gazetteer(Settings(gazetteer=str(path)))
