"""Reading in several processes: one loads the pipeline, and the others are made of it, so that all share its memory.

They are made before anything else is opened: a process that other threads run in (the store has some) cannot be copied
safely. Until there is enough to read they only wait.
"""

from __future__ import annotations

import gc
import glob
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING

from kg.errors import AttestError, RunError
from kg.model import Document
from kg.report import Outcome
from kg.settings import BATCH, Settings

if TYPE_CHECKING:
    from kg.reading import Reader

#: More than this many workers wait for the one writer, which takes a quarter of the time of reading.
MOST_PROCESSES = 4

#: Below this many documents one process is done as soon.
WORTH_A_WORKER = BATCH

#: So many portions a worker is given at a time, so that it need not wait while the writer stores.
GIVEN_AHEAD = 2

#: So many documents are taken in, at most, while the pipeline is loaded.
READ_AHEAD = 500

#: No portion is handed out that is so many, for each worker, ahead of the one that is waited for.
MOST_AHEAD = 8

#: A portion is never smaller: below, the parse costs more.
SMALLEST = 4

#: From so many bytes on, a corpus is read sooner by several processes than by one: some fifty short articles.
MUCH = 100_000

_START, _READY = "start", "ready"

type Portion = tuple[Document, ...]
type Reply = tuple[int, list[Outcome]]


def is_much(sources: Sequence[str]) -> bool:
    """Tell, by the sizes of the files that ``sources`` name, whether there is much to read (:data:`MUCH`)."""
    size = 0
    for source in sources:
        for name in [source] if os.path.exists(source) else glob.iglob(source, recursive=True):
            files = [name] if os.path.isfile(name) else (os.path.join(f, n) for f, _, ns in os.walk(name) for n in ns)
            for file in files:
                size += os.path.getsize(file) if os.path.isfile(file) else 0
                if size >= MUCH:
                    return True
    return False


