"""Who leaves a tenant leaves its projects; what they own keeps naming them until it is given to somebody else."""

from shared.data.pagination import PageRequest
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.repository import PROJECT_LIST, ProjectRepository
from shared.domain.tenants.events import MemberRemoved
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

BATCH = 20


@subscriber(MemberRemoved)
async def leave_projects(event: MemberRemoved, ctx: SubscriberContext) -> None:
    """Remove a former member from every project; one who is back by then keeps their places."""
    projects = ProjectRepository(ctx.work)
    if await MemberRepository(ctx.work).find(event.user_id) is not None:
        return
    page = await projects.page(PROJECT_LIST, PageRequest(limit=BATCH), {"memberIds": event.user_id})
    for project in page.items:
        projects.save(project.left(event.user_id, at=ctx.now))
        ctx.work.emit(
            ProjectChanged(
                project_id=project.id,
                what=ProjectChange.MEMBER_LEFT,
                member_id=event.user_id,
                by=event.user_id,
                at=ctx.now,
            )
        )
    if page.next_cursor is not None:
        ctx.work.emit(event)
