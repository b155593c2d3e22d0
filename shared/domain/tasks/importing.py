"""Rows of a file on their way to being tasks: who lies under whom, and who waits for whom."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.domain.tasks.dependencies import TaskDependency, dependency_id
from shared.domain.tasks.model import MAX_DEPTH, MAX_SUBTASKS
from shared.domain.tasks.rows import LinkRow, TaskRow
from shared.errors import EllaError

IMPORT_KIND = "task_import"
MAX_FILE_BYTES = 32 * 1024 * 1024
REPORT_COLUMNS = ("row", "externalId", "outcome", "code", "message", "taskId")
_ID = re.compile(r"\b(?:[A-Za-z0-9]{20}|x[0-9a-f]{30})\b")


class RowOutcome(StrEnum):
    """What became of a row; a dry run says what would."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row that can be taken: the ids of its task and of what that is a part of, the outermost first."""

    number: int
    row: TaskRow
    id: str
    ancestors: tuple[str, ...]


@dataclass
class Report:
    """What became of each row so far, and what was left out of it."""

    outcomes: dict[int, tuple[str, RowOutcome, str]] = field(default_factory=dict[int, tuple[str, RowOutcome, str]])
    notes: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])

    def tell(self, number: int, external_id: str, outcome: RowOutcome, task_id: str = "") -> None:
        """Say what became of a row."""
        self.outcomes[number] = (external_id, outcome, task_id)

    def refuse(self, number: int, external_id: str, error: EllaError) -> None:
        """Say why a row is not taken."""
        self.tell(number, external_id, RowOutcome.REFUSED)
        problems = [(f"{each.pointer} {each.code}".strip(), each.message) for each in error.fields]
        self.notes.extend((number, *each) for each in problems or [(error.code, error.message)])

    def counts(self) -> dict[str, int]:
        """Return how many rows came to each end."""
        ends = [outcome for _, outcome, _ in self.outcomes.values()]
        return {outcome.value: ends.count(outcome) for outcome in RowOutcome}

    def lines(self) -> list[tuple[object, ...]]:
        """Return the report's rows in the file's order: one for each row, or for each thing to say of it."""
        said: dict[int, list[tuple[str, str]]] = {}
        for number, code, message in self.notes:
            said.setdefault(number, []).append((code, message))
        return [
            (number, external_id, outcome.value, code, message, task_id)
            for number, (external_id, outcome, task_id) in sorted(self.outcomes.items())
            for code, message in said.get(number) or [("", "")]
        ]


def task_id(project_id: str, external_id: str) -> str:
    """Return the id that a task gets which a file calls so: the same whenever it comes again."""
    named = f"{project_id}\0{external_id}"
    return f"x{hashlib.sha256(named.encode()).hexdigest()[:30]}"


def possible_ids(rows: Mapping[int, TaskRow]) -> list[str]:
    """Return those external ids that may be ids of the project's own tasks, which its exports name so."""
    return [row.external_id for row in rows.values() if _ID.fullmatch(row.external_id)]


def placed(rows: Mapping[int, TaskRow], own: set[str], project_id: str, report: Report) -> list[PlacedRow]:
    """Return rows with parents before their parts; what can't be placed is told in the report.

    `own` are the external ids that are the project's own tasks' ids.
    """
    by_id: dict[str, tuple[int, TaskRow]] = {}
    for number, row in rows.items():
        if row.external_id in by_id:
            _refuse(report, number, row, "duplicate_external_id", f"row {by_id[row.external_id][0]} has the same id")
        else:
            by_id[row.external_id] = (number, row)
    ids = {each: each if each in own else task_id(project_id, each) for each in by_id}
    children: dict[str | None, list[str]] = {}
    for external_id, (number, row) in by_id.items():
        if row.parent is not None and row.parent not in by_id:
            _refuse(report, number, row, "parent_not_found", f"the file has no task {row.parent!r} that can be taken")
            continue
        children.setdefault(row.parent, []).append(external_id)
    found: list[PlacedRow] = []
    level: list[tuple[str, tuple[str, ...]]] = [(each, ()) for each in children.get(None, ())]
    while level:
        below: list[tuple[str, tuple[str, ...]]] = []
        for external_id, ancestors in level:
            number, row = by_id[external_id]
            found.append(PlacedRow(number, row, ids[external_id], ancestors))
            parts = children.get(external_id, ())
            fitting = parts[:MAX_SUBTASKS] if len(ancestors) + 1 < MAX_DEPTH else ()
            below.extend((each, (*ancestors, ids[external_id])) for each in fitting)
        level = below
    taken = {each.row.external_id for each in found}
    for external_id, (number, row) in by_id.items():
        if external_id not in taken and number not in report.outcomes:
            code, message = _unplaced(row, by_id)
            _refuse(report, number, row, code, message)
    return found