def portions(documents: Iterable[Document], workers: int) -> Iterator[Portion]:
    """Cut documents into portions for workers: full batches, and smaller ones as the end comes in sight.

    So the workers are done at about the same time.
    """
    rest = iter(documents)
    sight = 2 * workers * BATCH
    ahead = deque(islice(rest, sight))
    while ahead:
        size = BATCH if len(ahead) == sight else max(SMALLEST, min(BATCH, len(ahead) // (2 * workers)))
        yield tuple(ahead.popleft() for _ in range(min(size, len(ahead))))
        ahead.extend(islice(rest, sight - len(ahead)))


class Readers:
    """Reads documents here, or in processes of their own where that is sooner done. Use as a context manager."""

    def __init__(self, settings: Settings) -> None:
        """Make the processes, if there may be more than one."""
        self._settings = settings
        count = settings.processes or min(MOST_PROCESSES, _cores())
        self._crew = _Crew(count, settings) if count > 1 else None
        #: Whether documents are read in this process.
        self.here = False

    def begin(self) -> None:
        """Load the pipeline, since there is much to read."""
        if self._crew is not None:
            self._crew.begin()

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """Read documents in order; a document on which a rule fails becomes a :class:`kg.errors.DocumentError`."""
        rest = iter(documents)
        first = list(islice(rest, WORTH_A_WORKER))
        if not first:
            return
        if self._crew is None or not (self._crew.begun or len(first) == WORTH_A_WORKER):
            self.here = True
            yield from _reader(self._settings).read(chain(first, rest))
        else:
            yield from self._crew.read(chain(first, rest))

    def hang_up(self) -> None:
        """Let the processes go, without waiting until they are gone."""
        if self._crew is not None:
            self._crew.hang_up()

    def close(self) -> None:
        """Let the processes go."""
        if self._crew is not None:
            self._crew.close()

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _reader(settings: Settings) -> Reader:
    """Load the pipeline; only who reads imports it, which takes seconds, and the others go on meanwhile.

    Hardly anything that is made meanwhile is thrown away, so the garbage collector waits (measured: a tenth of the time
    of loading).
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        from kg.reading import reader_for

        return reader_for(settings)
    finally:
        if collecting:
            gc.enable()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class _Crew:
    """The processes that read, each at the other end of a pipe."""

    def __init__(self, count: int, settings: Settings) -> None:
        """Make them: copies of this process where that is safe, else processes that start anew."""
        copied = _can_be_copied()
        make: Callable[..., BaseProcess] = get_context("fork").Process if copied else get_context("spawn").Process
        pipes = [Pipe() for _ in range(count)]
        self._ends = [ours for ours, _ in pipes]
        theirs = [end for _, end in pipes]
        families = [theirs] if sys.platform == "linux" else [[end] for end in theirs]
        inherited = self._ends if copied else []
        self._families = [make(target=_family, args=(inherited, ends, settings)) for ends in families]
        self._heads = self._ends if len(families) > 1 else self._ends[:1]
        self.begun = False
        for process in self._families:
            process.start()
        for end in theirs:
            end.close()

    def begin(self) -> None:
        """Let them load the pipeline."""
        if not self.begun:
            self.begun = True
            for head in self._heads:
                head.send(_START)

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """Hand out portions, and yield what comes back in the order of the documents."""
        self.begin()
        waiting = enumerate(portions(self._read_ahead(iter(documents)), len(self._ends)))
        portion = next(waiting, None)
        idle: deque[Connection] = deque()
        done: dict[int, list[Outcome]] = {}
        turn = sent = received = 0
        while portion is not None or received < sent:
            while idle and portion is not None and sent - turn < MOST_AHEAD * len(self._ends):
                idle.popleft().send(portion)
                sent += 1
                portion = next(waiting, None)
            ready = wait(self._ends)
            for end in self._ends:
                if end not in ready:
                    continue
                reply = _reply(end)
                if reply is None:
                    idle.extend([end] * GIVEN_AHEAD)
                else:
                    done[reply[0]] = reply[1]
                    received += 1
                    idle.append(end)
            while turn in done:
                yield from done.pop(turn)
                turn += 1

    def _read_ahead(self, documents: Iterator[Document]) -> Iterator[Document]:
        """Take documents in while the pipeline is loaded: the processor has nothing else to do."""
        ahead: list[Document] = []
        while len(ahead) < READ_AHEAD and not wait(self._ends, timeout=0):
            if (document := next(documents, None)) is None:
                break
            ahead.append(document)
        return chain(ahead, documents)

    def hang_up(self) -> None:
        """Close the pipes, upon which they end."""
        for end in self._ends:
            end.close()

    def close(self) -> None:
        """Hang up, and wait until they have ended."""
        self.hang_up()
        for process in self._families:
            process.join()


def _reply(end: Connection) -> Reply | None:
    """Take what a worker sends: None when it is ready, else what it has read. Raises what ended its work."""
    try:
        found = end.recv()
    except (EOFError, OSError) as error:
        raise RunError("a process that reads came to an end (out of memory?); try again with --processes 1") from error
    if isinstance(found, AttestError):
        raise found
    return None if found == _READY else found


def _can_be_copied() -> bool:
    """Tell whether this process may be forked: on Linux, when neither it nor the store has started a thread.

    (A library for linear algebra has threads too, but puts them away by itself.)
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    names = (path.read_text(encoding="utf-8") for path in Path("/proc/self/task").glob("*/comm"))
    return not any(name.startswith("rocksdb") for name in names)


def _family(inherited: Sequence[Connection], ends: Sequence[Connection], settings: Settings) -> None:
    """Wait until there is something to read, load the pipeline, and serve each end in a process with a copy of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads would wait, busily, for the cores of the others
    for end in inherited:
        end.close()
    head, *others = ends
    try:
        head.recv()
        _reader(settings)
    except EOFError:
        return
    except AttestError as error:
        head.send(error)
        return
    for end in others:
        rest = [other for other in ends if other is not end and not other.closed]
        get_context("fork").Process(target=_member, args=(end, rest, settings)).start()
        end.close()
    _serve(head, settings)


def _member(end: Connection, others: Sequence[Connection], settings: Settings) -> None:
    for other in others:
        other.close()
    _serve(end, settings)


def _serve(end: Connection, settings: Settings) -> None:
    """Read what comes in, until the other side hangs up."""
    tasks: SimpleQueue[tuple[int, Portion] | None] = SimpleQueue()
    threading.Thread(target=_take_in, args=(end, tasks), daemon=True).start()
    reader = _reader(settings)
    try:
        end.send(_READY)
        while (task := tasks.get()) is not None:
            number, documents = task
            end.send((number, list(reader.read(documents))))
    except OSError:  # nobody listens any more
        return


def _take_in(end: Connection, tasks: SimpleQueue[tuple[int, Portion] | None]) -> None:
    """Take portions off the pipe as they come, so that neither side ever waits for the other to read."""
    try:
        while True:
            tasks.put(end.recv())
    except (EOFError, OSError):
        tasks.put(None)
