"""Putting graphs into a store beside other work: nothing is lost, whoever waits gets all, and errors arrive."""

import os
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import loading, open_store
from kg.store.loading import Loader


def graph(number, body="<urn:s> <urn:p> <urn:o>"):
    return lambda: f"<urn:g{number}> {{ {body} . }}\n".encode()


def give(loader, inner, count, start=0):
    for number in range(start, start + count):
        loader.add(inner, graph(number), 40, {f"urn:g{number}": f"{number}.txt"})


@pytest.mark.parametrize("count", [1, loading.PATIENCE, loading.PATIENCE + 1, 20])
def test_all_that_was_given_has_arrived_when_it_was_waited_for(count):
    loader, inner = Loader(), ox.Store()
    give(loader, inner, count)
    assert len(loader.coming) == count
    loader.wait()
    assert len(inner) == count
    assert not loader.coming


def test_a_few_steps_wait_until_there_is_a_hurry():
    loader, inner = Loader(), ox.Store()
    give(loader, inner, loading.PATIENCE)
    assert len(inner) == 0
    loader.hurry()
    loader.wait()
    assert len(inner) == loading.PATIENCE


def test_more_may_come_after_a_wait():
    loader, inner = Loader(), ox.Store()
    give(loader, inner, 2)
    loader.wait()
    give(loader, inner, 3, start=2)
    loader.wait()
    assert len(inner) == 5


def test_an_error_reaches_whoever_waits_and_only_once():
    loader, inner = Loader(), ox.Store()
    loader.add(inner, graph(1, "no graph at all"), 40, {})
    with pytest.raises(SyntaxError):
        loader.wait()
    loader.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority for each thread")
def test_the_threads_that_merge_files_let_others_go_first(tmp_path):
    with open_store(tmp_path / "store"):
        names = {path.parent.name: path.read_text() for path in Path("/proc/self/task").glob("*/comm")}
        merging = [int(task) for task, name in names.items() if name.startswith("rocksdb:low")]
        assert merging
        assert {os.getpriority(os.PRIO_PROCESS, task) for task in merging} == {loading.NICER}
        assert os.getpriority(os.PRIO_PROCESS, 0) < loading.NICER
