"""Bytes to text, and the text as it stands: nothing stripped, no newline translated.

Offsets count in what this module returns. A byte order mark stays as the first code point, so that the same offsets
hold in ``open(path, encoding="utf-8", newline="")``.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from kg.errors import DocumentError
from kg.ingest.sources import SourceFile
from kg.model import Document

#: The longest text that spaCy parses, in characters (``Language.max_length``).
MAX_TEXT = 1_000_000
#: The longest paragraph that can be an article's. The longest met in news, without a line break, is about 40,000.
MAX_LINE = 200_000
#: A file over this many bytes is not an article in any encoding: four bytes a character.
MAX_BYTES = 4 * MAX_TEXT

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: The usual encoding of English text that is not UTF-8 (WHATWG takes ISO 8859-1 to mean it, too).
USUAL_ENCODING = "cp1252"
#: More than this share of odd characters (see :func:`_oddities`) among those outside ASCII: not the right encoding.
MAX_ODD_SHARE = 0.2

MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def decode(raw: bytes, source: str, *, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    UTF-8 when the bytes are UTF-8; else what a byte order mark or ``declared`` says; else the encoding, of those that
    charset-normalizer thinks possible, in which the fewest characters look out of place. Raises
    :class:`DocumentError` when the bytes are empty, binary, or text in no encoding that fits.
    """
    if not raw.strip():
        raise DocumentError(source, "an empty file", "remove it or fill it")
    for magic, kind in MAGIC:
        if raw.startswith(magic):
            raise DocumentError(source, f"{kind}, not text", "convert it to plain text")
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark) and (text := _try(raw, encoding)) is not None:
            return text, encoding
    for encoding in filter(None, ("utf-8", declared)):
        if b"\0" not in raw and (text := _try(raw, encoding)) is not None:
            return text, encoding.lower()
    return _detect(raw, source)


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _detect(raw: bytes, source: str) -> tuple[str, str]:
    """Choose between the encodings that the bytes could be in."""
    guesses = [match.encoding for match in from_bytes(raw)]
    candidates = [USUAL_ENCODING, *(g for g in guesses if g != USUAL_ENCODING)]
    if b"\0" in raw:  # text holds a NUL only in UTF-16 and UTF-32
        candidates = [g for g in guesses if g.startswith(("utf_16", "utf_32"))]
    best: tuple[float, str, str] | None = None
    for encoding in candidates:
        text = _try(raw, encoding)
        if text is None or "\0" in text:
            continue
        odd = _oddities(text)
        if best is None or odd < best[0]:
            best = (odd, text, encoding)
    if best is None or best[0] > MAX_ODD_SHARE:
        raise DocumentError(source, "neither UTF-8 nor text in an encoding that can be told", "save it as UTF-8 text")
    return best[1], best[2]


def _oddities(text: str) -> float:
    """Return the share, of the characters outside ASCII, that are out of place.

    Out of place are control characters and box drawings anywhere, a capital after a small letter, and a sign that is
    neither letter nor punctuation between two letters: what text looks like in the wrong encoding.
    """
    special = [i for i, char in enumerate(text) if not char.isascii()]
    odd = sum(_is_odd(text, i) for i in special)
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v")
    return (odd + controls) / max(1, len(special) + controls)


def _is_odd(text: str, i: int) -> bool:
    char = text[i]
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if not char.isprintable() and not char.isspace():
        return True
    if "\u2500" <= char <= "\u259f":
        return True
    if char.isupper():
        return before.islower() or (after.isupper() and before.islower())
    if char.isalpha():
        return before.isspace() and after.isspace() and char not in "àáéíóòèùâêîôû"
    return char not in "’‘-­–—" and before.isalpha() and after.isalpha()


def check_text(text: str, source: str) -> None:
    """Raise :class:`DocumentError` for a text that holds nothing or that is no article by its size."""
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise DocumentError(source, "an empty text", "remove it or fill it")
    if "\0" in text:
        raise DocumentError(source, "a binary file (it holds NUL characters)", "convert it to plain text")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise DocumentError(source, "broken Unicode (half a surrogate pair)", "write the text anew as UTF-8")
    longest = max(map(len, text.splitlines()))
    if longest > MAX_LINE:
        problem = f"a line of {longest:,} characters, which is no article"
        raise DocumentError(source, problem, f"break it into paragraphs of at most {MAX_LINE:,} characters")
    if len(text) > MAX_TEXT:
        problem = f"{len(text):,} characters are too many for one article"
        raise DocumentError(source, problem, f"split it into articles of at most {MAX_TEXT:,} characters")


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the file's bytes; raise :class:`DocumentError` when it cannot be read or is over ``limit`` bytes."""
    try:
        size = path.stat().st_size
        if size > limit:
            problem = f"{size:,} bytes are too many for one article"
            raise DocumentError(str(path), problem, "split it, or make it JSON lines with one article a line")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> DocumentError:
    """Return the error for a file that the system does not let us read."""
    problem = (error.strerror or "unknown reason").lower()
    return DocumentError(str(path), f"cannot be read ({problem})", "check that it is a file and its permissions")


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text as UTF-8: that of the file, where the file is UTF-8 text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_text(file: SourceFile) -> Iterator[Document]:
    """Yield the one article of a plain-text file; its headline is the first line."""
    path = str(file.path)
    raw = read_bytes(file.path, limit=MAX_BYTES * 2)
    text, encoding = decode(raw, path)
    check_text(text, path)
    yield Document(identifier=file.path.name, text=text, source=file.name, sha256=text_hash(text), encoding=encoding)
