"""Where the cases of apps are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.data.store import StoreQuery
from shared.domain.app_cases.model import AppCase, AppCaseStatus

APP_CASE_LIST = QueryShape(
    "appCases",
    equals=("appId", "folder", "status", "traceId"),
    sorts=(("-createdAt",), ("createdAt",), ("title",)),
    required=("appId",),
)


class AppCaseRepository(Repository[AppCase]):
    """Cases by id."""

    collection: ClassVar[str] = "appCases"
    noun: ClassVar[str] = "app_case"
    model = AppCase

    async def get_of(self, app_id: str, id: str) -> AppCase:
        """Return a case of an app; raise NotFound for another's."""
        case = await self.find(id)
        return found(case if case and case.app_id == app_id else None, self.noun)

    async def accepted(self, app_id: str, folder: str | None, limit: int) -> list[AppCase]:
        """Return an app's accepted cases, of one folder if one is named, the first made first."""
        filters = APP_CASE_LIST.filters({"appId": app_id, "folder": folder, "status": AppCaseStatus.ACCEPTED})
        query = StoreQuery(self.collection, filters, APP_CASE_LIST.orders(("createdAt",)), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def of_trace(self, app_id: str, trace_id: str, limit: int) -> list[AppCase]:
        """Return some of the cases that were made from a trace."""
        filters = APP_CASE_LIST.filters({"appId": app_id, "traceId": trace_id})
        query = StoreQuery(self.collection, filters, APP_CASE_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]
