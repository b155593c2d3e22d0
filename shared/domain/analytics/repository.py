"""Where analytics are stored; what counts assessments lies beside, in `rollups`."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.analytics.model import (
    AttemptFeedback,
    Contribution,
    Demographics,
    ItemAnalysis,
    SimilarSubmissions,
)

FEEDBACK_LIST = QueryShape(
    "attemptFeedback",
    equals=("assessmentId", "rating"),
    sorts=(("-givenAt",), ("givenAt",)),
    required=("assessmentId",),
)
DECLARED = QueryShape("demographics", equals=("assessmentId",), sorts=(("id",),), required=("assessmentId",))
SIMILAR_LIST = QueryShape(
    "similarSubmissions", equals=("comparisonId",), sorts=(("-share", "-shared"),), required=("comparisonId",)
)


class ContributionRepository(Repository[Contribution]):
    """Contributions, by the attempt's id."""

    collection: ClassVar[str] = "attemptContributions"
    noun: ClassVar[str] = "contribution"
    model = Contribution


class AttemptFeedbackRepository(Repository[AttemptFeedback]):
    """Candidates' feedback, by the attempt's id."""

    collection: ClassVar[str] = "attemptFeedback"
    noun: ClassVar[str] = "feedback"
    model = AttemptFeedback


class DemographicsRepository(Repository[Demographics]):
    """Self-declarations, by the attempt's id."""

    collection: ClassVar[str] = "demographics"
    noun: ClassVar[str] = "declaration"
    model = Demographics


class ItemAnalysisRepository(Repository[ItemAnalysis]):
    """Item statistics, by the assessment's id."""

    collection: ClassVar[str] = "itemAnalyses"
    noun: ClassVar[str] = "item_statistics"
    model = ItemAnalysis


class SimilarSubmissionsRepository(Repository[SimilarSubmissions]):
    """Similar submissions, by `comparisonId:place`."""

    collection: ClassVar[str] = "similarSubmissions"
    noun: ClassVar[str] = "similar_submissions"
    model = SimilarSubmissions
