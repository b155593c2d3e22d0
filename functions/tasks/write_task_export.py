"""An export of tasks is written at one go: what a project holds fits into memory."""

import asyncio
import hashlib
import json
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.projects.model import Project
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.plans import Basis, basis_of
from shared.domain.tasks.events import TaskExportRequested
from shared.domain.tasks.exporting import ExportFormat, cells_of, outlined, rows_of
from shared.domain.tasks.files import TaskFile, TaskFileRepository
from shared.domain.tasks.planning import Work, complete
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tenants.repository import MemberRepository
from shared.engines.delimited.writing import csv_lines
from shared.engines.task_files.found import MAX_TASKS
from shared.engines.workflow import Stage
from shared.errors import FailedPrecondition, NotFound
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@dataclass(frozen=True, slots=True)
class Exported:
    """Everything that a file says; `emails` are the addresses of members by their ids."""

    file: TaskFile
    project: Project
    work: Work
    emails: dict[str, str]
    basis: Basis


@subscriber(TaskExportRequested, external=True)
async def write_task_export(event: TaskExportRequested, ctx: ExternalContext) -> None:
    """Write a project's tasks to a file."""
    try:
        asked = await ctx.prepare(lambda work: _read(work, event))
    except (FailedPrecondition, NotFound) as error:
        code, message = error.code, error.message

        async def fail(work: UnitOfWork) -> None:
            await transitions.failed(work, event.file_id, code=code, message=message)

        await ctx.finish(fail)
        return
    if asked is None:
        return
    content = await asyncio.to_thread(_written, asked, ExportFormat(event.format))
    await ctx.files.put(asked.file.path, content, asked.file.content_type)
    file = FileRef(path=asked.file.path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    async def record(work: UnitOfWork) -> None:
        files = TaskFileRepository(work)
        files.save((await files.get(event.file_id)).with_(file=file))
        result = {"fileId": event.file_id, "tasks": len(asked.work.tasks), "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, event.file_id, result)

    await ctx.finish(record)


async def _read(work: UnitOfWork, event: TaskExportRequested) -> Exported | None:
    file = await TaskFileRepository(work).find(event.file_id)
    if file is None or file.file is not None or (await transitions.started(work, file.id)).is_over:
        return None
    project = await ProjectRepository(work).get(file.project_id)
    tasks = await TaskRepository(work).all_of(project.id, MAX_TASKS + 1)
    if len(tasks) > MAX_TASKS:
        raise FailedPrecondition(f"a file holds at most {MAX_TASKS} tasks", code="project_too_large")
    dependencies = await DependencyRepository(work).all_of(project.id)
    named = {each.member_id for task in tasks for each in task.plan.assignments}
    basis = await basis_of(work, project.id)
    ids = sorted(named | {task.assignee_id for task in tasks if task.assignee_id} | {*basis.people})
    members = await MemberRepository(work).get_many(ids)
    emails = {each.id: each.email for each in members if each is not None}
    return Exported(file, project, Work(outlined(tasks[::-1]), dependencies), emails, basis)


def _written(asked: Exported, format: ExportFormat) -> bytes:
    rows = rows_of(asked.work.tasks, asked.work.dependencies, asked.emails)
    if format is ExportFormat.JSON:
        return json.dumps([row.to_record() for row in rows], ensure_ascii=False, indent=1).encode()
    # The writers are loaded only where one writes.
    if format is ExportFormat.CSV:
        from shared.engines.task_files.tables import COLUMNS

        return csv_lines([COLUMNS, *map(cells_of, rows)])
    from shared.engines.task_files.project_xml_writing import WrittenTask, write_project

    parents = {task.parent_id for task in asked.work.tasks}
    tasks: list[WrittenTask] = []
    for task, row in zip(asked.work.tasks, rows, strict=True):
        planned = asked.basis.rows.get(task.id)
        done = round(100 * complete(task))
        # Work that is under way shows as such, and nothing else as done.
        done = min(99, max(1, done)) if task.stage is Stage.UNDER_WAY else 100 if task.stage is Stage.DONE else 0
        dates = (planned.start, planned.finish) if planned else (None, None)
        tasks.append(WrittenTask(row.to_record(), len(task.ancestors) + 1, task.id in parents, done, *dates))
    people = {asked.emails[id]: each for id, each in asked.basis.people.items() if id in asked.emails}
    return write_project(asked.project.name, asked.project.starts_at, tasks, asked.basis.calendar, people)
