"""A copy is found once everything is in it; one that was cancelled half-way stays deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.data.pagination import PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.projects.events import ProjectChange, ProjectChanged, ProjectCopyRequested
from shared.domain.projects.model import Milestone, Project
from shared.domain.projects.repository import MILESTONE_LIST, MilestoneRepository, ProjectRepository
from shared.domain.schedules.calendars import WorkingCalendar
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.copying import Copying
from shared.domain.tasks.dependencies import DependencyGuard, TaskDependency
from shared.domain.tasks.model import Task
from shared.domain.tasks.planning import Work, work_of
from shared.domain.tasks.repository import DependencyGuardRepository, DependencyRepository, TaskRepository
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

BATCH = 100


@dataclass(frozen=True)
class Template:
    """Everything that is copied."""

    work: Work
    milestones: Sequence[Milestone]
    calendar: WorkingCalendar | None


@subscriber(ProjectCopyRequested, external=True)
async def fill_project_copy(event: ProjectCopyRequested, ctx: ExternalContext) -> None:
    """Copy a project's tasks, dependencies, milestones and calendar to its copy, batch by batch."""
    id = event.operation_id
    if (await ctx.prepare(lambda work: transitions.started(work, id))).is_over:
        return
    try:
        found = await ctx.prepare(lambda work: _template(work, event))
    except FailedPrecondition as error:
        code, message = error.code, error.message
        await ctx.finish(lambda work: transitions.failed(work, id, code=code, message=message, final=True))
        return
    tasks, dependencies = found.work.tasks, found.work.dependencies
    for start in range(0, len(tasks), BATCH):
        some = tasks[start : start + BATCH]
        if not await ctx.prepare(lambda work, some=some, start=start: _add_tasks(work, event, some, start, len(tasks))):
            return
    for start in range(0, len(dependencies), BATCH):
        links = dependencies[start : start + BATCH]
        await ctx.prepare(lambda work, links=links: _add_dependencies(work, links))
    for start in range(0, len(found.milestones), BATCH):
        points = found.milestones[start : start + BATCH]
        await ctx.prepare(lambda work, points=points: _add_milestones(work, points))
    await ctx.finish(lambda work: _conclude(work, event, found))


async def _template(work: UnitOfWork, event: ProjectCopyRequested) -> Template:
    """Return copies of all there is; raise FailedPrecondition where they can't be made."""
    zone = (await TenantRepository(work).get(work.tenant_id)).time_zone
    project = await ProjectRepository(work).get(event.project_id)
    copying = Copying(event.copy_id, event.days, zone, event.by, work.now)
    try:
        tasks = copying.work(await work_of(work, project.id), project.settings.workflow)
        milestones = [
            each.copied(copying.id(each.id), event.copy_id, event.days, by=event.by, at=work.now)
            for each in await _milestones(work, project)
        ]
    except OverflowError as error:
        message = "a date of the copy would lie beyond the calendar"
        raise FailedPrecondition(message, code="dates_out_of_range") from error
    calendar = await CalendarRepository(work).find(project.id)
    return Template(tasks, milestones, calendar)


async def _milestones(work: UnitOfWork, project: Project) -> list[Milestone]:
    found: list[Milestone] = []
    cursor: str | None = None
    while True:
        request = PageRequest(BATCH, cursor)
        page = await MilestoneRepository(work).page(MILESTONE_LIST, request, {"projectId": project.id})
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


async def _add_tasks(
    work: UnitOfWork, event: ProjectCopyRequested, tasks: Sequence[Task], done: int, total: int
) -> bool:
    """Add those tasks that are not there yet; False where nobody wants more."""
    if (await transitions.progressed(work, event.operation_id, done + len(tasks), total)).is_over:
        return False
    repository = TaskRepository(work)
    for task, there in zip(tasks, await repository.get_many([each.id for each in tasks]), strict=True):
        if there is None:
            repository.add(task)
            tell_change(work, None, task, by=event.by)
    return True


async def _add_dependencies(work: UnitOfWork, dependencies: Sequence[TaskDependency]) -> None:
    repository = DependencyRepository(work)
    for each, there in zip(dependencies, await repository.get_many([one.id for one in dependencies]), strict=True):
        if there is None:
            repository.add(each)


async def _add_milestones(work: UnitOfWork, milestones: Sequence[Milestone]) -> None:
    repository = MilestoneRepository(work)
    for each, there in zip(milestones, await repository.get_many([one.id for one in milestones]), strict=True):
        if there is None:
            repository.add(each)


async def _conclude(work: UnitOfWork, event: ProjectCopyRequested, found: Template) -> None:
    """Have the copy be found, with its calendar but without the hours of people who are not in it."""
    operation = await transitions.started(work, event.operation_id)
    projects, guards, calendars = ProjectRepository(work), DependencyGuardRepository(work), CalendarRepository(work)
    copy = await projects.find(event.copy_id)
    if operation.is_over or copy is None:
        return
    if copy.deleted:
        projects.save(copy.restored(at=work.now))
    await guards.put(DependencyGuard(id=copy.id, count=len(found.work.dependencies)))
    if found.calendar is not None:
        await calendars.put(found.calendar.with_(id=copy.id, people=(), updated_by=event.by, updated_at=work.now))
    work.emit(ProjectChanged(project_id=copy.id, what=ProjectChange.CREATED, by=event.by, at=work.now))
    result = {"projectId": copy.id, "tasks": len(found.work.tasks), "dependencies": len(found.work.dependencies)}
    await transitions.succeeded(work, operation.id, {**result, "milestones": len(found.milestones)})
