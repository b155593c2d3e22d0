"""What analytics keeps: contributions, feedback, self-declarations, item statistics, similar submissions."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.model import FrozenModel


class Contribution(Entity):
    """What one candidate's way has added to the counters, by part. The id is the attempt's, and the invitation's."""

    assessment_id: str
    parts: dict[str, dict[str, int]] = Field(default_factory=dict)


Rating = Annotated[int, Field(ge=1, le=5)]
FeedbackText = Annotated[str, StringConstraints(max_length=2_000, strip_whitespace=True)]


class AttemptFeedback(Entity):
    """What a candidate thought of an assessment, 5 being best. The id is the attempt's."""

    assessment_id: str
    rating: Rating
    text: FeedbackText = ""
    given_at: datetime


class Gender(StrEnum):
    """As candidates describe themselves."""

    WOMAN = "woman"
    MAN = "man"
    NON_BINARY = "non_binary"
    ANOTHER = "another"


class Ethnicity(StrEnum):
    """As candidates describe themselves, by the categories in which selection rates are reported."""

    ASIAN = "asian"
    BLACK = "black"
    HISPANIC_OR_LATINO = "hispanic_or_latino"
    INDIGENOUS = "indigenous"
    PACIFIC_ISLANDER = "pacific_islander"
    WHITE = "white"
    TWO_OR_MORE = "two_or_more"
    ANOTHER = "another"


class AgeBand(StrEnum):
    """Younger or older than the age from which discrimination by age is commonly forbidden."""

    UNDER_40 = "under_40"
    FORTY_OR_OVER = "forty_or_over"


class Disability(StrEnum):
    """Whether somebody has a disability."""

    YES = "yes"
    NO = "no"


class Declared(FrozenModel):
    """What a candidate says of themselves; each part is voluntary."""

    gender: Gender | None = None
    ethnicity: Ethnicity | None = None
    age_band: AgeBand | None = None
    disability: Disability | None = None


class Demographics(Entity):
    """A candidate's self-declaration, kept apart: nobody of the hiring team reads it, and it names nobody.

    The id is the attempt's.
    """

    assessment_id: str
    declared: Declared


class OptionStatistics(FrozenModel):
    """How many chose an option, of all, of the lowest and of the highest third."""

    option: str
    chosen: int
    low: int
    high: int


class ItemEstimate(FrozenModel):
    """An item's two parameters with their standard errors."""

    slope: float
    difficulty: float
    slope_error: float | None
    difficulty_error: float | None


class ItemStatistics(FrozenModel):
    """How one question measured: `difficulty` is the mean share of its points, so that easy ones are near 1.

    `point_biserial` is the correlation with the person's other questions.
    """

    question_id: str
    title: str
    kind: str
    asked: int
    difficulty: float | None
    point_biserial: float | None
    options: tuple[OptionStatistics, ...] = ()
    estimate: ItemEstimate | None = None


class ModelState(StrEnum):
    """What became of the two-parameter model; what has not converged is shown, and not to be relied on."""

    ESTIMATED = "estimated"
    NOT_CONVERGED = "not_converged"
    TOO_FEW = "too_few"


class ItemAnalysis(Entity):
    """An assessment's item statistics as they were computed last. The id is the assessment's."""

    attempts: int
    items: tuple[ItemStatistics, ...]
    alpha: float | None
    model: ModelState
    model_note: str = ""
    computed_at: datetime


class AlikeLines(FrozenModel):
    """Lines of two programs that say the same, both ends included, from 1."""

    first_from: int
    first_to: int
    second_from: int
    second_to: int
    tokens: int


class SimilarSubmissions(Entity):
    """Two programs of one comparison: `share` is how much of the smaller one's fingerprints both have, 0 to 1."""

    comparison_id: str
    question_id: str = ""
    first_attempt_id: str
    second_attempt_id: str
    share: float
    shared: int
    fragments: tuple[AlikeLines, ...]
