"""The commands start at once: help, and what only asks, wait for no library that they do not use."""

import subprocess
import sys

import pytest

from kg.cli.out import DRAWN
from kg.render.export import WRITERS

SLOW = ("spacy", "networkx", "pyvis", "igraph", "rdflib", "pyshacl", "trafilatura")


def imported(*arguments):
    code = f"""
import sys
from kg.cli import main
try:
    main({list(arguments)!r})
except SystemExit:
    pass
print(*(name for name in {SLOW!r} if name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    return done.stderr.split()


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["queries"], ["calibrate", "--help"]])
def test_what_only_tells_imports_nothing_slow(arguments):
    assert imported(*arguments) == []


def test_the_formats_of_drawing_programs_are_those_that_can_be_written():
    assert sorted(WRITERS) == sorted(DRAWN)
