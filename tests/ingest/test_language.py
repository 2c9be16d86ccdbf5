"""English is told from its neighbours, also in one sentence with few words that English alone has."""

import pytest

from kg.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Peruvian warplanes bombed Chilean villages near Tacna.", True),
        ("Kenyan police arrested three men in Nairobi.", True),
        ("Mori meets Pakistani leader Musharraf in Islamabad.", True),
        ("De president in Den Haag was in de stad.", False),
        ("Die Regierung in Bern will die Grenze schliessen, sagte Kanzler Meier.", False),
        ("El gobierno de Peru anuncia nuevas medidas contra la crisis.", False),
        ("Il presidente arriva a Londra per una visita di tre giorni.", False),
        ("Statsministeren i Danmark var til et møde i Aarhus.", False),
    ],
)
def test_a_sentence_is_told_from_its_neighbours(text, english):
    assert (language_of(text) == "en") is english
