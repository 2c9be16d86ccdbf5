"""Whose country somebody is, and what is promised, threatened or demanded, on sentences of other subjects."""

from __future__ import annotations

import pytest

from kg.gazetteer.leaders import leads


@pytest.mark.parametrize(
    ("name", "titled", "country"),
    [
        ("Julius Nyerere", False, "TZA"),
        ("Nyerere", True, "TZA"),
        ("Nyerere", False, None),
        ("Nestor Kirchner", False, "ARG"),
        ("Néstor Kirchner", False, "ARG"),
        ("Ana Silva Example", True, None),
    ],
)
def test_leaders(name: str, titled: bool, country: str | None) -> None:
    assert leads(name, titled=titled) == country
