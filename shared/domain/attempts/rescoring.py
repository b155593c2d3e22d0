"""Rescoring: what scored attempts would come to by a question's newer version, shown before it is applied."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.domain.attempts.results import AttemptResult, QuestionResult
from shared.errors import FailedPrecondition

PAGE = 50
"""How many attempts one event is about, so that a commit stays small."""


class RescoringStatus(StrEnum):
    """Running finds attempts and runs their answers; nothing is changed before it is applied."""

    RUNNING = "running"
    APPLYING = "applying"
    APPLIED = "applied"


class Rescoring(Entity):
    """One question of one assessment, scored anew by one of its versions. `listed` says that every attempt is found.

    Points that people gave stay, unless it `replaces_given` ones. One `by_rubric` is by a version of the question's
    rubric: it judges the graders' marks anew, and replaces overrides only where it `replaces_given` points.
    """

    assessment_id: str
    question_id: str
    version: int
    by_rubric: bool = False
    replaces_given: bool = False
    status: RescoringStatus = RescoringStatus.RUNNING
    listed: bool = False
    created_by: str
    created_at: datetime
    applied_by: str | None = None
    applied_at: datetime | None = None

    def all_listed(self) -> Self:
        """Return the rescoring once every attempt is found."""
        return self.with_(listed=True)

    def applying(self, *, by: str, waiting: int, at: datetime) -> Self:
        """Return the rescoring while it is applied; raise FailedPrecondition while runs are still to come."""
        if self.status is not RescoringStatus.RUNNING:
            raise FailedPrecondition("it was applied before", code="rescoring_applied")
        if not self.listed or waiting:
            raise FailedPrecondition("not every answer has been scored anew yet", code="rescoring_running")
        return self.with_(status=RescoringStatus.APPLYING, applied_by=by, applied_at=at)

    def applied(self) -> Self:
        """Return the rescoring once every attempt has its new result."""
        return self.with_(status=RescoringStatus.APPLIED)


class RescoredState(StrEnum):
    """Where one attempt stands in a rescoring; kept are the points that people gave."""

    WAITING = "waiting"
    KEPT = "kept"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    APPLIED = "applied"


class RescoredAttempt(Entity):
    """What one attempt's question came to before, and comes to now. The id is `rescoringId:attemptId`."""

    rescoring_id: str
    attempt_id: str
    candidate_name: str
    state: RescoredState = RescoredState.WAITING
    before: QuestionResult
    after: QuestionResult | None = None

    def scored(self, after: QuestionResult) -> Self:
        """Return it with the new result."""
        same = (after.points, after.verdict, after.needs_review) == (
            self.before.points,
            self.before.verdict,
            self.before.needs_review,
        )
        return self.with_(after=after, state=RescoredState.UNCHANGED if same else RescoredState.CHANGED)

    def applied(self) -> Self:
        """Return it once the attempt has the new result."""
        return self.with_(state=RescoredState.APPLIED)

    def kept(self) -> Self:
        """Return it as the points that people gave stay."""
        return self.with_(state=RescoredState.KEPT)


class ReplacedBy(StrEnum):
    """What replaced a result."""

    RESCORING = "rescoring"
    GRADING = "grading"
    OVERRIDE = "override"
    APPEAL = "appeal"


class EarlierResult(Entity):
    """An attempt's result as it was before something replaced one question's points.

    The id is `attemptId:` and the rescoring's, or one of its own. `author` is who decided; several graders are nobody.
    """

    attempt_id: str
    rescoring_id: str | None = None
    replaced_by: ReplacedBy = ReplacedBy.RESCORING
    question_id: str = ""
    author: str | None = None
    reason: str = ""
    replaced_at: datetime
    result: AttemptResult


def rescored_id(rescoring_id: str, attempt_id: str) -> str:
    """Return the id of one attempt in a rescoring, which is its run's as well."""
    return f"{rescoring_id}:{attempt_id}"
