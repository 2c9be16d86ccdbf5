"""Names in two documents that are, or are not, one thing: a table of real cases."""

import pytest

from kg.model import Judgement
from kg.resolve.entities import resolve_entities
from tests.resolve.builders import chain, nothing_known

P, ORG, G, A, M, C, V = (
    "Person",
    "Organization",
    "GovernmentBody",
    "ArmedForce",
    "MediaOutlet",
    "Company",
    "PoliticalParty",
)
CITY, REGION, FACILITY = "City", "Region", "Facility"

#: What one document says (type, names, country, gender) and what another does.
SAME = [
    # romanisations
    ((P, "Alexander Lukashenko"), (P, "Aleksandr Lukashenko")),
    ((P, "Alexander Lukashenko"), (P, "Alexander Lukhashenko")),
    ((P, "Aliaksandr Lukashenka"), (P, "Alexander Lukashenko")),
    ((P, "Sviatlana Tsikhanouskaya"), (P, "Svetlana Tsikhanovskaya")),
    ((P, "Volodymyr Zelenskyy"), (P, "Volodymyr Zelensky")),
    ((P, "Volodymyr Zelenskiy"), (P, "Vladimir Zelensky")),
    ((P, "Sergei Shoigu"), (P, "Sergey Shoygu")),
    ((P, "Yevgeny Prigozhin"), (P, "Evgeny Prigozhin")),
    ((P, "Nikita Khrushchev"), (P, "Nikita Khruschev")),
    ((P, "Muammar Gaddafi"), (P, "Moammar Gadhafi")),
    ((P, "Mohammed bin Salman"), (P, "Mohammad bin Salman")),
    ((P, "Hosni Mubarak"), (P, "Husni Mubarak")),
    ((P, "Osama bin Laden"), (P, "Usama bin Laden")),
    ((P, "Abdel Fattah al-Sisi"), (P, "Abdel Fattah el-Sisi")),
    ((P, "Recep Tayyip Erdoğan"), (P, "Recep Tayyip Erdogan")),
    ((P, "Lech Wałęsa"), (P, "Lech Walesa")),
    ((P, "Hernán Darío Gómez"), (P, "Hernan Dario Gomez")),
    ((P, "Thérèse O’Brien"), (P, "Therese O'Brien")),
    ((P, "Xi Jinping"), (P, "Xi Jin-ping")),
    ((P, "Kim Jong-un"), (P, "Kim Jong Un")),
    ((P, "Shinzo Abe"), (P, "Abe Shinzo")),
    # first names
    ((P, "William Clinton"), (P, "Bill Clinton")),
    ((P, "Joseph Biden"), (P, "Joe Biden")),
    ((P, "Katherine Hepworth"), (P, "Kate Hepworth")),
    ((P, "Anthony Fauci"), (P, "Tony Fauci")),
    # middle names, initials, second family names
    ((P, "John Fitzgerald Kennedy"), (P, "John F. Kennedy")),
    ((P, "John F. Kennedy"), (P, "John Kennedy")),
    ((P, "J. Edgar Hoover"), (P, "Edgar Hoover")),
    ((P, "Nicolás Maduro Moros"), (P, "Nicolás Maduro")),
    ((P, "Pedro Sánchez Pérez-Castejón"), (P, "Pedro Sánchez")),
    ((P, "J. K. Rowling"), (P, "Joanne Rowling")),
    ((P, "A. S. Heagle"), (P, "AS Heagle")),
    # a family name alone
    ((P, "Ursula von der Leyen"), (P, "von der Leyen")),
    ((P, "Sergei Karaganov"), (P, "Karaganov")),
    ((P, "Xi Jinping"), (P, "Xi")),
    ((P, "Lydia Buchtmann"), (P, "Lydia Buchtman")),
    ((P, "Dmitry Peskov", "RUS", "m"), (P, "Dmitri Peskov")),
    ((P, "Sanna Marin", "FIN"), (P, "Sanna Marin")),
    # bodies
    ((G, "Ministry of Defence", "RUS"), (G, "Defense Ministry", "RUS")),
    ((G, "Immigration and Naturalisation Service", "NLD"), (G, "Immigration and Naturalization Service", "NLD")),
    ((ORG, "World Health Organization"), (ORG, "World Health Organisation")),
    ((ORG, "University of Oxford"), (ORG, "Oxford University")),
    ((ORG, "Organization for Security and Co-operation in Europe"), (ORG, "OSCE")),
    ((C, "Siemens AG"), (C, "Siemens")),
    ((C, "Apple Inc."), (C, "Apple")),
    ((C, "Johnson & Johnson"), (C, "Johnson and Johnson")),
    ((M, "The Saudi Gazette"), (M, "Saudi Gazette")),
    ((ORG, "the Red Crescent"), (ORG, "Red Crescent")),
    ((M, "Al-Ekhbariya"), (M, "al-Ekhbariya")),
    ((ORG, "Médecins Sans Frontières"), (ORG, "Medecins sans Frontieres")),
    ((V, "New People's Party", "HKG"), (V, "New Peoples Party", "HKG")),
    ((G, "Supreme Court", "BRA"), (G, "Supreme Court", "BRA")),
    ((A, "Wagner Group"), (ORG, "Wagner Group")),
    # places
    ((CITY, "Taipei City"), (CITY, "Taipei")),
    ((CITY, "Bruzgi"), (CITY, "Bruzgi")),
    ((FACILITY, "Chiang Kai-shek Memorial"), (FACILITY, "Chiang Kai Shek Memorial")),
    ((CITY, "Kuźnica"), (CITY, "Kuznica")),
]

