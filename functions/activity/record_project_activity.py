"""The feed follows the projects."""

from shared.domain.activity.model import Activity, ActivityRepository
from shared.domain.projects.events import ProjectChanged
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ProjectChanged)
async def record_project_activity(event: ProjectChanged, ctx: SubscriberContext) -> None:
    """Record what was done with a project."""
    told = {"memberId": event.member_id, "milestoneId": event.milestone_id}
    activity = Activity(
        id=ctx.event_id,
        project_id=event.project_id,
        actions=(f"project.{event.what}",),
        values={name: value for name, value in told.items() if value is not None},
        created_by=event.by,
        created_at=event.at,
    )
    ActivityRepository(ctx.work).add(activity)
