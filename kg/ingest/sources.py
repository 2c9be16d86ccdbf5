"""Which files the user means: files, folders and globs, in an order that does not change."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError

GLOB_CHARACTERS = frozenset("*?[")

#: Formats that hold articles but that this program does not read, and what to do about them.
CURES = {
    ".doc": "save it as plain text",
    ".docx": "save it as plain text",
    ".epub": "convert it to plain text",
    ".odt": "save it as plain text",
    ".pdf": "convert it to plain text, for example with pdftotext",
    ".rtf": "save it as plain text",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, and how it is named in the graph.

    ``name`` is the path below the folder that the user gave, with forward slashes, else the file's own name.
    """

    path: Path
    name: str


def locate(sources: Sequence[str], suffixes: frozenset[str]) -> Iterator[SourceFile | DocumentError]:
    """Yield the files that ``sources`` name, in the order given; inside a folder or a glob sorted by path.

    A folder is read with its subfolders: the files with one of ``suffixes``, but nothing hidden. A file that is
    named outright is taken whatever its suffix. What cannot be found comes as a :class:`DocumentError`.
    """
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from _folder(path, source, suffixes)
        elif path.exists():
            yield _file(path, path.name)
        elif GLOB_CHARACTERS & set(source):
            yield from _glob(source, suffixes)
        else:
            yield DocumentError(source, "no such file or folder", "check the path")


def _file(path: Path, name: str) -> SourceFile | DocumentError:
    if cure := CURES.get(path.suffix.lower()):
        return DocumentError(str(path), f"a {path.suffix[1:].upper()} file, which is not read", cure)
    return SourceFile(path, name)


def _folder(root: Path, source: str, suffixes: frozenset[str]) -> Iterator[SourceFile | DocumentError]:
    found = False
    failures: list[DocumentError] = []

    def note(error: OSError) -> None:
        problem = error.strerror or "not readable"
        failures.append(DocumentError(str(error.filename), f"cannot be opened ({problem})", "check its permissions"))

    for folder, subfolders, names in os.walk(root, onerror=note):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if name.startswith(".") or suffix not in suffixes | CURES.keys():
                continue
            path = Path(folder) / name
            found = True
            yield _file(path, path.relative_to(root).as_posix())
    yield from failures
    if not found and not failures:
        yield DocumentError(source, "a folder without anything readable", f"articles end in {_listed(suffixes)}")


def _glob(pattern: str, suffixes: frozenset[str]) -> Iterator[SourceFile | DocumentError]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield DocumentError(pattern, "matches no file", "check the pattern, and quote it from the shell")
    for match in matches:
        yield from locate([glob.escape(match) if not Path(match).exists() else match], suffixes)


def _listed(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(suffixes))
