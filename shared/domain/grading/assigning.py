"""An answer that waits for a person goes to the next graders of an assignment."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.grading.model import GradedAnswer, GraderAssignment, Grading, graded_id
from shared.domain.grading.repository import GradedAnswerRepository, GradingRepository


@dataclass(frozen=True, slots=True)
class WantedGrading:
    """An answer that waits, as its graders see it, and what it is worth."""

    attempt_id: str
    question_id: str
    title: str
    kind: str
    worth: Decimal


def give_to_graders(
    work: UnitOfWork, assignment: GraderAssignment, wanted: WantedGrading, able: Collection[str]
) -> GraderAssignment:
    """Give an answer to those whose turn it is among the able; return the assignment after that."""
    graders, following = assignment.next_graders(able)
    if not graders:
        return assignment
    about: dict[str, Any] = {
        "assessment_id": assignment.assessment_id,
        "attempt_id": wanted.attempt_id,
        "question_id": wanted.question_id,
        "worth": wanted.worth,
        "rubric_version": assignment.rubric_version,
    }
    gradings = [
        Grading(id=work.new_id(), **about, title=wanted.title, kind=wanted.kind, grader_id=grader, assigned_at=work.now)
        for grader in graders
    ]
    for grading in gradings:
        GradingRepository(work).add(grading)
    answer = GradedAnswer(
        id=graded_id(wanted.attempt_id, wanted.question_id),
        **about,
        threshold_percent=assignment.threshold_percent,
        grading_ids=tuple(grading.id for grading in gradings),
        grader_ids=graders,
    )
    GradedAnswerRepository(work).add(answer)
    return following
