"""What a user meets: builds, bad input, repeated and interrupted builds, through the command itself."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

KG = [sys.executable, "-m", "kg"]

STORM = """Storm closes two ports in Ruritania

Monday, March 4, 2024

A storm closed the ports of Strelsau and Zenda on Sunday, the harbour authority said.

"We expect to reopen on Tuesday," harbour master Rosa Hentzau said.
"""

STRIKE = """Teachers strike over pay

Tuesday, March 5, 2024

Teachers in Canada began a strike on Monday. The union accused the government of breaking its promise.

The government declined to comment.
"""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def kg(*args):
    """Run the command in this process, where the pipeline is loaded once."""
    done = CliRunner().invoke(main, [*map(str, args)], prog_name="kg")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "storm.txt").write_text(STORM, encoding="utf-8")
    (folder / "strike.txt").write_text(STRIKE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(articles, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("built")
    done = kg("build", articles, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def test_a_build_writes_store_graph_page_and_report(built):
    assert (built / "store").is_dir()
    assert "att:Document" in (built / "graph.trig").read_text(encoding="utf-8")
    assert "<html" in (built / "graph.html").read_text(encoding="utf-8")
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert [d["status"] for d in report["documents"]] == ["built", "built"]
    assert all(d["counts"]["events"] > 0 for d in report["documents"])


def test_building_again_changes_nothing_and_reads_nothing(articles, built):
    before = sha(built / "graph.trig")
    done = kg("build", articles, "--out", built, "--json")
    assert done.returncode == 0, done.stderr
    assert {d["status"] for d in json.loads(done.stdout)["documents"]} == {"unchanged"}
    assert sha(built / "graph.trig") == before


def test_a_build_elsewhere_gives_the_same_bytes(articles, built, tmp_path):
    assert kg("build", articles / "strike.txt", "--out", tmp_path / "other", "--no-page").returncode == 0
    assert kg("build", articles, "--out", tmp_path / "other", "--no-page").returncode == 0
    assert sha(tmp_path / "other" / "graph.trig") == sha(built / "graph.trig")


def test_a_changed_file_replaces_its_document_and_nothing_else(articles, tmp_path):
    out, folder = tmp_path / "out", tmp_path / "in"
    folder.mkdir()
    for path in articles.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    assert kg("build", folder, "--out", out, "--no-page").returncode == 0
    graph = (out / "graph.trig").read_text(encoding="utf-8")
    (folder / "storm.txt").write_text(STORM.replace("two ports", "three ports"), encoding="utf-8")
    done = kg("build", folder, "--out", out, "--no-page", "--json")
    report = {d["source"]: d["status"] for d in json.loads(done.stdout)["documents"]}
    assert report == {"storm.txt": "built", "strike.txt": "unchanged"}
    changed = (out / "graph.trig").read_text(encoding="utf-8")
    assert "three ports" in changed
    assert "closes two ports" not in changed
    assert json.loads(done.stdout)["totals"]["documents"] == 2
    kept = [line for line in graph.splitlines() if "Teachers in Canada" in line]
    assert kept
    assert all(line in changed for line in kept)


def test_documents_can_be_taken_out(articles, tmp_path):
    out = tmp_path / "out"
    assert kg("build", articles, "--out", out, "--no-page").returncode == 0
    assert kg("remove", "storm.txt", "--out", out).returncode == 0
    graph = (out / "graph.trig").read_text(encoding="utf-8")
    assert "Strelsau" not in graph
    assert "Teachers" in graph
    missing = kg("remove", "storm.txt", "--out", out)
    assert missing.returncode == 1
    assert "storm.txt" in missing.stderr


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "german.txt": ("Die Regierung hat am Montag in Berlin ein neues Gesetz vorgestellt, das den Bau von Wohnungen "
                   "erleichtern soll. Die Opposition lehnt den Entwurf ab und fordert mehr Geld.\n" * 4).encode(),
    "oneline.txt": b"word " * 1_000_000,
}  # fmt: skip


def test_bad_input_is_named_with_the_cure_and_the_rest_is_built(articles, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "storm.txt").write_text(STORM, encoding="utf-8")
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    done = kg("build", folder, tmp_path / "missing.txt", "--out", tmp_path / "out", "--no-page", "--json")
    assert done.returncode == 1
    report = {d["source"]: d for d in json.loads(done.stdout)["documents"]}
    assert report["storm.txt"]["status"] == "built"
    for name in [*BAD, "missing.txt"]:
        found = next(d for source, d in report.items() if source.endswith(name))
        assert found["status"] == "skipped", name
        assert ";" in found["reason"], name
        lines = [line for line in done.stderr.splitlines() if name in line]
        assert len(lines) == 1, (name, done.stderr)


def test_a_folder_that_cannot_be_written_is_an_error_of_one_line(articles, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = kg("build", articles, "--out", tmp_path / "file" / "out")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--out" in done.stderr


@pytest.mark.parametrize("args", [("build", "--nonsense"), ("export",), ("query",)])
def test_wrong_usage_exits_with_2(args):
    assert kg(*args).returncode == 2


def test_a_query_without_a_graph_says_what_to_do(tmp_path):
    done = kg("query", "entities", "--out", tmp_path / "none")
    assert done.returncode == 1
    assert "kg build" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("delay", [4.0, 8.0])
def test_a_killed_build_leaves_a_whole_store(articles, built, tmp_path, delay):
    out = tmp_path / "out"
    with subprocess.Popen([*KG, "build", str(articles), "--out", str(out), "--no-page"], start_new_session=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # fmt: skip
        time.sleep(delay)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    done = kg("build", articles, "--out", out, "--no-page")
    assert done.returncode == 0, done.stderr
    assert sha(out / "graph.trig") == sha(built / "graph.trig")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ends processes by their group")
@pytest.mark.parametrize("delay", [0.0, 1.5])
def test_a_build_in_several_processes_that_is_killed_leaves_a_whole_store(tmp_path, delay):
    source = tmp_path / "many.jsonl"
    records = [{"id": f"{n}.txt", "text": STRIKE.replace("Canada", f"Canada {n}")} for n in range(90)]
    source.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert kg("build", source, "--out", whole, "--no-page", "--processes", 1).returncode == 0
    command = [*KG, "build", str(source), "--out", str(out), "--no-page", "--processes", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not (out / "store" / "changed.txt").exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(delay)
        process.kill()
    done = kg("build", source, "--out", out, "--no-page", "--processes", 2)
    assert done.returncode == 0, done.stderr
    assert sha(out / "graph.trig") == sha(whole / "graph.trig")
