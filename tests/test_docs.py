"""The documentation can fail: what the program has stands in the README."""

import importlib.util
from pathlib import Path

import pytest

from kg.query import saved_queries

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _script():
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tests" / "readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMMANDS = _script().all_commands()


def test_there_are_commands():
    assert {"build", "query", "render", "check", "remove", "export"} <= COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"| `kg {command}` |" in README, "run make docs"


@pytest.mark.parametrize("query", sorted(saved_queries()))
def test_every_saved_query_is_in_the_readme(query):
    assert f"| `{query}` |" in README, "run make docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    text = COMMANDS[command].help
    assert "Example:" in text
    assert f"kg {command}" in text


def test_the_tables_are_those_of_the_program():
    assert _script().filled(README, quick=True) == README, "run make docs"


def test_the_example_has_been_run():
    begin, end = README.index("<!-- begin example -->"), README.index("<!-- end example -->")
    for line in _script().EXAMPLES:
        assert f"$ {line}\n" in README[begin:end], "run make docs"
