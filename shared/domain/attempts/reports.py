"""The report on one candidate: what they were asked, what came of it, and where they stand among the others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from shared.data.unit_of_work import Reads
from shared.domain.attempts.model import Answer, Attempt, ClosedBy, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptResultRepository
from shared.domain.attempts.results import AttemptResult, QuestionResult, TestPoints
from shared.domain.attempts.standings import scored_attempts
from shared.engines.item_analysis.ranks import Standing
from shared.engines.report_parts import ReportedComment, ReportedIntegrity
from shared.engines.working_time import seconds_worked
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, Points


class ReportedQuestion(FrozenModel):
    """One question with its tests; `last_saved_at` is when the answer that was scored was saved.

    `seconds_worked` is estimated from the times of its saves. Comments are there once the result was released.
    """

    question_id: str
    kind: str
    title: str
    answered: bool
    language: str | None
    verdict: str | None
    points: Points
    max_points: Points
    needs_review: bool
    last_saved_at: datetime | None
    seconds_worked: int | None
    tests: tuple[TestPoints, ...]
    comments: tuple[ReportedComment, ...]

    @classmethod
    def of(
        cls,
        result: QuestionResult,
        answer: Answer | None,
        *,
        seconds_worked: int | None,
        comments: tuple[ReportedComment, ...],
    ) -> Self:
        """Return the report on a question."""
        own = cls.model_fields.keys() & QuestionResult.model_fields.keys()
        return cls(
            **{name: getattr(result, name) for name in own},
            last_saved_at=answer.saved_at if answer else None,
            seconds_worked=seconds_worked,
            comments=comments,
        )


class ReportedSection(FrozenModel):
    """One section; an assessment without any is reported as one without a title."""

    title: str
    points: Points
    max_points: Points
    questions: tuple[ReportedQuestion, ...]


class CandidateReport(FrozenModel):
    """The whole report. The percentile, 0 to 100 with one place, is None where nobody is ranked among so many."""

    attempt_id: str
    candidate_name: str
    candidate_email: str
    assessment_title: str
    started_at: datetime
    submitted_at: datetime | None
    seconds_taken: int | None
    closed_by: ClosedBy | None
    scored_at: datetime
    points: Points
    max_points: Points
    score_percent: float
    passed: bool | None
    needs_review: bool
    percentile: float | None
    compared_with: int | None
    sections: tuple[ReportedSection, ...]
    integrity: ReportedIntegrity | None


async def candidate_report(
    reads: Reads,
    attempt: Attempt,
    comments: Mapping[str, tuple[ReportedComment, ...]],
    integrity: ReportedIntegrity | None,
) -> CandidateReport:
    """Return the report on an attempt's candidate, with comments by question.

    Raise FailedPrecondition before there is a result.
    """
    result = await AttemptResultRepository(reads).find(attempt.id)
    if result is None:
        raise FailedPrecondition("the attempt has no result yet; ask again later", code="attempt_not_scored")
    answers = AnswerRepository(reads)
    found = await answers.get_many([answer_id(attempt.id, asked.question_id) for asked in attempt.questions])
    given = {answer.question_id: answer for answer in found if answer is not None}
    percentile, compared = await _standing(reads, attempt)
    taken = attempt.submitted_at - attempt.started_at if attempt.submitted_at else None
    return CandidateReport(
        attempt_id=attempt.id,
        candidate_name=attempt.candidate_name,
        candidate_email=attempt.candidate_email,
        assessment_title=attempt.title,
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        seconds_taken=round(taken.total_seconds()) if taken is not None else None,
        closed_by=attempt.closed_by,
        scored_at=result.scored_at,
        points=result.points,
        max_points=result.max_points,
        score_percent=round(float(100 * result.points / result.max_points), 1) if result.max_points else 0.0,
        passed=result.passed,
        needs_review=result.needs_review,
        percentile=percentile,
        compared_with=compared,
        sections=_sections(attempt, result, given, comments),
        integrity=integrity,
    )


def _sections(
    attempt: Attempt,
    result: AttemptResult,
    given: Mapping[str, Answer],
    comments: Mapping[str, tuple[ReportedComment, ...]],
) -> tuple[ReportedSection, ...]:
    worked = seconds_worked(attempt.started_at, {id: answer.worked for id, answer in given.items()})
    sections: list[ReportedSection] = []
    for place in range(max(1, len(attempt.sections))):
        asked = [each.question_id for each in attempt.questions if each.section == place]
        results = [each for each in result.questions if each.question_id in asked]
        sections.append(
            ReportedSection(
                title=attempt.sections[place].title if attempt.sections else "",
                points=sum((each.points for each in results), start=result.points * 0),
                max_points=sum((each.max_points for each in results), start=result.max_points * 0),
                questions=tuple(
                    ReportedQuestion.of(
                        each,
                        given.get(each.question_id),
                        seconds_worked=worked.get(each.question_id),
                        comments=comments.get(each.question_id, ()),
                    )
                    for each in results
                ),
            )
        )
    return tuple(sections)


async def _standing(reads: Reads, attempt: Attempt) -> tuple[float | None, int | None]:
    try:
        scored = await scored_attempts(reads, attempt.assessment_id)
    except FailedPrecondition:
        return None, None
    own = next((each for each in scored if each.id == attempt.id), None)
    if own is None:
        return None, None
    percentile = Standing([each.share for each in scored]).percentile(own.share)
    return round(float(percentile), 1), len(scored) - 1
