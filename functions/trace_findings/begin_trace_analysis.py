"""Every day each app's traces of the day before are analysed."""

from datetime import date, timedelta

from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.domain.apps.model import AppStatus
from shared.domain.apps.repository import APP_LIST, AppRepository
from shared.domain.trace_findings.events import TraceDayAnalysisDue
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TenantUpkeepDue)
async def begin_trace_analysis(event: TenantUpkeepDue, ctx: SubscriberContext) -> None:
    """Have the day before analysed, of a tenant's first hundred active apps by name."""
    apps = AppRepository(ctx.work)
    page = await apps.page(APP_LIST, PageRequest(MAX_LIMIT, None, ("name",)), {"status": AppStatus.ACTIVE})
    day = date.fromisoformat(event.day) - timedelta(days=1)
    for app in page.items:
        ctx.work.emit(TraceDayAnalysisDue(app_id=app.id, day=day, until=day))
