"""Chains of one document: what its links, keys and names make one thing, and what they never do."""

from dataclasses import replace

from kg.model import EntityMention, MentionKind, Reference, Span
from kg.resolve.chains import chains

IRI = "urn:attest:doc:x"


class Page:
    """A text that grows with the mentions in it."""

    def __init__(self):
        self.text = ""
        self.mentions = []
        self.references = []

    def say(self, words, kind="name", type_="Person", **known):
        start = len(self.text)
        self.text += words + " . "
        span = Span(start, start + len(words))
        name = words if kind == "name" else None
        self.mentions.append(EntityMention(span, span, MentionKind(kind), type_, "test", name=name, **known))
        return span

    def link(self, mention, *antecedents):
        self.references.append(Reference(mention, antecedents, "test"))

    def chains(self, apart=()):
        return chains(IRI, self.mentions, self.references, self.text, apart=apart)

    def groups(self, apart=()):
        return {frozenset(span.of(self.text) for span in chain.mentions) for chain in self.chains(apart)}


def test_what_a_person_told_apart_no_link_joins():
    page = Page()
    banda, phiri = page.say("Grace Banda"), page.say("the judge", kind="nominal")
    page.link(phiri, banda)
    page.link(page.say("her", kind="pronoun"), phiri)
    assert page.groups() == {frozenset({"Grace Banda", "the judge", "her"})}
    assert page.groups(apart=[(banda, phiri)]) == {frozenset({"Grace Banda"}), frozenset({"the judge", "her"})}


def test_links_names_and_keys_join():
    page = Page()
    merkel = page.say("Angela Merkel", country="DEU", gender="f")
    page.link(page.say("she", kind="pronoun"), merkel)
    page.say("Angela Merkel")
    page.say("Berlin", type_="GovernmentBody", key="government:DEU")
    page.say("the German government", kind="nominal", type_="GovernmentBody", key="government:DEU")
    assert page.groups() == {frozenset({"Angela Merkel", "she"}), frozenset({"Berlin", "the German government"})}
    first = page.chains()[0]
    assert (first.type, first.country, first.gender, first.names) == ("Person", "DEU", "f", ("Angela Merkel",))


def test_two_keys_never_meet():
    page = Page()
    country = page.say("Russia", type_="Country", key="country:RUS")
    page.link(page.say("Moscow", type_="GovernmentBody", key="government:RUS"), country)
    between = page.say("it", kind="pronoun")
    page.link(between, country)
    assert {chain.key for chain in page.chains()} == {"country:RUS", "government:RUS"}


def test_a_surname_of_two_people_joins_neither_by_name_alone():
    page = Page()
    page.say("Bill Clinton")
    page.say("Hillary Clinton")
    page.say("Clinton")
    assert len(page.chains()) == 3


def test_a_surname_linked_to_two_people_does_not_join_them():
    page = Page()
    one, other = page.say("Bill Clinton"), page.say("Hillary Clinton")
    page.link(page.say("Clinton"), one)
    page.link(page.say("Clinton"), other)
    assert len(page.chains()) == 2


def test_a_bare_name_is_one_thing_all_through():
    page = Page()
    full = page.say("Dmitry Peskov")
    page.link(page.say("Peskov"), full)
    page.say("Peskov")
    assert len(page.chains()) == 1


def test_a_misspelling_in_one_article_is_the_same_person():
    page = Page()
    page.say("Lukashenko")
    page.say("Lukhashenko")
    page.say("Sergei Karaganov")
    page.say("Sergei Lavrov")
    page.say("Lars Petersen")
    page.say("Lars Peterson")
    page.say("Alexei Petrov")
    page.say("Alexei Petrova")
    assert len(page.chains()) == 7


def test_a_person_and_a_place_of_one_name_are_two():
    page = Page()
    page.say("Paris", type_="City")
    page.say("Paris")
    assert len(page.chains()) == 2


def test_a_plural_mention_has_parts_and_what_refers_to_it_joins_it():
    page = Page()
    one = page.say("Poland", type_="Country", key="country:POL")
    other = page.say("Latvia", type_="Country", key="country:LVA")
    both = page.say("the two countries", kind="nominal", type_="Group")
    page.link(both, one, other)
    page.link(page.say("they", kind="pronoun"), both)
    third = page.say("Estonia", type_="Country", key="country:EST")
    page.link(page.say("all three", kind="nominal", type_="Group"), both, third)
    plural = {chain.label: chain.parts for chain in page.chains() if chain.parts}
    assert plural == {"the two countries": (one, other), "all three": (one, other, third)}


def test_the_type_is_the_names_and_the_most_specific():
    page = Page()
    bloc = page.say("the bloc", kind="nominal", type_="Group")
    page.link(page.say("Mercosur", type_="Organization"), bloc)
    page.say("Mercosur", type_="InternationalOrganization")
    assert [chain.type for chain in page.chains()] == ["InternationalOrganization"]


def test_an_unnamed_thing_is_called_by_its_words():
    page = Page()
    man = page.say("a  masked\nman", kind="nominal")
    page.link(page.say("he", kind="pronoun", gender="m"), man)
    assert [(chain.label, chain.gender, chain.names) for chain in page.chains()] == [("a masked man", "m", ())]


def test_a_reference_to_what_is_no_mention_is_left_out():
    page = Page()
    page.link(page.say("the mayor", kind="nominal"), Span(900, 905))
    assert len(page.chains()) == 1


def test_of_a_pronoun_alone_no_thing_is_made():
    page = Page()
    we = page.say("We", kind="pronoun", type_="Group")
    page.link(page.say("our", kind="pronoun", type_="Group"), we)
    page.say("It", kind="pronoun", type_="Object")
    page.say("someone", kind="pronoun")
    assert page.groups() == {frozenset({"someone"})}


def test_the_order_of_mentions_does_not_matter():
    page = Page()
    one = page.say("Ann Lee")
    page.link(page.say("she", kind="pronoun"), one)
    page.say("Lee")
    page.say("Anne Lee")
    wanted = page.chains()
    page.mentions.reverse()
    page.references.reverse()
    assert page.chains() == wanted
    assert replace(wanted[0], label="x") != wanted[0]
