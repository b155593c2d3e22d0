"""Sums of booked time are held against the entries themselves, and mended where they differ.

Whatever books time writes a document of its project and one of its week. Where those are as they were before the
entries were read, the entries are too.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.time_tracking.booking import is_counter, paths_of, project_paths
from shared.domain.time_tracking.events import TaskTimeChanged
from shared.domain.time_tracking.model import TimeEntry
from shared.domain.time_tracking.repository import TimeEntryRepository, TimesheetRepository

MOST = 200
"""Documents that are mended at once; the next time mends what is left."""

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


async def mend_project(
    work: UnitOfWork, project_id: str, sums: Sums, paths: Iterable[str], before: Mapping[str, str | None]
) -> int:
    """Write some counting documents anew, return how many; none where a project's versions are not those `before`."""
    mended = list(paths)[:MOST]
    shards = project_paths(project_id)
    documents = dict(zip([*shards, *mended], await work.get_many([*shards, *mended]), strict=True))
    if any(work.version(path) != before[path] for path in shards):
        return 0
    for path in mended:
        document = documents[path]
        if document is None:
            work.create(path, {**sums[path], "projectId": project_id, "schemaVersion": 1})
        else:
            other = {name: value for name, value in document.data.items() if not is_counter(name)}
            work.update(path, other | sums.get(path, {}))
        if path not in shards:
            work.emit(TaskTimeChanged(task_id=path.rpartition("/")[2]))
    for path in shards:
        if documents[path] is not None and path not in mended:
            work.hold(path)
    return len(mended)


async def mend_week(work: UnitOfWork, member_id: str, week_of: date) -> bool:
    """Add up somebody's week anew, and say whether it was wrong."""
    sheets = TimesheetRepository(work)
    held = await sheets.of(member_id, week_of)
    counted = held.recounted(await TimeEntryRepository(work).week(member_id, week_of))
    if counted == held:
        return False
    await sheets.put(counted)
    return True


def _counters(document: Document | None) -> dict[str, int]:
    if document is None:
        return {}
    return _without_zeros({name: int(value) for name, value in document.data.items() if is_counter(name)})


def _without_zeros(counters: Mapping[str, int]) -> dict[str, int]:
    return {name: value for name, value in counters.items() if value}
