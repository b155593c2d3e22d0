"""One run of one program against tests."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.engines.scoring.verdicts import Verdict
from shared.model import FrozenModel


class RunPurpose(StrEnum):
    """Why a program is run, and so who waits for it."""

    QUESTION_VALIDATION = "question_validation"
    PRACTICE = "practice"
    SCORING = "scoring"


class RunStatus(StrEnum):
    """Queued until its result is there."""

    QUEUED = "queued"
    COMPLETED = "completed"


class RunTest(FrozenModel):
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
