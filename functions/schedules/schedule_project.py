"""The dates of a project, as its tasks, dependencies and calendars have them; stored in one commit when applied."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths, outcome, snapshot_of
from shared.domain.schedules.repository import SnapshotRepository
from shared.domain.schedules.schemas import PlanOutcome
from shared.domain.tasks.model import Moment, TaskPlan
from shared.domain.tasks.planning import plan_of, work_of
from shared.engines.scheduling.schedule import schedule
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request


class AssumedPlan(Nested):
    """What might be asked of a task's dates."""

    task_id: Identifier
    plan: TaskPlan


class ScheduleProject(Request):
    """Which project; `apply` stores the plan. No work that is still to do lies before `statusAt`.

    A dry run may `assume` plans of tasks, to see what they would move.
    """

    project_id: Identifier
    apply: bool = False
    status_at: Moment | None = None
    assume: Annotated[tuple[AssumedPlan, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _assumes_dry(self) -> Self:
        if self.apply and self.assume:
            raise ValueError("what is only assumed can't be applied; plan the tasks first")
        return self


def _basis(request: ScheduleProject) -> list[str]:
    return basis_paths(request.project_id)


@command(
    "POST /v1/projects/{projectId}/schedule",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_basis, tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def schedule_project(request: ScheduleProject, ctx: CommandContext) -> PlanOutcome:
    """Reckon a project's dates, at most 10,000 tasks, and tell what differs; what levelling had wait still does."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    basis, work = await basis_of(ctx.work, project.id), await work_of(ctx.work, project.id)
    assumed = {each.task_id: each.plan for each in request.assume}
    found = schedule(
        plan_of(
            work.assuming(assumed, at=ctx.now),
            work.dependencies,
            project.starts_at,
            basis.calendar,
            basis.people,
            basis.waits(),
            request.status_at,
        )
    )
    snapshot, rows = snapshot_of(found, project.id, unresolved=(), by=ctx.author, at=ctx.now)
    if request.apply:
        await SnapshotRepository(ctx.work).store(snapshot, rows)
    return outcome(basis, found, snapshot, rows, applied=request.apply)
