"""The two loudnesses of failure: skip this document, or stop the run."""

from __future__ import annotations


class AttestError(Exception):
    """Something that the user can mend. The message is one line: what is wrong, where, and the cure."""


class DocumentError(AttestError):
    """A document that cannot be used: skip it and go on with the rest.

    ``source`` is the file (or record) as the user named it.
    """

    def __init__(self, source: str, problem: str, cure: str) -> None:
        """Name the source, the problem and the cure."""
        super().__init__(f"{source}: {problem}; {cure}")
        self.source = source
        self.problem = problem
        self.cure = cure

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str]]:
        """Let it pass from one process to another: an exception's own way would call it with the message alone."""
        return type(self), (self.source, self.problem, self.cure)


class RunError(AttestError):
    """The run cannot go on: nothing to write to, a broken store, a setting that makes no sense."""
