"""Store what an import found: tasks with their parents counted, then what waits for what."""

from collections.abc import Sequence
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.dependencies import (
    DependencyGuard,
    TaskDependency,
    require_divisible,
    require_no_cycle,
    require_waitable,
)
from shared.domain.tasks.importing import PlacedRow, RowOutcome, same_wait
from shared.domain.tasks.model import Task
from shared.domain.tasks.repository import DependencyGuardRepository, DependencyRepository, TaskRepository
from shared.domain.tasks.rows import Surroundings, applied
from shared.errors import EllaError, FailedPrecondition, InvalidInput

End = RowOutcome | FailedPrecondition | InvalidInput


async def store_rows(
    work: UnitOfWork, rows: Sequence[PlacedRow], project_id: str, around: Surroundings, *, by: str, dry_run: bool
) -> list[End]:
    """Store rows, parents before their parts; return what became of each, an error where it is not taken."""
    tasks = TaskRepository(work)
    ids = dict.fromkeys(id for each in rows for id in (each.id, *each.ancestors[-1:]))
    before = {each.id: each for each in await tasks.get_many(list(ids)) if each is not None}
    after, made, ends = dict(before), dict[str, Task](), list[End]()
    for placed in rows:
        there = before.get(placed.id)
        try:
            task, parent = await _row(work, placed, there, after, project_id, around, by, dry_run=dry_run)
        except (FailedPrecondition, InvalidInput) as error:
            ends.append(error)
            continue
        after[task.id] = task
        if there is None:
            made[task.id] = task
        if parent is not None:
            after[parent.id] = parent
        same = RowOutcome.UNCHANGED if task == there else RowOutcome.UPDATED
        ends.append(RowOutcome.CREATED if there is None else same)
    for task in () if dry_run else after.values():
        if task.id in made:
            tasks.add(task)
        elif task != before[task.id]:
            tasks.save(task)
        tell_change(work, before.get(task.id), task, by=by)
    return ends


async def _row(
    work: UnitOfWork,
    placed: PlacedRow,
    there: Task | None,
    known: dict[str, Task],
    project_id: str,
    around: Surroundings,
    by: str,
    *,
    dry_run: bool,
) -> tuple[Task, Task | None]:
    """Return a row's task, and its parent with one subtask more where the task is new."""
    if there is not None:
        if there.project_id != project_id:
            raise FailedPrecondition("the task was moved to another project", code="task_moved")
        if there.deleted:
            raise FailedPrecondition("the task was deleted; restore it first", code="task_deleted")
        if there.ancestors != placed.ancestors:
            raise FailedPrecondition("it lies under another task here; tasks are not moved", code="parent_changed")
        # What took part in no writing before may have got a subtask in this batch.
        return applied(known[there.id], placed.row, around, at=work.now), None
    task = _new(placed, project_id, around, by, work)
    if not placed.ancestors:
        return task, None
    parent = known.get(placed.ancestors[-1])
    if parent is None and dry_run:
        return task, None
    if parent is None or parent.deleted or parent.project_id != project_id:
        raise FailedPrecondition("what it is a part of was not taken", code="parent_not_found")
    parent.line()
    if not parent.subtask_count:
        require_divisible(await DependencyRepository(work).all_of(project_id, parent.id))
    return task, parent.with_subtask()


def _new(placed: PlacedRow, project_id: str, around: Surroundings, by: str, work: UnitOfWork) -> Task:
    first = around.workflow.first
    # Tasks are listed by when they were made: those of one file in its order.
    made_at = work.now + timedelta(microseconds=placed.number)
    task = Task(
        id=placed.id,
        project_id=project_id,
        external_id=placed.row.external_id,
        title=placed.row.title,
        status=first,
        stage=around.workflow.stage(first),
        reporter_id=by,
        ancestors=placed.ancestors,
        created_by=by,
        created_at=made_at,
        updated_at=made_at,
    )
    return applied(task, placed.row, around, at=made_at)


async def store_links(
    work: UnitOfWork, links: Sequence[TaskDependency], project_id: str
) -> list[tuple[str, EllaError]]:
    """Store what waits for what; return the waiting task's id and the reason for each that can't be.

    Raise InvalidInput as `dependency_cycle` where they make a ring with what others stored meanwhile.
    """
    tasks, dependencies, guards = TaskRepository(work), DependencyRepository(work), DependencyGuardRepository(work)
    ids = dict.fromkeys(id for each in links for id in (each.task_id, each.depends_on_task_id))
    await work.get_many([*map(tasks.path, ids), *(dependencies.path(each.id) for each in links)])
    guard = await guards.find(project_id) or DependencyGuard(id=project_id)
    new: list[TaskDependency] = []
    refused: list[tuple[str, EllaError]] = []
    written: dict[str, Task] = {}
    held: dict[str, Task] = {}
    for link in links:
        there = await dependencies.find(link.id)
        if same_wait(there, link):
            continue
        try:
            task = await tasks.get_of(project_id, link.task_id)
            other = await tasks.get_of(project_id, link.depends_on_task_id)
            require_waitable(task, link.relation)
            guard = guard if there else guard.with_one_more()
        except EllaError as error:
            refused.append((link.task_id, error))
            continue
        made = {"created_by": there.created_by, "created_at": there.created_at} if there else {}
        new.append(link.with_(**made))
        written[task.id], held[other.id] = task, other
    if new:
        changed = {each.id for each in new}
        require_no_cycle([*(each for each in await dependencies.all_of(project_id) if each.id not in changed), *new])
        # No task is deleted meanwhile; and as each that waits is written, whoever gives it a subtask looks again.
        for task in written.values():
            tasks.save(task)
        for other in held.values():
            tasks.hold(other)
        await guards.put(guard)
        for each in new:
            await dependencies.put(each)
    return refused
