"""Sums of booked time are held against the entries themselves, and mended where they differ.

Whatever books time writes the documents that count it, in the same commit. Where those are as they were before the
entries were read, the entries are too.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.time_tracking.booking import is_counter, paths_of, project_paths, task_path
from shared.domain.time_tracking.events import TaskTimeChanged
from shared.domain.time_tracking.model import TimeEntry
from shared.domain.time_tracking.repository import TimeEntryRepository, TimesheetRepository

Sums = dict[str, dict[str, int]]
"""What documents count, by their paths."""


def add(sums: Sums, entries: Iterable[TimeEntry]) -> None:
    """Add entries to the sums of their tasks and projects."""
    for entry in entries:
        for path in paths_of(entry):
            counters = sums.setdefault(path, {})
            for name, value in entry.counters().items():
                counters[name] = counters.get(name, 0) + value


def wrong(held: Mapping[str, Document | None], sums: Sums) -> list[str]:
    """Return the paths of documents that count something else than the entries come to."""
    return sorted(path for path in {*held, *sums} if _counters(held.get(path)) != _without_zeros(sums.get(path, {})))


async def mend_project(work: UnitOfWork, project_id: str, sums: Sums, before: Mapping[str, str | None]) -> bool:
    """Write a project's sums anew, and say whether; not where its documents' versions are others than `before`."""
    paths = project_paths(project_id)
    documents = await work.get_many(paths)
    if any(work.version(path) != before[path] for path in paths):
        return False
    for path, document in zip(paths, documents, strict=True):
        if _counters(document) != _without_zeros(sums.get(path, {})):
            _write(work, path, document, sums.get(path, {}), project_id)
        elif document is not None:
            work.hold(path)
    return True


async def mend_task(work: UnitOfWork, task_id: str, project_id: str) -> bool:
    """Add up a task's time anew, in whatever project it was booked, and say whether it was wrong."""
    path, sums = task_path(task_id), Sums()
    document = await work.get(path)
    add(sums, await TimeEntryRepository(work).on_task(task_id))
    if _counters(document) == _without_zeros(sums.get(path, {})):
        return False
    _write(work, path, document, sums.get(path, {}), project_id)
    work.emit(TaskTimeChanged(task_id=task_id))
    return True


async def mend_week(work: UnitOfWork, member_id: str, week_of: date) -> bool:
    """Add up somebody's week anew, and say whether it was wrong."""
    sheets = TimesheetRepository(work)
    held = await sheets.of(member_id, week_of)
    counted = held.recounted(await TimeEntryRepository(work).week(member_id, week_of))
    if counted == held:
        return False
    await sheets.put(counted)
    return True


def _write(work: UnitOfWork, path: str, document: Document | None, sums: Mapping[str, int], project_id: str) -> None:
    if document is None:
        work.create(path, {**sums, "projectId": project_id, "schemaVersion": 1})
        return
    work.update(path, {name: value for name, value in document.data.items() if not is_counter(name)} | dict(sums))


def _counters(document: Document | None) -> dict[str, int]:
    if document is None:
        return {}
    return _without_zeros({name: int(value) for name, value in document.data.items() if is_counter(name)})


def _without_zeros(counters: Mapping[str, int]) -> dict[str, int]:
    return {name: value for name, value in counters.items() if value}