DIFFERENT = [
    # one family name
    ((P, "Sergei Karaganov"), (P, "Sergei Lavrov")),
    ((P, "Viktor Khrenin"), (P, "Vladimir Makei")),
    ((P, "Vladimir Putin"), (P, "Igor Putin")),
    ((P, "Hafez al-Assad"), (P, "Bashar al-Assad")),
    ((P, "Bill Clinton"), (P, "Hillary Clinton")),
    ((P, "Raúl Castro"), (P, "Fidel Castro")),
    ((P, "Jarosław Kaczyński"), (P, "Lech Kaczyński")),
    ((P, "Kim Jong-un"), (P, "Kim Jong-il")),
    ((P, "Kim Jong-un"), (P, "Kim Yo-jong")),
    ((P, "Boris Johnson"), (P, "Alan Johnson")),
    ((P, "Mario Draghi"), (P, "Maria Draghi")),
    ((P, "Daniel Ortega"), (P, "Danielle Ortega")),
    ((P, "Michelle Bachelet"), (P, "Michel Bachelet")),
    # fathers and sons, middle initials
    ((P, "Donald Trump"), (P, "Donald Trump Jr.")),
    ((P, "Ferdinand Marcos Sr."), (P, "Ferdinand Marcos Jr.")),
    ((P, "George H. W. Bush"), (P, "George W. Bush")),
    ((P, "John A. Macdonald"), (P, "John B. Macdonald")),
    # men and women, countries
    ((P, "Alexei Petrov"), (P, "Alexei Petrova")),
    ((P, "Robin Larsen", None, "f"), (P, "Robin Larsen", None, "m")),
    ((P, "John Smith", "GBR"), (P, "John Smith", "USA")),
    # family names that differ by a letter
    ((P, "Peter Hansen"), (P, "Peter Hanson")),
    ((P, "Lars Petersen"), (P, "Lars Peterson")),
    ((P, "Boris Johnson"), (P, "Boris Johnston")),
    ((P, "Anna Christensen"), (P, "Anna Christiansen")),
    ((P, "Carlos Martinez"), (P, "Carlos Martines")),
    ((P, "Paul Martin"), (P, "Paul Martini")),
    ((P, "Kim Basinger"), (P, "Kim Cattrall")),
    ((P, "Lee Harvey Oswald"), (P, "Lee Child")),
    # a body and its member or part, namesakes
    ((ORG, "European Union"), (G, "European Commission")),
    ((ORG, "European Union"), (ORG, "European Union Chamber of Commerce")),
    ((G, "Ministry of Defence", "RUS"), (G, "Ministry of Defence", "BLR")),
    ((G, "Ministry of Defence", "RUS"), (G, "Ministry of Health", "RUS")),
    ((G, "Ministry of Defence", "RUS"), (G, "Ministry of Defence")),
    ((G, "Interior Ministry"), (G, "Interior Ministry")),
    ((G, "Ministry"), (G, "Ministry")),
    ((V, "Labour Party", "GBR"), (V, "Labour Party", "NOR")),
    ((V, "Democratic Party", "USA"), (V, "Democratic Party", "HKG")),
    ((CITY, "Manchester"), (ORG, "Manchester United")),
    ((ORG, "Manchester United"), (ORG, "Manchester City")),
    ((CITY, "Paris"), (P, "Valeska Paris")),
    ((CITY, "Lincoln"), (P, "Lincoln")),
    ((C, "Novartis"), (C, "Novavax")),
    ((C, "Gazprom"), (C, "Gazprom Neft")),
    ((C, "Bank of America"), (C, "Bank of Armenia")),
    ((ORG, "Internet Explorer 6"), (ORG, "Internet Explorer 9")),
    ((M, "The Washington Post"), (M, "The Washington Times")),
    ((A, "5th Army"), (A, "6th Army")),
    ((A, "First Battalion"), (A, "Second Battalion")),
    ((ORG, "North Atlantic Council"), (ORG, "South Atlantic Council")),
    ((V, "New People's Party", "HKG"), (V, "National People's Party", "HKG")),
    # places
    ((REGION, "Kowloon West"), (REGION, "Kowloon East")),
    ((CITY, "Springfield", "USA"), (CITY, "Springfield", "GBR")),
    ((CITY, "New York"), (CITY, "New Yorkshire")),
    ((REGION, "Gambia"), (REGION, "Zambia")),
    ((REGION, "Austria"), (REGION, "Australia")),
    ((FACILITY, "Terminal 1"), (FACILITY, "Terminal 2")),
]


