"""Questions as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.questions.model import Question, QuestionContent, QuestionStatus
from shared.model import FrozenModel


class QuestionView(FrozenModel):
    """A question for its authors, hidden tests and reference solution included."""

    id: str
    content: QuestionContent
    status: QuestionStatus
    published_version: int
    refusals: tuple[str, ...]
    created_by: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, question: Question) -> Self:
        """Return the view of a question."""
        return cls(**{name: getattr(question, name) for name in cls.model_fields})


class QuestionBatch(FrozenModel):
    """Several questions in the order asked, and the ids that are none."""

    items: tuple[QuestionView, ...]
    missing: tuple[str, ...]
