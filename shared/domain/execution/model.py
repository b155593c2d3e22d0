"""One run of one program against tests."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.data.repository import Entity
from shared.engines.runs import RunResult, RunSpec
from shared.engines.scoring.verdicts import Verdict
from shared.ports.sandbox import Priority


class RunPurpose(StrEnum):
    """Why a program is run, and so who waits for it."""

    QUESTION_VALIDATION = "question_validation"
    QUESTION_IMPORT = "question_import"
    PRACTICE = "practice"
    SCORING = "scoring"
    SUBMISSION = "submission"
    RESCORING = "rescoring"

    @property
    def priority(self) -> Priority:
        """How urgent it is: somebody watches a practice run."""
        return Priority.INTERACTIVE if self is RunPurpose.PRACTICE else Priority.BULK


class RunStatus(StrEnum):
    """Queued until its result is there; listeners also learn that it is running."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"


class Run(Entity):
    """A program, what it is run on and, once it ran, the result. `subject_id` is the question's or the attempt's.

    `version_id` names the question's version where all its tests are meant, hidden ones included: they are never
    copied, and drawn anew for the seed where they have parameters. Otherwise `spec` holds everything.
    """

    purpose: RunPurpose
    subject_id: str
    question_id: str = ""
    language: str
    source: str
    files: dict[str, str] = Field(default_factory=dict)
    version_id: str | None = None
    variant_seed: int | None = None
    spec: RunSpec | None = None
    status: RunStatus = RunStatus.QUEUED
    result: RunResult | None = None
    created_at: datetime

    @classmethod
    def submitted(cls, id: str, *, language: str, source: str, spec: RunSpec, at: datetime) -> Self:
        """Return the run of a program that was sent for its own sake, to no question."""
        return cls(
            id=id,
            purpose=RunPurpose.SUBMISSION,
            subject_id=id,
            language=language,
            source=source,
            spec=spec,
            created_at=at,
        )

    def completed(self, result: RunResult) -> Self:
        """Return the run with its result."""
        return self.with_(status=RunStatus.COMPLETED, result=result)

    def failures(self) -> tuple[str, ...]:
        """Return why the program doesn't pass, one line for each failing test; none when every test is AC.

        Where we failed to run it, that is all we say: nothing is known about the program then.
        """
        result = self.result
        if result is not None and result.missing_languages:
            return tuple(f"{language} is not installed where programs run" for language in result.missing_languages)
        if result is None or result.verdict is Verdict.IE:
            return ("the tests could not be run, which is not the program's fault; try again",)
        if result.verdict is Verdict.CE:
            return (f"compile error (CE): {result.compiler_message}".rstrip(": "),)
        return tuple(f"test {test.id}: {test.verdict}" for test in result.tests if test.verdict is not Verdict.AC)


class RunProgress(Entity):
    """What browsers listen to while a run is on its way: no output, no tests. The id is the run's."""

    purpose: RunPurpose
    subject_id: str
    invitation_id: str = ""
    candidate_uid: str = ""
    status: RunStatus = RunStatus.QUEUED
    tests_done: int = 0
    tests_total: int
    verdict: Verdict | None = None

    @classmethod
    def of(cls, run: Run, *, tests: int, invitation_id: str, candidate_uid: str) -> Self:
        """Return the progress of a run that waits."""
        return cls(
            id=run.id,
            purpose=run.purpose,
            subject_id=run.subject_id,
            invitation_id=invitation_id,
            candidate_uid=candidate_uid,
            tests_total=tests,
        )

    def running(self, tests_done: int) -> Self:
        """Return the progress of a run on its way; tests that run once more are counted once."""
        return self.with_(status=RunStatus.RUNNING, tests_done=min(tests_done, self.tests_total))

    def completed(self, result: RunResult) -> Self:
        """Return the progress of a run that has its result."""
        return self.with_(status=RunStatus.COMPLETED, tests_done=self.tests_total, verdict=result.verdict)
