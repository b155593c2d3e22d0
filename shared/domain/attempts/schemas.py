"""Attempts as callers see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Self

from shared.domain.attempts.devices import Seat
from shared.domain.attempts.model import Answer, Attempt, AttemptStatus, ClosedBy, Interviewer
from shared.domain.attempts.rescoring import EarlierResult, ReplacedBy, RescoredState, Rescoring, RescoringStatus
from shared.domain.attempts.responses import Response
from shared.domain.attempts.results import AttemptResult, QuestionResult
from shared.domain.attempts.sections import SectionState
from shared.domain.attempts.timing import Multiplier, ShownTime, Timing
from shared.engines.results import Detail
from shared.model import FrozenModel, Points, View

if TYPE_CHECKING:
    from shared.engines.merkle.checkpoints import Signer


class SittingView(FrozenModel):
    """An attempt for the candidate who sits it; `server_time` is the clock the deadline is told by."""

    id: str
    assessment_id: str
    title: str
    status: AttemptStatus
    started_at: datetime
    deadline: datetime
    submitted_at: datetime | None
    active_seat: Seat | None
    time: ShownTime
    pair_mode: bool
    interviewers: tuple[Interviewer, ...]
    server_time: datetime

    @classmethod
    def of(cls, attempt: Attempt, *, now: datetime) -> Self:
        """Return the candidate's view of an attempt."""
        names = [name for name in SittingView.model_fields if name != "server_time"]
        return cls(**{name: getattr(attempt, name) for name in names}, server_time=now)


class SectionView(FrozenModel):
    """A section for the candidate; `deadline` is there once it runs, where it has a limit."""

    number: int
    title: str
    instructions: str
    time_limit_seconds: int | None
    state: SectionState
    started_at: datetime | None
    deadline: datetime | None
    finished_at: datetime | None


class TimetableView(FrozenModel):
    """The sections of an attempt; where they are `ordered`, one comes after the other."""

    ordered: bool
    sections: tuple[SectionView, ...]
    deadline: datetime
    server_time: datetime

    @classmethod
    def of(cls, attempt: Attempt, *, now: datetime) -> Self:
        """Return the candidate's view of an attempt's sections."""
        timetable = attempt.timetable
        sections = tuple(
            SectionView(
                number=place + 1,
                title=section.title,
                instructions=section.instructions,
                time_limit_seconds=section.time_limit_seconds,
                state=timetable.state(place, at=now),
                started_at=section.started_at,
                deadline=timetable.section_deadline(place),
                finished_at=section.finished_at,
            )
            for place, section in enumerate(timetable.sections)
        )
        return cls(ordered=timetable.ordered, sections=sections, deadline=attempt.deadline, server_time=now)


class AnswerView(View):
    """An answer for the candidate who wrote it."""

    question_id: str
    revision: int
    response: Response
    saved_at: datetime


class SavedView(FrozenModel):
    """The acknowledgement of a save; the receipt is a signed note, for the candidate to keep."""

    question_id: str
    revision: int
    saved_at: datetime
    receipt: str

    @classmethod
    def of(cls, answer: Answer, signer: "Signer") -> Self:
        """Return the acknowledgement of an answer's last save."""
        return cls(
            question_id=answer.question_id,
            revision=answer.revision,
            saved_at=answer.saved_at,
            receipt=signer.sign(answer.receipt.text),
        )


class ConflictCopyView(View):
    """What a tab wrote after another had taken the attempt."""

    question_id: str
    seat: Seat
    revision: int
    response: Response
    kept_at: datetime


class AccommodationView(View):
    """What one candidate is granted; the id is the invitation's."""

    id: str
    time_multiplier: Multiplier
    breaks: int
    break_minutes: int
    granted_by: str
    granted_at: datetime


