"""Why a task stands where it does: from what drives it back to where the chain begins."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import basis_of, basis_paths
from shared.domain.schedules.schemas import CauseView, TaskDates
from shared.domain.tasks.planning import plan_of, work_of
from shared.domain.tasks.repository import TaskRepository
from shared.engines.scheduling.differences import causes
from shared.engines.scheduling.schedule import schedule
from shared.engines.scheduling.working_time import moment_of
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

NAMED = 500


class ExplainTaskDates(Request):
    """Which task of which project."""

    project_id: Identifier
    task_id: Identifier


def _basis(request: ExplainTaskDates) -> list[str]:
    return basis_paths(request.project_id)


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}/dates",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", beside=_basis, tagged=False, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def explain_task_dates(request: ExplainTaskDates, ctx: QueryContext) -> TaskDates:
    """Get a task's dates as they would be now and as they are planned, with the causes, at most 500."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    task = await TaskRepository(ctx.reads).get_of(project.id, request.task_id)
    basis, work = await basis_of(ctx.reads, project.id), await work_of(ctx.reads, project.id)
    plan = plan_of(work.tasks, work.dependencies, project.starts_at, basis.calendar, basis.people, basis.waits())
    found = schedule(plan)
    dates, planned = found[task.id], basis.rows.get(task.id)
    return TaskDates(
        start=moment_of(dates.start),
        finish=moment_of(dates.finish),
        late_start=moment_of(dates.late_start),
        late_finish=moment_of(dates.late_finish),
        total_float_minutes=dates.total_float,
        free_float_minutes=dates.free_float,
        critical=dates.critical,
        planned_start=planned.start if planned else None,
        planned_finish=planned.finish if planned else None,
        causes=tuple(CauseView.of(link) for link in causes(task.id, found)[:NAMED]),
    )
