"""Parses for the tests of the reader."""

import hashlib
from datetime import date

import pytest

from kg.annotate import annotate, load
from kg.extract import load_resources
from kg.extract.syntax import Parse
from kg.model import Document
from kg.read.names import prepare
from kg.read.words import words_of
from kg.settings import Settings


def document_of(text):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(identifier="a.txt", text=text, source="a.txt", sha256=digest, published=date(2014, 3, 5))


@pytest.fixture(scope="session")
def nlp():
    return load(Settings())


@pytest.fixture(scope="session")
def gazetteer():
    return load_resources(Settings()).gazetteer


@pytest.fixture(scope="session")
def parsed(nlp, gazetteer):
    def words(text):
        document = document_of(text)
        ((_, doc),) = annotate([document], nlp)
        return prepare(document, Parse(document, doc), gazetteer, words_of(doc, text=text)).words

    return words
