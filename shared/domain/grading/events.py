"""What happens when people grade."""

from typing import ClassVar

from shared.events.event import Event


class GraderAssignmentPageDue(Event):
    """Some more answers are to get their graders."""

    type: ClassVar[str] = "grading.assignment.page_due.v1"
    assignment_id: str
    cursor: str | None = None


class GradersWanted(Event):
    """An attempt was scored, some answers of which wait for a person."""

    type: ClassVar[str] = "grading.graders.wanted.v1"
    attempt_id: str
    assessment_id: str

    def ordering_key(self) -> str:
        """Return the assessment's id: its graders take turns."""
        return self.assessment_id


class GradersDisagreed(Event):
    """An answer's graders lie further apart than they may; somebody has to decide."""

    type: ClassVar[str] = "grading.answer.disagreed.v1"
    attempt_id: str
    question_id: str


class AnswerGraded(Event):
    """People have judged an answer."""

    type: ClassVar[str] = "grading.answer.graded.v1"
    attempt_id: str
    question_id: str


class AppealFiled(Event):
    """A candidate contests the points of a question; somebody has to decide."""

    type: ClassVar[str] = "grading.appeal.filed.v1"
    attempt_id: str
    question_id: str


class AppealDecided(Event):
    """An appeal is upheld or rejected, and its candidate is to know."""

    type: ClassVar[str] = "grading.appeal.decided.v1"
    attempt_id: str
    question_id: str
