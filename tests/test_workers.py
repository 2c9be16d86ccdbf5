"""Reading in several processes: the same documents, in the same order, and nothing left running."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg import reading, workers
from kg.errors import DocumentError, RunError
from kg.model import Document
from kg.report import Read
from kg.settings import Settings
from kg.workers import Readers, portions

SENTENCES = (
    "Officials in Ruritania closed the bridge at Zenda on Monday.",
    "The mayor of Strelsau said the river would fall by Friday.",
    '"Nobody was hurt," harbour master Rosa Hentzau told the Zenda Post.',
    "Engineers blamed the builders, who denied it.",
)


def documents(count):
    for n in range(count):
        text = " ".join(SENTENCES[n % 4 :] + SENTENCES[: n % 4])
        yield Document(f"{n}.txt", text, f"{n}.txt", f"{n:064d}")


@pytest.mark.parametrize(("count", "crew"), [(0, 2), (1, 2), (3, 2), (200, 2), (1000, 4), (65, 3)])
def test_portions_hold_every_document_once_and_shrink_towards_the_end(count, crew):
    cut = list(portions(iter(documents(count)), crew))
    assert [d.identifier for part in cut for d in part] == [f"{n}.txt" for n in range(count)]
    sizes = [len(part) for part in cut]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 < size <= workers.BATCH for size in sizes)
    assert not sizes[:-1] or min(sizes[:-1]) >= workers.SMALLEST


def test_portions_are_drawn_as_they_are_needed():
    drawn = []
    source = (drawn.append(d) or d for d in documents(1000))
    next(portions(source, 2))
    assert len(drawn) == 4 * workers.BATCH


def test_much_is_told_by_the_sizes_of_files_folders_and_patterns(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "deep/b.txt"):
        (tmp_path / name).write_bytes(b"x" * (workers.MUCH // 2))
    assert workers.is_much([str(tmp_path)])
    assert workers.is_much([str(tmp_path / "a.txt"), str(tmp_path / "deep")])
    assert workers.is_much([str(tmp_path / "**" / "*.txt")])
    assert not workers.is_much([str(tmp_path / "a.txt")])
    assert not workers.is_much([str(tmp_path / "none.txt")])


def test_readers_that_began_also_read_a_few(alone):
    with Readers(Settings(processes=2)) as readers:
        readers.begin()
        assert list(readers.read(documents(3))) == alone[:3]


@pytest.fixture(scope="module")
def alone():
    with Readers(Settings(processes=1)) as readers:
        return list(readers.read(documents(70)))


def test_several_processes_read_what_one_reads(alone):
    with Readers(Settings(processes=3)) as readers:
        assert list(readers.read(documents(70))) == alone
        assert not readers.here
    assert all(isinstance(found, Read) for found in alone)


@pytest.mark.slow
def test_a_process_with_threads_is_not_copied_and_reads_the_same(alone, monkeypatch):
    monkeypatch.setattr(workers, "_can_be_copied", lambda: False)
    with Readers(Settings(processes=2)) as readers:
        assert list(readers.read(documents(70))) == alone


def test_few_documents_start_nothing(alone):
    with Readers(Settings(processes=2)) as readers:
        assert list(readers.read(documents(3))) == alone[:3]
        assert readers.here
        assert list(readers.read(())) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_breaks_a_rule_is_reported_and_the_rest_is_read(alone, monkeypatch, processes):
    if processes > 1 and not workers._can_be_copied():
        pytest.skip("this process has threads: the readers are started anew, without the broken rule")

    def extraction(self, document, doc):
        if document.identifier == "40.txt":
            raise ValueError("odd")
        found = genuine(self, document, doc)
        if document.identifier == "41.txt":
            return replace(found, mentions=tuple(replace(m, type="Nonesuch") for m in found.mentions))
        return found

    genuine = reading.Reader.extraction
    monkeypatch.setattr(reading.Reader, "extraction", extraction)
    with Readers(Settings(processes=processes)) as readers:
        found = list(readers.read(documents(70)))
    assert isinstance(found[40], DocumentError)
    assert "odd" in str(found[40])
    assert isinstance(found[41], DocumentError)
    assert "att:Nonesuch is not in schemas" in str(found[41])
    assert found[:40] + found[42:] == alone[:40] + alone[42:]


def test_a_pipeline_that_is_not_there_is_said_by_the_processes_too():
    settings = Settings(processes=2, pipeline="no_such_pipeline")
    with Readers(settings) as readers, pytest.raises(RunError, match="no_such_pipeline"):
        list(readers.read(documents(70)))


def children():
    """Return the process ids of this process's children, and theirs."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(path.parent.name)] = int(fields[1])
    mine = {os.getpid()}
    while more := {pid for pid, parent in found.items() if parent in mine} - mine:
        mine |= more
    return mine - {os.getpid()}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_that_dies_stops_the_run_with_a_cure_and_leaves_nothing_running():
    before = children()
    with Readers(Settings(processes=2)) as readers:
        found = readers.read(documents(3000))
        next(found)
        victims = children() - before
        assert len(victims) == 2
        os.kill(max(victims), signal.SIGKILL)
        with pytest.raises(RunError, match="--processes 1"):
            list(found)
    deadline = time.monotonic() + 20
    while children() - before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not children() - before


def test_a_reader_that_loses_interest_leaves_nothing_running():
    before = children()
    with Readers(Settings(processes=2)) as readers:
        next(readers.read(replace(d, source="x") for d in documents(3000)))
    assert not children() - before
