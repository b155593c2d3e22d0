"""How well the index finds what it should: questions, what answers each, and at which place it was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.engines.knowledge.items import ItemKind
from shared.model import FrozenModel

MAX_QUESTIONS = 200
DEPTH = 10
"""How many passages are looked through for each question."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=1_500)]


class ExpectedItem(FrozenModel):
    """An item that answers a question, by its kind and key."""

    kind: ItemKind
    key: Key


class RetrievalQuestion(FrozenModel):
    """A question and the items that answer it."""

    question: Annotated[str, StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True)]
    expected: Annotated[tuple[ExpectedItem, ...], Field(min_length=1, max_length=5)]


class RetrievalMeans(FrozenModel):
    """Means over all questions: the share of what was expected among the first 1, 3, 5 and 10 passages, and MRR.

    MRR is the mean of 1 ÷ the place of the first passage of an item that was expected, 0 where there is none.
    """

    recall_at_1: float
    recall_at_3: float
    recall_at_5: float
    recall_at_10: float
    mrr: float


class RagEvaluation(Entity):
    """One measurement; `places` has, for each question, the place of each expected item, 0 where it was not found."""

    app_id: str
    name: str
    questions: tuple[RetrievalQuestion, ...]
    operation_id: str
    created_by: str
    created_at: datetime
    version: int | None = None
    places: tuple[tuple[int, ...], ...] = ()
    means: RetrievalMeans | None = None

    def measured(self, version: int, places: Sequence[Sequence[int]]) -> Self:
        """Return the evaluation with what was found in a version."""
        return self.with_(version=version, places=tuple(map(tuple, places)), means=means_of(places))


def places_of(question: RetrievalQuestion, found: Sequence[ExpectedItem]) -> tuple[int, ...]:
    """Return the place of each expected item among what was found, from 1; 0 where it is not there."""
    return tuple(found.index(each) + 1 if each in found else 0 for each in question.expected)


def means_of(places: Sequence[Sequence[int]]) -> RetrievalMeans:
    """Return the means over questions, of which there is at least one."""

    def recall(depth: int) -> float:
        return _mean([sum(0 < place <= depth for place in each) / len(each) for each in places])

    reciprocal = [1 / min(found) if (found := [place for place in each if place]) else 0.0 for each in places]
    return RetrievalMeans(
        recall_at_1=recall(1),
        recall_at_3=recall(3),
        recall_at_5=recall(5),
        recall_at_10=recall(10),
        mrr=_mean(reciprocal),
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 6)
