"""What an app is asked for the first time, a new error, a day out of the ordinary: its creator hears of each once."""

from shared.domain.apps.repository import AppRepository
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.domain.trace_findings.events import TraceFindingDetected
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TraceFindingDetected)
async def announce_trace_finding(event: TraceFindingDetected, ctx: SubscriberContext) -> None:
    """Tell whoever made the app, or else owners and admins, of a new finding."""
    app = await AppRepository(ctx.work).find(event.app_id)
    if app is None:
        return
    members = MemberRepository(ctx.work)
    creator = await members.find(app.created_by)
    told = [creator] if creator is not None and creator.is_active else await members.administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in told],
        NotificationKind.TRACE_FINDING_DETECTED,
        link=f"/apps/{app.id}/findings/{event.finding_id}",
        app=app.name,
        finding=event.name,
    )
