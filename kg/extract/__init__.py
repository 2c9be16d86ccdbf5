"""From a parse to records: mentions, references, events and claims. The only stage that reads a parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.attach import attach
from kg.extract.claims import claims_and_speakers
from kg.extract.confidence import calibrate_claims, calibrate_events, load_calibration
from kg.extract.countries import with_countries
from kg.extract.countries_domestic import with_domestic
from kg.extract.cues import Cues, load_cues
from kg.extract.events import find_events
from kg.extract.events_score import load_weights
from kg.extract.granted import granted_events
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.mentions import find_mentions, load_tables
from kg.extract.prune import prune, used_spans, without_predicates
from kg.extract.references import link
from kg.extract.references_types import with_types
from kg.extract.replies import with_replies
from kg.extract.states import predicated_offices
from kg.extract.syntax import Mentions, Parse
from kg.extract.wordnet import load_wordnet
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.gazetteer.leaders import load_leaders
from kg.gazetteer.words import load_genders
from kg.model import Document, Extraction
from kg.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Resources:
    """The tables that the rules read, loaded once a process."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    cues: Cues


def load_resources(settings: Settings) -> Resources:
    """Load the gazetteer, the lexicon of events, the cues of speech, and the tables that rules have for themselves."""
    for load in (load_tables, load_genders, load_leaders, load_wordnet, load_weights, load_calibration):
        load()
    return Resources(gazetteer=load_gazetteer(settings), lexicon=load_lexicon(), cues=load_cues())


def extract(document: Document, doc: Doc, resources: Resources) -> Extraction:
    """Read one document: who is mentioned, who they are in the text, what is told, and who says so."""
    parse = Parse(document, doc)
    found = find_mentions(parse, resources.gazetteer)
    mentions = Mentions(parse, found)
    said, mentions = claims_and_speakers(parse, mentions, resources.cues)
    references = link(parse, mentions, resources.gazetteer, said)
    mentions = without_predicates(parse, mentions, references, said)
    mentions = mentions.renewed(with_countries(parse, mentions, references))
    events = find_events(parse, with_types(mentions, references), resources.lexicon, said)
    mentions = mentions.renewed(with_domestic(parse, mentions, events, resources.lexicon))
    sentences = tuple(sorted({parse.sentence(sent[0]) for sent in parse.doc.sents if sent.text.strip()}))
    said, replies = with_replies(parse, said, references, resources.cues)
    offices, granted = predicated_offices(parse, events), granted_events(parse, events)
    claims = attach(said, events, sentences, replies, offices, granted)
    kept, links = prune(list(mentions.all), references, used_spans(events, claims))
    return Extraction(
        document=document,
        sentences=sentences,
        mentions=kept,
        references=links,
        events=tuple(calibrate_events(events)),
        claims=tuple(calibrate_claims(claims)),
    )


__all__ = ["Resources", "extract", "load_resources"]
