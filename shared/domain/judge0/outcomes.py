"""What is read of a run: domains don't know each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shared.engines.run_spec import RunSpec
from shared.engines.scoring.verdicts import Verdict


class TestOutcome(Protocol):
    """What one execution came to."""

    @property
    def verdict(self) -> Verdict:
        """How it was judged."""
        ...

    @property
    def cpu_ms(self) -> int:
        """CPU time."""
        ...

    @property
    def wall_ms(self) -> int:
        """Time on the clock."""
        ...

    @property
    def memory_kib(self) -> int:
        """Peak memory."""
        ...

    @property
    def exit_code(self) -> int | None:
        """What the program exited with."""
        ...

    @property
    def signal(self) -> int | None:
        """What killed the program."""
        ...

    @property
    def stdout(self) -> bytes | None:
        """All that it printed, of the deciding execution."""
        ...

    @property
    def stderr(self) -> bytes | None:
        """The same, of standard error."""
        ...


class RunOutcome(Protocol):
    """What all executions came to."""

    @property
    def verdict(self) -> Verdict:
        """The gravest."""
        ...

    @property
    def compiler_message(self) -> str:
        """Why it doesn't compile."""
        ...

    @property
    def tests(self) -> Sequence[TestOutcome]:
        """Each execution's."""
        ...

    @property
    def finished_at(self) -> datetime:
        """When the last one ended."""
        ...


class ExecutedRun(Protocol):
    """A program with what it was run on."""

    @property
    def source(self) -> str:
        """The program."""
        ...

    @property
    def spec(self) -> RunSpec | None:
        """What it is run on."""
        ...

    @property
    def result(self) -> RunOutcome | None:
        """What it came to, once it has run."""
        ...
