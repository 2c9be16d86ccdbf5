"""An answer as a table for people, or as CSV, JSON or Markdown for other programs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from kg.errors import RunError
from kg.graph.vocab import ATTEST
from kg.query.running import Cell, Iri, Result

#: The widest a column of a table gets, in characters; a sentence is cut, an IRI is not of use in full.
MAX_WIDTH = 72


def shown(cell: Cell) -> str:
    """Write a value for people: no line breaks, a term of the vocabulary by its name."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Iri):
        return cell.removeprefix(ATTEST)
    return " ".join(str(cell).split())


def _width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    marks = sum(unicodedata.combining(c) > 0 for c in text)
    return len(text) + wide - marks


def _cut(text: str) -> str:
    return text if len(text) <= MAX_WIDTH else text[: MAX_WIDTH - 1] + "…"


def _pad(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _table(result: Result) -> str:
    rows = [[_cut(shown(cell)) for cell in row] for row in result.rows]
    widths = [max(_width(v) for v in (name, *(r[i] for r in rows))) for i, name in enumerate(result.columns)]
    numbers = [
        bool(rows) and all(isinstance(r[i], int | float | Decimal) for r in result.rows)
        for i in range(len(result.columns))
    ]
    lines = [_line(result.columns, widths, numbers), "  ".join("─" * w for w in widths)]
    lines += [_line(row, widths, numbers) for row in rows]
    count = len(rows)
    lines.append(f"{count} row{'' if count == 1 else 's'}")
    return "\n".join(lines) + "\n"


def _line(values: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    cells = (_pad(v, w, right=n) for v, w, n in zip(values, widths, numbers, strict=True))
    return "  ".join(cells).rstrip()


def _csv(result: Result) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(["" if c is None else _plain_text(c) for c in row] for row in result.rows)
    return out.getvalue()


def _plain_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _json_value(cell: Cell) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return float(cell)
    return cell


def _json(result: Result) -> str:
    records = [{k: _json_value(v) for k, v in record.items()} for record in result.records()]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _markdown(result: Result) -> str:
    def row(values: Sequence[str]) -> str:
        return "| " + " | ".join(v.replace("\\", "\\\\").replace("|", "\\|") for v in values) + " |"

    lines = [row(result.columns), "|" + " --- |" * len(result.columns)]
    lines += [row([shown(cell) for cell in values]) for values in result.rows]
    return "\n".join(lines) + "\n"


#: The formats of an answer, by name.
FORMATS: dict[str, Callable[[Result], str]] = {"table": _table, "csv": _csv, "json": _json, "md": _markdown}


def format_result(result: Result, fmt: str = "table") -> str:
    """Write an answer in a format of :data:`FORMATS`; raise :class:`RunError` for any other."""
    if fmt not in FORMATS:
        raise RunError(f"no format {fmt!r}; there are: {', '.join(FORMATS)}")
    return FORMATS[fmt](result)