def links_of(
    rows: Iterable[PlacedRow], project_id: str, report: Report, *, by: str, at: datetime
) -> list[TaskDependency]:
    """Return what waits for what among rows, each pair once; a link to what is not there is told in the report."""
    known = {each.row.external_id: each for each in rows}
    found: dict[str, TaskDependency] = {}
    for each in known.values():
        waits = [(each, link.external_id, link) for link in each.row.depends_on]
        waits += [(known.get(other), each.row.external_id, LinkRow(external_id=other)) for other in each.row.blocks]
        for waiting, awaited, link in waits:
            other = known.get(awaited)
            if waiting is None or other is None:
                missing = link.external_id
                report.notes.append((each.number, "dependency_left_out", f"no task {missing!r} was taken of the file"))
                continue
            dependency = _dependency(waiting, other, link, project_id, by=by, at=at)
            # A program that tells of a link at both its ends means one.
            found.setdefault(dependency.id, dependency)
    return list(found.values())


def named(message: str, rows: Iterable[PlacedRow]) -> str:
    """Return a message about tasks with what the file calls them for their ids."""
    names = {each.id: each.row.external_id for each in rows}
    return _ID.sub(lambda found: names.get(found[0], found[0]), message)


def _dependency(
    task: PlacedRow, other: PlacedRow, link: LinkRow, project_id: str, *, by: str, at: datetime
) -> TaskDependency:
    return TaskDependency(
        id=dependency_id(task.id, other.id),
        project_id=project_id,
        task_id=task.id,
        task_line=task.ancestors,
        depends_on_task_id=other.id,
        depends_on_line=other.ancestors,
        relation=link.relation,
        lag_minutes=link.lag_minutes,
        elapsed=link.elapsed,
        created_by=by,
        created_at=at,
    )


def _unplaced(row: TaskRow, by_id: Mapping[str, tuple[int, TaskRow]]) -> tuple[str, str]:
    path: list[str] = [row.external_id]
    while (parent := by_id[path[-1]][1].parent) is not None and parent in by_id and parent not in path:
        path.append(parent)
    if parent is not None and parent in path:
        ring = [*path[path.index(parent) :], parent]
        return "part_of_itself", f"a task is part of itself: {' < '.join(ring)}"
    if len(path) > MAX_DEPTH:
        return "too_deep", f"tasks lie at most {MAX_DEPTH} deep in one another"
    if parent is not None:
        return "parent_not_found", f"it lies under {path[-1]!r}, which can't be taken"
    return "too_many_subtasks", f"a task has at most {MAX_SUBTASKS} subtasks"


def _refuse(report: Report, number: int, row: TaskRow, code: str, message: str) -> None:
    report.tell(number, row.external_id, RowOutcome.REFUSED)
    report.notes.append((number, code, message))


def same_wait(one: TaskDependency | None, other: TaskDependency) -> bool:
    """Tell whether a stored dependency says what another does."""
    names: Sequence[str] = ("relation", "lag_minutes", "elapsed")
    return one is not None and all(getattr(one, name) == getattr(other, name) for name in names)
