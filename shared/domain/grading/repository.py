"""Where rubrics, gradings and what they came to are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.grading.appeals import Appeal
from shared.domain.grading.model import GradedAnswer, GraderAssignment, Grading, GradingRule, QuestionRubric

GRADING_LIST = QueryShape("gradings", equals=("graderId", "status", "assessmentId"), sorts=(("assignedAt",),))
GRADED_LIST = QueryShape("gradedAnswers", equals=("assessmentId", "questionId", "status"), sorts=(("attemptId",),))
APPEAL_LIST = QueryShape("appeals", equals=("assessmentId", "status"), sorts=(("-filedAt",), ("filedAt",)))


class RubricRepository(Repository[QuestionRubric]):
    """The rubrics that hold now, by `assessmentId:questionId`."""

    collection: ClassVar[str] = "rubrics"
    noun: ClassVar[str] = "rubric"
    model = QuestionRubric


class RubricVersionRepository(Repository[QuestionRubric]):
    """Every rubric there was, by `assessmentId:questionId:version`."""

    collection: ClassVar[str] = "rubricVersions"
    noun: ClassVar[str] = "rubric"
    model = QuestionRubric


class GraderAssignmentRepository(Repository[GraderAssignment]):
    """Assignments of graders to a question's answers."""

    collection: ClassVar[str] = "graderAssignments"
    noun: ClassVar[str] = "grader_assignment"
    model = GraderAssignment


class GradingRuleRepository(Repository[GradingRule]):
    """What holds for answers that are scored later, by `assessmentId:questionId`."""

    collection: ClassVar[str] = "gradingRules"
    noun: ClassVar[str] = "grading_rule"
    model = GradingRule


class GradingRepository(Repository[Grading]):
    """What single graders give."""

    collection: ClassVar[str] = "gradings"
    noun: ClassVar[str] = "grading"
    model = Grading


class GradedAnswerRepository(Repository[GradedAnswer]):
    """What gradings came to, by `attemptId:questionId`."""

    collection: ClassVar[str] = "gradedAnswers"
    noun: ClassVar[str] = "graded_answer"
    model = GradedAnswer


class AppealRepository(Repository[Appeal]):
    """Appeals, by `attemptId:questionId`."""

    collection: ClassVar[str] = "appeals"
    noun: ClassVar[str] = "appeal"
    model = Appeal
