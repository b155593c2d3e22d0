"""Where questions and their versions are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.questions.imports import PackageImport
from shared.domain.questions.model import Question, QuestionVersion

QUESTION_LIST = QueryShape(
    "questions",
    equals=("status", "content.kind", "labels.difficulty"),
    contains=("labels.tags", "labels.skills"),
    sorts=(("-createdAt",), ("createdAt",)),
)


class QuestionRepository(Repository[Question]):
    """Questions with their drafts."""

    collection: ClassVar[str] = "questions"
    noun: ClassVar[str] = "question"
    model = Question


class QuestionVersionRepository(Repository[QuestionVersion]):
    """Published versions, by `questionId:number`."""

    collection: ClassVar[str] = "questionVersions"
    noun: ClassVar[str] = "question_version"
    model = QuestionVersion


class PackageImportRepository(Repository[PackageImport]):
    """Problem packages on their way to being questions, by the upload's id."""

    collection: ClassVar[str] = "packageImports"
    noun: ClassVar[str] = "package_import"
    model = PackageImport
