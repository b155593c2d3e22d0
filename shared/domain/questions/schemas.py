"""Questions as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.questions.content import CodingContent, QuestionContent
from shared.domain.questions.labels import Labels
from shared.domain.questions.model import Question, QuestionStatus
from shared.model import FrozenModel, View


class QuestionView(View):
    """A question for its authors, hidden tests and reference solution included."""

    id: str
    external_id: str | None
    content: QuestionContent
    labels: Labels
    status: QuestionStatus
    published_version: int
    refusals: tuple[str, ...]
    created_by: str
    created_at: datetime
    updated_at: datetime


class QuestionSummary(FrozenModel):
    """A question in a list: what it is called and where it stands, without its content."""

    id: str
    kind: str
    title: str
    labels: Labels
    languages: tuple[str, ...]
    tests: int
    status: QuestionStatus
    published_version: int
    created_by: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, question: Question) -> Self:
        """Return the summary of a question."""
        content = question.content
        coding = content if isinstance(content, CodingContent) else None
        return cls(
            id=question.id,
            kind=content.kind,
            title=content.title,
            labels=question.labels,
            languages=coding.languages if coding else (),
            tests=len(coding.tests) if coding else 0,
            status=question.status,
            published_version=question.published_version,
            created_by=question.created_by,
            created_at=question.created_at,
            updated_at=question.updated_at,
        )


class QuestionVariant(FrozenModel):
    """A question as it is asked for a seed, its tests and solutions included; `values` are its parameters' by name."""

    seed: int
    values: dict[str, str]
    content: QuestionContent


class QuestionBatch(FrozenModel):
    """Several questions in the order asked, and the ids that are none."""

    items: tuple[QuestionSummary, ...]
    missing: tuple[str, ...]
