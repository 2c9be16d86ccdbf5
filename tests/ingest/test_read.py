"""Files to documents, and every way in which a file can be of no use."""

import json
from datetime import date

import pytest

from kg.errors import DocumentError, RunError
from kg.ingest import READERS, read, sample_sources
from kg.model import DateBasis, Document

ARTICLE = (
    "Bridge opens in Mostar\n\nThe new bridge in Mostar was opened on Friday by the mayor, who said that it had taken"
    " four years to build and that the old one would be pulled down.\n"
)


def _write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def _one(source, **more):
    (result,) = read([source], **more)
    return result


def test_text_is_kept_as_read(tmp_path):
    text = ARTICLE.replace("\n", "\r\n")
    document = _one(_write(tmp_path, "a.txt", text))
    assert document.text == text
    assert (document.identifier, document.source, document.encoding) == ("a.txt", "a.txt", "utf-8")
    assert document.published is None


def test_a_byte_order_mark_counts_and_is_not_the_article(tmp_path):
    raw = b"\xef\xbb\xbf" + ARTICLE.encode()
    document = _one(_write(tmp_path, "a.txt", raw))
    assert document.text == raw.decode("utf-8")
    assert document.boilerplate[0].span.of(document.text) == "\ufeff"


@pytest.mark.parametrize(
    ("encoding", "extra"),
    [
        ("cp1252", "“It’s a café – for €5,” he said."),
        ("cp1252", "Señor Núñez, of São Paulo, met Jörg Weiß."),
        ("utf-16", "“It’s a café,” he said."),
        ("utf-16-le", "“It’s a café,” he said."),
        ("mac_roman", "“It’s ours,” he said. “It’s the river’s.”"),
    ],
)
def test_other_encodings_are_detected_and_said(tmp_path, encoding, extra):
    text = ARTICLE + extra
    document = _one(_write(tmp_path, "a.txt", text.encode(encoding)))
    assert document.text.removeprefix("\ufeff") == text
    assert document.encoding != "utf-8"


