"""One run of one program against tests."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from shared.data.repository import Entity
from shared.engines.scoring.verdicts import Verdict
from shared.model import FrozenModel, View


class RunPurpose(StrEnum):
    """Why a program is run, and so who waits for it."""

    QUESTION_VALIDATION = "question_validation"
    PRACTICE = "practice"
    SCORING = "scoring"


class RunStatus(StrEnum):
    """Queued until its result is there."""

    QUEUED = "queued"
    COMPLETED = "completed"


class Judged(Protocol):
    """What a question's version gives for each test; domains don't know each other."""

    @property
    def id(self) -> str:
        """The test's name in its question."""
        ...

    @property
    def input(self) -> str:
        """What the program reads."""
        ...

    @property
    def expected_output(self) -> str:
        """What it must print."""
        ...

    @property
    def visible(self) -> bool:
        """Whether candidates may see it."""
        ...

    @property
    def weight(self) -> int:
        """Its part of the points."""
        ...


class RunTest(View):
    """A test as the judge gets it; the sandbox sees only the input."""

    id: str
    input: str
    expected_output: str
    visible: bool
    weight: int = 1


class TestResult(FrozenModel):
    """What one test came to; output is kept for visible tests only."""

    id: str
    visible: bool
    verdict: Verdict
    weight: int
    cpu_ms: int
    wall_ms: int
    memory_kib: int
    output: str = ""
    error_output: str = ""


class RunResult(FrozenModel):
    """What the whole run came to: the worst verdict of its tests."""

    verdict: Verdict
    compiler_message: str = ""
    tests: tuple[TestResult, ...]
    finished_at: datetime


class Run(Entity):
    """A program, its tests and, once it ran, the result. `subject_id` is the question's or the attempt's."""

    purpose: RunPurpose
    subject_id: str
    question_id: str
    language: str
    source: str
    tests: tuple[RunTest, ...]
    cpu_ms: int
    memory_mib: int
    status: RunStatus = RunStatus.QUEUED
    result: RunResult | None = None
    created_at: datetime

    def completed(self, result: RunResult) -> Self:
        """Return the run with its result."""
        return self.with_(status=RunStatus.COMPLETED, result=result)

    def failures(self) -> tuple[str, ...]:
        """Return why the program doesn't pass, one line for each failing test; none when every test is AC.

        Where we failed to run it, that is all we say: nothing is known about the program then.
        """
        result = self.result
        if result is None or result.verdict is Verdict.IE:
            return ("the tests could not be run, which is not the program's fault; try again",)
        if result.verdict is Verdict.CE:
            return (f"compile error (CE): {result.compiler_message}".rstrip(": "),)
        return tuple(f"test {test.id}: {test.verdict}" for test in result.tests if test.verdict is not Verdict.AC)
