"""What is committed under ``output/`` is what the program makes of the sample corpus today."""

from pathlib import Path

import pytest

from kg.pipeline import build

OUTPUT = Path(__file__).resolve().parent.parent / "output"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("fresh")
    report = build([], out)
    assert not report.skipped
    return out


@pytest.mark.parametrize("name", ["graph.trig", "graph.html"])
def test_the_committed_output_is_not_stale(fresh, name):
    committed = (OUTPUT / name).read_bytes()
    assert (fresh / name).read_bytes() == committed, f"output/{name} is stale: run make demo and commit it"