def build(document, kind, name, country=None, gender=None):
    return chain(document, name, kind=kind, country=country, gender=gender)


def entities_of(left, right):
    found, _ = resolve_entities([build("a", *left), build("b", *right)], [], nothing_known)
    return found


def show(value):
    return value[1] if isinstance(value, tuple) else None


@pytest.mark.parametrize(("left", "right"), SAME, ids=show)
def test_names_of_one_thing_merge(left, right):
    assert len(entities_of(left, right)) == 1


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=show)
def test_names_of_two_things_do_not(left, right):
    assert len(entities_of(left, right)) == 2


def test_there_are_enough_cases():
    assert len(SAME) + len(DIFFERENT) >= 100


@pytest.mark.parametrize(
    ("chains", "labels"),
    [
        pytest.param(
            [chain("a", "John Smith"), chain("b", "Mary Smith"), chain("c", "Smith")],
            ["John Smith", "Mary Smith", "Smith"],
            id="a surname that fits two people",
        ),
        pytest.param(
            [chain("a", "George H. W. Bush"), chain("b", "George W. Bush"), chain("c", "George Bush")],
            ["George Bush", "George H. W. Bush", "George W. Bush"],
            id="a first name that fits father and son",
        ),
        pytest.param(
            [chain("a", "Ann Lee", country="GBR"), chain("b", "Ann Lee", country="AUS"), chain("c", "Ann Lee")],
            ["Ann Lee", "Ann Lee", "Ann Lee"],
            id="a name of two countries",
        ),
        pytest.param(
            [
                chain("a", "National Parks Panel", "NPP", kind=ORG),
                chain("b", "Nordic Press Pool", "NPP", kind=ORG),
                chain("c", "NPP", kind=ORG),
            ],
            ["NPP", "National Parks Panel", "Nordic Press Pool"],
            id="an acronym of two bodies",
        ),
        pytest.param(
            [chain("a", "National Parks Panel", "NPP", kind=ORG), chain("c", "NPP", kind=ORG)],
            ["National Parks Panel"],
            id="an acronym that an article spells out",
        ),
        pytest.param(
            [chain("a", "Smith"), chain("b", "Smith"), chain("c", "Jo Smith"), chain("d", "Al Smith")],
            ["Al Smith", "Jo Smith", "Smith", "Smith"],
            id="two articles' Smiths, whom nothing joins",
        ),
    ],
)
def test_what_fits_several_stays_alone(chains, labels):
    entities, decisions = resolve_entities(chains, [], nothing_known)
    assert sorted(e.label for e in entities) == sorted(labels)
    if len(labels) > 1:
        assert any(d.judgement is Judgement.UNSURE for d in decisions)
