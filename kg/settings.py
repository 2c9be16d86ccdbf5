"""What a user can set, read from TOML by the command line and passed down; and where the schema files are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import RunError
from kg.ids import DEFAULT_BASE

#: What a build leaves in its folder: the store, what was read with which rules, and what persons decided.
STORE = "store"
STATE = "state.json"
DECISIONS = "decisions.csv"

#: The readers that come with the package: the trained network, and the hand-written rules.
NETWORK = "network"
RULES = "rules"

#: Documents that the pipeline reads at a time (measured: in batches of 16 the parse takes a tenth more, in batches of
#: 64 no less).
BATCH = 32


def schema_path(name: str) -> Path:
    """Return the path of a file in ``schemas/``: inside the installed package, or beside it in a checkout.

    Raises :class:`RunError` when there is no such file, naming those that exist.
    """
    here = Path(__file__).resolve().parent
    roots = (here / "schemas", here.parent / "schemas")
    for root in roots:
        if (root / name).exists():
            return root / name
    known = sorted(str(p.relative_to(root)) for root in roots if root.is_dir() for p in root.rglob("*.*"))
    raise RunError(f"no schema file {name!r}; there are {', '.join(known)}; reinstall attest-kg")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that changes what a build gives.

    ``pipeline`` is a name or path for ``spacy.load``; empty means the one that comes with the package. ``base`` is the
    namespace of data IRIs. ``processes`` is how many read articles at a time (0: as many as there are cores, at most
    four). ``gazetteer`` is a file of the user's own names, in the format of ``schemas/gazetteer/``. ``reader`` says
    who decides what a text tells: ``network`` is the trained one that comes with the package, a folder one of your own
    (made by ``kg learn``), ``rules`` the hand-written rules. What the network is less ``sure`` of (0 to 1) is left out.
    """

    pipeline: str = ""
    base: str = DEFAULT_BASE
    processes: int = 0
    gazetteer: str = ""
    reader: str = RULES
    sure: float = 0.0

    @classmethod
    def read(cls, path: Path) -> Settings:
        """Read a TOML file whose keys are the fields above; raise :class:`RunError` on an unknown key."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise RunError(f"{path}: cannot be read as TOML ({error}); see README, Settings") from error
        known = {f.name for f in fields(cls)}
        if unknown := set(table) - known:
            raise RunError(f"{path}: unknown setting {sorted(unknown)[0]!r}; known are {', '.join(sorted(known))}")
        return cls(**table)
