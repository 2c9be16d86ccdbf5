"""Check a pack of evidence with nothing but Python's standard library.

    python3 verify.py              in the unpacked folder, or beside the zip:  python3 verify.py PACK.zip
    python3 verify.py --files DIR  also compare the original .txt files in DIR

Each sentence must stand in its text at its offsets (Unicode code points), each text and each part of the pack must have
its SHA-256. Exit code 0: all of it holds; 1: something does not, and it is named.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

Read = Callable[[str], bytes]


def sha256(data: bytes) -> str:
    """Hash some bytes."""
    return hashlib.sha256(data).hexdigest()


def check_parts(manifest: dict, read: Read) -> list[str]:  # type: ignore[type-arg]
    """Check that each file of the pack is as it was when it was made."""
    faults = []
    for name, wanted in manifest["files"].items():
        try:
            found = sha256(read(name))
        except (OSError, KeyError):
            faults.append(f"{name}: missing")
            continue
        if found != wanted:
            faults.append(f"{name}: changed (SHA-256 {found[:12]}..., was {wanted[:12]}...)")
    return faults


def check_sentences(manifest: dict, evidence: list, read: Read) -> list[str]:  # type: ignore[type-arg]
    """Check that each sentence stands where it is said to stand."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    for document in manifest["documents"]:
        try:
            data = read(document["text"])
            texts[document["iri"]] = data.decode("utf-8")
        except (OSError, KeyError, UnicodeDecodeError) as error:
            return [f"{document['text']}: cannot be read ({error})"]
        if sha256(data) != document["sha256"]:
            faults.append(f"{document['text']}: not the text that was read from {document['source']}")
    for item in evidence:
        found = texts[item["document"]][item["begin"] : item["end"]]
        if found != item["words"]:
            faults.append(f"row {item['row']}: {item['words']!r} does not stand at {item['begin']}..{item['end']}")
    return faults


def check_files(manifest: dict, folder: Path) -> list[str]:  # type: ignore[type-arg]
    """Check the original plain-text files, where they are found in the folder by name."""
    faults = []
    for document in manifest["documents"]:
        path = folder / Path(document["source"]).name
        if path.suffix != ".txt" or not path.is_file():
            continue
        text = path.read_bytes().decode(document["encoding"] or "utf-8", errors="replace").removeprefix("\ufeff")
        if sha256(text.encode("utf-8")) != document["sha256"]:
            faults.append(f"{path}: changed since it was read")
    return faults


def verify(read: Read, folder: Path | None = None) -> tuple[list[str], int]:
    """Check a pack; return what is wrong, and how many sentences were checked."""
    manifest = json.loads(read("manifest.json"))
    evidence = json.loads(read("evidence.json"))
    faults = check_parts(manifest, read) + check_sentences(manifest, evidence, read)
    if folder is not None:
        faults += check_files(manifest, folder)
    return faults, len(evidence)


def main(arguments: list[str]) -> int:
    """Run from the command line."""
    folder = None
    if "--files" in arguments:
        at = arguments.index("--files")
        folder = Path(arguments[at + 1])
        del arguments[at : at + 2]
    place = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    if place.is_file():
        with zipfile.ZipFile(place) as pack:
            faults, count = verify(pack.read, folder)
    else:
        faults, count = verify(lambda name: (place / name).read_bytes(), folder)
    for fault in faults:
        sys.stdout.write(f"WRONG  {fault}\n")
    if not faults:
        sys.stdout.write(f"OK: {count} sentences stand where they are said to stand, and nothing was changed\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
