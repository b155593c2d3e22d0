"""Where assessments, and how often candidates sat them, are stored."""

from datetime import datetime
from typing import Any, ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.assessments.model import Assessment
from shared.domain.assessments.retakes import SittingCount, sitting_count_id

ASSESSMENT_LIST = QueryShape("assessments", equals=("status", "category"), sorts=(("-createdAt",), ("createdAt",)))
ASSESSMENTS_ASKING = QueryShape("assessments", equals=("status",), contains=("questionIds",))


class AssessmentRepository(Repository[Assessment]):
    """Assessments. The first version had questions without sections, each with its pinned version."""

    collection: ClassVar[str] = "assessments"
    noun: ClassVar[str] = "assessment"
    model = Assessment
    schema_version: ClassVar[int] = 2

    def upgrade(self, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Return the questions of the first version as one section."""
        questions: list[dict[str, Any]] = data.get("questions", [])
        sections = [{"questions": questions}] if questions else []
        versions = {each["questionId"]: each["version"] for each in questions if each.get("version")}
        return {**data, "sections": sections, "versions": versions}


class SittingCountRepository(Repository[SittingCount]):
    """How often candidates sat assessments, by a hash of both."""

    collection: ClassVar[str] = "sittingCounts"
    noun: ClassVar[str] = "sitting_count"
    model = SittingCount

    async def of_candidate(self, assessment_id: str, email: str) -> SittingCount | None:
        """Return a candidate's count, None before the first attempt."""
        return await self.find(sitting_count_id(assessment_id, email))

    async def count(self, assessment_id: str, email: str, *, at: datetime) -> None:
        """Count one more attempt."""
        counted = await self.of_candidate(assessment_id, email)
        if counted is None:
            self.add(SittingCount.first(assessment_id, email, at=at))
        else:
            self.save(counted.another(at=at))
