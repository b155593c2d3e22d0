"""Where attempts, answers, results and the listeners' projection are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import StoreQuery
from shared.domain.attempts.accommodations import Accommodation
from shared.domain.attempts.model import Answer, Attempt, AttemptStatusProjection, ConflictCopy
from shared.domain.attempts.rescoring import EarlierResult, RescoredAttempt, RescoredState, Rescoring
from shared.domain.attempts.results import AnswerScore, AttemptResult
from shared.domain.attempts.time_credit import Heartbeat

ATTEMPT_LIST = QueryShape("attempts", equals=("assessmentId", "status"), sorts=(("-startedAt",), ("startedAt",)))

EARLIER_LIST = QueryShape("earlierResults", equals=("attemptId",), sorts=(("-replacedAt",),), required=("attemptId",))

RESCORED_LIST = QueryShape("rescoredAttempts", equals=("rescoringId", "state"), sorts=(("attemptId",),))


class AccommodationRepository(Repository[Accommodation]):
    """What candidates are granted, by their invitation's id."""

    collection: ClassVar[str] = "accommodations"
    noun: ClassVar[str] = "accommodation"
    model = Accommodation


class AttemptRepository(Repository[Attempt]):
    """Attempts, by their invitation's id."""

    collection: ClassVar[str] = "attempts"
    noun: ClassVar[str] = "attempt"
    model = Attempt


class AnswerRepository(Repository[Answer]):
    """Answers, by `attemptId:questionId`."""

    collection: ClassVar[str] = "answers"
    noun: ClassVar[str] = "answer"
    model = Answer


class ConflictCopyRepository(Repository[ConflictCopy]):
    """What tabs wrote that had lost the attempt, by `attemptId:questionId:deviceId.tabId`."""

    collection: ClassVar[str] = "conflictCopies"
    noun: ClassVar[str] = "conflict_copy"
    model = ConflictCopy


class HeartbeatRepository(Repository[Heartbeat]):
    """When attempts were last heard of, by the attempt's id: apart from it, so that no save meets a heartbeat."""

    collection: ClassVar[str] = "heartbeats"
    noun: ClassVar[str] = "heartbeat"
    model = Heartbeat


class AnswerScoreRepository(Repository[AnswerScore]):
    """Results of questions that need no run, by `attemptId:questionId`."""

    collection: ClassVar[str] = "answerScores"
    noun: ClassVar[str] = "answer_score"
    model = AnswerScore


class AttemptResultRepository(Repository[AttemptResult]):
    """Results, by the attempt's id."""

    collection: ClassVar[str] = "attemptResults"
    noun: ClassVar[str] = "result"
    model = AttemptResult


class AttemptStatusRepository(Repository[AttemptStatusProjection]):
    """The projection browsers listen to."""

    collection: ClassVar[str] = "attemptStatus"
    noun: ClassVar[str] = "attempt_status"
    model = AttemptStatusProjection

    async def show(self, attempt: Attempt) -> None:
        """Show listeners where an attempt stands."""
        await self.put(AttemptStatusProjection.of(attempt))


class RescoringRepository(Repository[Rescoring]):
    """Rescorings."""

    collection: ClassVar[str] = "rescorings"
    noun: ClassVar[str] = "rescoring"
    model = Rescoring


class RescoredAttemptRepository(Repository[RescoredAttempt]):
    """Attempts in rescorings, by `rescoringId:attemptId`."""

    collection: ClassVar[str] = "rescoredAttempts"
    noun: ClassVar[str] = "rescored_attempt"
    model = RescoredAttempt

    async def count(self, rescoring_id: str, state: RescoredState) -> int:
        """Return how many attempts stand there."""
        equals = {"rescoringId": rescoring_id, "state": state.value}
        return await self._reads.count(StoreQuery("rescoredAttempts", RESCORED_LIST.filters(equals)))


class EarlierResultRepository(Repository[EarlierResult]):
    """Results that were replaced, by `attemptId:` and what replaced them."""

    collection: ClassVar[str] = "earlierResults"
    noun: ClassVar[str] = "earlier_result"
    model = EarlierResult
