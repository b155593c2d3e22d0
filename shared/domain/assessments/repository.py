"""Where assessments are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.assessments.model import Assessment

ASSESSMENT_LIST = QueryShape("assessments", equals=("status",), sorts=(("-createdAt",), ("createdAt",)))
ASSESSMENTS_ASKING = QueryShape("assessments", equals=("status",), contains=("questionIds",))


class AssessmentRepository(Repository[Assessment]):
    """Assessments."""

    collection: ClassVar[str] = "assessments"
    noun: ClassVar[str] = "assessment"
    model = Assessment
