"""What to do first: the work whose delay costs most for each hour that it takes."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.metrics.suggestions import PrioritySuggestion, PrioritySuggestions
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths
from shared.domain.tasks.model import Task
from shared.domain.tasks.planning import minutes_of, open_work, plan_of, work_of
from shared.engines.prioritisation import SCALE, Job, ranked
from shared.engines.scheduling.schedule import schedule
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request

VALUE_FIELD = "business_value"
"""A project's own field with this key says what a task is worth, 1 to 20, in place of its priority."""


class SuggestPriorities(Request):
    """Of which project, and how many tasks at most."""

    project_id: Identifier
    limit: Annotated[int, Field(ge=1, le=500)] = 50


def _basis(request: SuggestPriorities) -> list[str]:
    return basis_paths(request.project_id)


@query(
    "GET /v1/projects/{projectId}/priority-suggestions",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_basis, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def suggest_priorities(request: SuggestPriorities, ctx: QueryContext) -> PrioritySuggestions:
    """Suggest in which order to do a project's open tasks, weighted shortest job first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    basis, work = await basis_of(ctx.reads, project.id), open_work(await work_of(ctx.reads, project.id))
    plan = plan_of(
        work.tasks,
        work.dependencies,
        project.starts_at,
        basis.calendar,
        basis.people,
        basis.waits(),
        max(ctx.now, project.starts_at),
    )
    critical, parents = set(schedule(plan).critical()), {task.parent_id for task in work.tasks}
    tasks = {task.id: task for task in work.tasks if not task.stage.final and task.id not in parents}
    after: dict[str, list[str]] = {}
    for each in work.dependencies:
        after.setdefault(each.depends_on_task_id, []).append(each.task_id)
    found = ranked([_job(task, ctx.now, task.id in critical) for task in tasks.values()], after)
    return PrioritySuggestions(
        tasks=len(found),
        suggestions=tuple(
            PrioritySuggestion.of(place, tasks[each.id].title, each)
            for place, each in enumerate(found[: request.limit], 1)
        ),
    )


def _job(task: Task, now: datetime, critical: bool) -> Job:
    left = task.plan.remaining_minutes
    worth = task.custom_fields.get(VALUE_FIELD)
    value: int | None = None
    if isinstance(worth, int | float) and not isinstance(worth, bool) and 1 <= worth <= SCALE[-1]:
        value = round(worth)
    return Job(
        task.id,
        task.priority_rank,
        minutes_of(task) if left is None else left,
        (task.due_at - now) / timedelta(days=1) if task.due_at else None,
        critical,
        value,
    )