class AttemptView(View):
    """An attempt for the hiring team; a preview of the assessment by its `seed` shows what this candidate was asked."""

    id: str
    assessment_id: str
    title: str
    candidate_name: str
    candidate_email: str
    status: AttemptStatus
    started_at: datetime
    deadline: datetime
    submitted_at: datetime | None
    closed_by: ClosedBy | None
    timing: Timing
    scored_at: datetime | None
    released_at: datetime | None
    points: Points | None
    max_points: Points
    practice: bool
    seed: str


class OwnQuestionResult(View):
    """One question of a result, for the candidate."""

    question_id: str
    kind: str
    title: str
    answered: bool
    points: Points
    max_points: Points
    needs_review: bool


class OwnResultView(FrozenModel):
    """A result for the candidate; `questions` where the assessment shows them."""

    attempt_id: str
    title: str
    points: Points
    max_points: Points
    passed: bool | None
    needs_review: bool
    scored_at: datetime
    questions: tuple[OwnQuestionResult, ...] | None

    @classmethod
    def of(cls, attempt: Attempt, result: AttemptResult) -> Self:
        """Return the candidate's view of a result."""
        each = tuple(OwnQuestionResult.of(question) for question in result.questions)
        return cls(
            attempt_id=attempt.id,
            title=attempt.title,
            points=result.points,
            max_points=result.max_points,
            passed=result.passed,
            needs_review=result.needs_review,
            scored_at=result.scored_at,
            questions=each if attempt.results.detail is Detail.QUESTIONS else None,
        )


class AttemptResultView(FrozenModel):
    """A result for the hiring team: each question, each test."""

    attempt: AttemptView
    points: Points
    max_points: Points
    passed: bool | None
    needs_review: bool
    questions: tuple[QuestionResult, ...]
    scored_at: datetime

    @classmethod
    def of(cls, attempt: Attempt, result: AttemptResult) -> Self:
        """Return the view of an attempt's result."""
        names = [name for name in cls.model_fields if name != "attempt"]
        return cls(attempt=AttemptView.of(attempt), **{name: getattr(result, name) for name in names})


class RescoringView(View):
    """A rescoring for the hiring team."""

    id: str
    assessment_id: str
    question_id: str
    version: int
    by_rubric: bool
    replaces_given: bool
    status: RescoringStatus
    created_by: str
    created_at: datetime
    applied_by: str | None
    applied_at: datetime | None


class RescoringDetail(RescoringView):
    """A rescoring with how many attempts stand where; `ready` says that it can be applied."""

    ready: bool
    attempts: dict[RescoredState, int]

    @classmethod
    def of_counts(cls, rescoring: Rescoring, counts: Mapping[RescoredState, int]) -> Self:
        """Return the view of a rescoring with its counts."""
        shown = RescoringView.of(rescoring)
        ready = rescoring.status is RescoringStatus.RUNNING and rescoring.listed and not counts[RescoredState.WAITING]
        return cls(
            **{name: getattr(shown, name) for name in RescoringView.model_fields},
            ready=ready,
            attempts=dict(counts),
        )


class RescoredAttemptView(View):
    """What one attempt's question came to before, and comes to now."""

    attempt_id: str
    candidate_name: str
    state: RescoredState
    before: QuestionResult
    after: QuestionResult | None


class EarlierResultView(FrozenModel):
    """A result that was replaced: when, by what and whom, and what it came to."""

    replaced_at: datetime
    replaced_by: ReplacedBy
    rescoring_id: str | None
    question_id: str
    author: str | None
    reason: str
    points: Points
    passed: bool | None
    needs_review: bool
    questions: tuple[QuestionResult, ...]

    @classmethod
    def of(cls, earlier: EarlierResult) -> Self:
        """Return the view of an earlier result."""
        of_result = ("points", "passed", "needs_review", "questions")
        own = [name for name in cls.model_fields if name not in of_result]
        return cls(
            **{name: getattr(earlier, name) for name in own},
            **{name: getattr(earlier.result, name) for name in of_result},
        )