ERRORS = {
    "empty": ("a.txt", b"", "an empty file"),
    "blank": ("a.txt", b" \n\n\t ", "an empty file"),
    "binary": ("a.txt", b"abc\0\xff\xfe" * 200, "NUL|neither UTF-8"),
    "random bytes": ("a.txt", bytes(range(128, 256)) * 30, "neither UTF-8"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n123", "a picture"),
    "one long line": ("a.txt", b"word " * 1_000_000, "a line of 5,000,000 characters"),
    "too long": ("a.txt", ARTICLE.encode() * 8000, "too many for one article"),
    "german": (
        "a.txt",
        "Die neue Brücke wurde am Freitag vom Bürgermeister eröffnet. Er sagte, der Bau habe vier Jahre gedauert.",
        r"not English \(de\)",
    ),
    "pdf": ("a.pdf", b"%PDF-1.4", "pdftotext"),
    "a page without an article": ("a.html", "<html><body></body></html>", "no article found"),
    "only boilerplate": ("a.txt", "Share\nSubscribe now\n© 2020 Example Media\n", "only boilerplate"),
    "an empty corpus": ("a.jsonl", b"", "an empty file"),
}


@pytest.mark.parametrize(("name", "content", "message"), ERRORS.values(), ids=ERRORS)
def test_a_file_of_no_use_is_one_line_with_file_and_cure(tmp_path, name, content, message):
    error = _one(_write(tmp_path, name, content))
    assert isinstance(error, DocumentError)
    assert "\n" not in str(error)
    assert name in str(error)
    assert error.cure
    with pytest.raises(DocumentError, match=message):
        raise error


def test_missing_file_empty_folder_and_glob_without_a_match(tmp_path):
    (tmp_path / "empty").mkdir()
    results = list(read([str(tmp_path / "no.txt"), str(tmp_path / "empty"), str(tmp_path / "*.htm")]))
    assert [r.problem for r in results] == [
        "no such file or folder",
        "a folder without anything readable",
        "matches no file",
    ]


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = _write(tmp_path, "a.txt", ARTICLE)

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert "permission denied" in str(_one(path))


def test_a_folder_is_read_in_order_with_paths_below_it(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt", "f.csv"):
        _write(tmp_path, name, f"{ARTICLE}Told as {name}.\n")
    found = list(read([str(tmp_path)]))
    assert [(d.identifier, d.source) for d in found] == [
        ("a.txt", "a.txt"),
        ("b.txt", "b.txt"),
        ("c.txt", "sub/c.txt"),
    ]
    assert [d.identifier for d in read([str(tmp_path / "*.txt")])] == ["a.txt", "b.txt"]
    assert [d.identifier for d in read([str(tmp_path / "**" / "c.txt")])] == ["c.txt"]


def test_a_named_file_is_read_whatever_its_suffix(tmp_path):
    assert _one(_write(tmp_path, "article", ARTICLE)).identifier == "article"


def test_the_second_of_one_identifier_is_an_error(tmp_path):
    _write(tmp_path, "x/a.txt", ARTICLE)
    _write(tmp_path, "y/a.txt", ARTICLE)
    _write(tmp_path, "z/a.txt", ARTICLE + "More followed, the mayor said.\n")
    first, same, other = read([str(tmp_path)])
    assert isinstance(first, Document)
    assert "the same text was read from x/a.txt" in str(same)
    assert "x/a.txt has the same identifier and another text" in str(other)


def test_json_lines_and_their_bad_lines(tmp_path):
    lines = [
        {"id": "n1", "text": ARTICLE, "published": "2019-03-02T10:00:00Z", "publisher": "Neretva Post", "title": "T"},
        {"id": 2, "text": ARTICLE, "url": "https://example.org/2"},
        {"id": "n3"},
        {"id": "n4", "text": ARTICLE, "published": "last week"},
        {"id": "n5", "text": "\ud800" + ARTICLE},
        {"id": "n6", "text": ARTICLE, "language": "fr"},
    ]
    body = "\n".join(map(json.dumps, lines)) + '\n{"id": "n7", \n[1]\n\n'
    results = list(read([_write(tmp_path, "c.jsonl", body)]))
    good, second, *bad = results
    assert (good.identifier, good.published, good.published_basis) == ("n1", date(2019, 3, 2), DateBasis.METADATA)
    assert (good.publisher, good.title, good.source) == ("Neretva Post", "T", "c.jsonl")
    assert (second.identifier, second.url, second.published) == ("2", "https://example.org/2", None)
    assert [(e.source.rpartition("/")[2], e.problem.split(" (")[0]) for e in bad] == [
        ("c.jsonl:3", 'no "text", or not a string'),
        ("c.jsonl:4", '"published" is not a day'),
        ("c.jsonl:5", "broken Unicode"),
        ("c.jsonl", "not English"),
        ("c.jsonl:7", "not JSON"),
        ("c.jsonl:8", "not a JSON object"),
    ]


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Bridge opens | Neretva Post</title>
<meta property="og:title" content="Bridge opens in Mostar"><meta property="og:site_name" content="Neretva Post">
<meta property="article:published_time" content="2019-03-02T08:00:00+01:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Bridge opens in Mostar</h1>
<p>The new bridge in Mostar was opened on Friday by the mayor, who said that it had taken four years to build.</p>
<p>The old bridge, which was damaged by a flood, will be pulled down in the spring, according to the builders.</p>
<p>Hundreds of people watched the ceremony, and a choir of schoolchildren sang on the eastern bank of the river.</p>
</article><footer>Contact us</footer></body></html>"""


def test_a_page_becomes_its_article(tmp_path):
    document = _one(_write(tmp_path, "a.html", PAGE))
    paragraphs = [line for line in document.text.splitlines() if line]
    assert paragraphs[0] == "Bridge opens in Mostar"
    assert len(paragraphs) == 4
    assert (document.published, document.published_basis) == (date(2019, 3, 2), DateBasis.METADATA)
    assert (document.publisher, document.title) == ("Neretva Post", "Bridge opens in Mostar")


def test_a_page_in_the_charset_that_it_declares(tmp_path):
    page = PAGE.replace("utf-8", "iso-8859-2").replace("the mayor", "Łukasz Żółć")
    document = _one(_write(tmp_path, "a.html", page.encode("iso-8859-2")))
    assert "Łukasz Żółć" in document.text
    assert document.encoding == "iso-8859-2"


def test_a_table_fills_what_files_do_not_say(tmp_path):
    plain = _write(tmp_path, "plain.txt", ARTICLE)
    dated = _write(tmp_path, "dated.txt", ARTICLE.replace("\n\n", "\nMonday, March 4, 2019\n\n"))
    table = tmp_path / "m.csv"
    table.write_text(
        "file,published,publisher,url\nplain.txt,2019-03-02,Neretva Post,\ndated.txt,2001-01-01,,\nx.txt,2.3.2019,,\n"
    )
    first, second, error = read([plain, dated], metadata=table)
    assert (first.published, first.published_basis) == (date(2019, 3, 2), DateBasis.GIVEN)
    assert first.publisher == "Neretva Post"
    assert (second.published, second.published_basis) == (date(2019, 3, 4), DateBasis.TEXT)
    assert "m.csv:4" in str(error)


def test_a_table_that_is_none_stops_the_run(tmp_path):
    table = tmp_path / "m.csv"
    table.write_text("name;day\n")
    with pytest.raises(RunError, match="no column 'file'"):
        list(read([_write(tmp_path, "a.txt", ARTICLE)], metadata=table))
    with pytest.raises(RunError, match="cannot be read"):
        list(read([], metadata=tmp_path / "none.csv"))


def test_a_table_for_other_files_is_said(tmp_path):
    table = tmp_path / "m.csv"
    table.write_text("file,published\nother.txt,2019-03-02\n")
    _, error = read([_write(tmp_path, "a.txt", ARTICLE)], metadata=table)
    assert "no row names a document" in str(error)


def test_reading_is_lazy(tmp_path):
    source = _write(tmp_path, "a.txt", ARTICLE)
    documents = read([source, str(tmp_path / "missing.txt")])
    assert isinstance(next(documents), Document)


def test_every_reader_is_in_the_table():
    assert all(suffix.startswith(".") and suffix.islower() for suffix in READERS)


def test_the_samples_are_a_folder():
    assert len(sample_sources()) == 1
