"""Where findings are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import StoreQuery
from shared.domain.trace_findings.model import FindingKind, TraceAnalysis, TraceFinding

FINDING_LIST = QueryShape(
    "traceFindings", equals=("appId", "kind"), sorts=(("-lastDay",), ("-total",), ("name",)), required=("appId",)
)
MAX_KNOWN = 200
"""How many findings of a kind an analysis looks at, those met last."""


class TraceFindingRepository(Repository[TraceFinding]):
    """Findings by id."""

    collection: ClassVar[str] = "traceFindings"
    noun: ClassVar[str] = "trace_finding"
    model = TraceFinding

    async def known(self, app_id: str, kind: FindingKind) -> list[TraceFinding]:
        """Return an app's findings of a kind, those met last."""
        filters = FINDING_LIST.filters({"appId": app_id, "kind": kind})
        query = StoreQuery(self.collection, filters, FINDING_LIST.orders(), MAX_KNOWN)
        return [self._entity(document) for document in await self._reads.query(query)]


class TraceAnalysisRepository(Repository[TraceAnalysis]):
    """How far each app's traces were analysed, by the app's id."""

    collection: ClassVar[str] = "traceAnalyses"
    noun: ClassVar[str] = "trace_analysis"
    model = TraceAnalysis
