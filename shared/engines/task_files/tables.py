"""Tables of tasks: Ella's own, and what Jira exports as CSV."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from shared.engines.delimited.reading import DelimitedReader, Limits, Row, column_name
from shared.engines.delimited.writing import unmarked
from shared.engines.task_files.found import MAX_TASKS, FoundPlan, FoundTask, moment_text
from shared.errors import InvalidInput

COLUMNS = (
    *("external_id", "title", "description", "status", "priority", "assignee", "parent", "due_at"),
    *("estimated_minutes", "tags", "depends_on", "constraint", "constraint_at", "actual_start_at"),
    *("actual_finish_at", "remaining_minutes"),
)
_NAMES: Mapping[str, tuple[str, ...]] = {
    "externalId": ("external_id", "issue_key", "key", "id"),
    "title": ("title", "summary", "name", "task"),
    "description": ("description", "notes"),
    "status": ("status",),
    "priority": ("priority",),
    "assignee": ("assignee_email", "assignee"),
    "parent": ("parent", "parent_key"),
    "dueAt": ("due_at", "due_date", "due"),
    "estimatedMinutes": ("estimated_minutes",),
    "constraint": ("constraint",),
    "constraintAt": ("constraint_at",),
    "actualStartAt": ("actual_start_at",),
    "actualFinishAt": ("actual_finish_at",),
    "remainingMinutes": ("remaining_minutes",),
}
_MOMENTS = ("constraintAt", "actualStartAt", "actualFinishAt")
_MINUTES = ("estimatedMinutes", "remainingMinutes")
_LINK = re.compile(r"(?P<id>.+?)(:(?P<relation>FS|SS|FF|SF)(:(?P<lag>[+-]?\d{1,8})(?P<elapsed>e)?)?)?")
_JIRA_DATES = ("%d/%b/%y %I:%M %p", "%d/%b/%y", "%d/%b/%Y %I:%M %p")
_STAGES = {"to do": "to_do", "in progress": "under_way", "done": "done"}
PRIORITIES = {"highest": "critical", "blocker": "critical", "major": "high", "minor": "low", "lowest": "low"}
"""What Jira calls priorities that Ella names otherwise."""


def read_table(data: bytes, zone: ZoneInfo) -> FoundPlan:
    """Return the tasks of a table; raise InvalidInput where the file as a whole can't be read."""
    seen = Counter[str]()

    def naming(text: str) -> str:
        name = column_name(text)
        seen[name] += 1
        # Jira repeats the columns of labels and links as often as one task needs them.
        return f"{name}#{seen[name]}" if seen[name] > 1 else name

    reader = DelimitedReader(Limits(rows=MAX_TASKS, columns=1_000, cell=50_000), naming)
    rows = [*reader.feed(data), *reader.close()]
    known = set(reader.columns)
    if not known & {*_NAMES["externalId"]} or not known & {*_NAMES["title"]}:
        raise InvalidInput("name two columns external_id and title", code="columns_missing")
    from_jira = "issue_key" in known
    twice = sorted(name for name, times in seen.items() if name and times > 1)
    if twice and not from_jira:
        raise InvalidInput(f"two columns are named {', '.join(twice)}; rename one", code="duplicate_column")
    keys = {row.cells.get("issue_id", ""): row.cells.get("issue_key", "") for row in rows} if from_jira else {}
    return FoundPlan(tuple(_task(row, zone, keys) for row in rows))


def _task(row: Row, zone: ZoneInfo, keys: Mapping[str, str]) -> FoundTask:
    if row.problem is not None:
        return FoundTask(row.number, problem=(row.problem.code, row.problem.message))
    cells = {name: unmarked(cell) for name, cell in row.cells.items()}
    data: dict[str, Any] = {}
    for field, names in _NAMES.items():
        name = next((name for name in names if name in cells), None)
        if name is not None:
            data[field] = cells[name] or None
    data["description"] = data.get("description") or ""
    if "parent_id" in cells and not data.get("parent"):
        data["parent"] = keys.get(cells["parent_id"], cells["parent_id"]) or None
    _read_due(data, zone)
    for field in _MOMENTS:
        if data.get(field):
            data[field] = moment_text(data[field], zone)
    _read_minutes(data, cells)
    for field in ("status", "priority", "constraint"):
        if data.get(field) is None:
            data.pop(field, None)
    if "priority" in data:
        data["priority"] = PRIORITIES.get(data["priority"].lower(), data["priority"].lower())
    if keys:
        _read_jira(data, cells)
    elif "tags" in cells or "labels" in cells:
        data["tags"] = _several(cells.get("tags") or cells.get("labels", ""))
    if "depends_on" in cells:
        data["dependsOn"] = [_link(each) for each in _several(cells["depends_on"])]
    return FoundTask(row.number, data)


def _read_due(data: dict[str, Any], zone: ZoneInfo) -> None:
    due = data.get("dueAt")
    if not due:
        return
    for pattern in _JIRA_DATES:
        try:
            found = datetime.strptime(due, pattern)  # noqa: DTZ007
        except ValueError:
            continue
        due = found.date().isoformat() if (found.hour, found.minute) == (0, 0) else found.isoformat()
    data["dueAt"] = moment_text(due, zone, day_ends=True)


def _read_minutes(data: dict[str, Any], cells: Mapping[str, str]) -> None:
    for field in _MINUTES:
        if data.get(field) is not None:
            data[field] = _number(data[field], 1)
    if "estimated_minutes" not in cells and (hours := cells.get("estimated_hours")) is not None:
        data["estimatedMinutes"] = _number(hours, 60) if hours else None


def _read_jira(data: dict[str, Any], cells: Mapping[str, str]) -> None:
    several = {
        base: [cell for name, cell in cells.items() if name.partition("#")[0] == base and cell]
        for base in ("labels", "inward_issue_link_blocks", "outward_issue_link_blocks")
    }
    data["tags"] = several["labels"]
    data["dependsOn"] = [{"externalId": each} for each in several["inward_issue_link_blocks"]]
    data["blocks"] = several["outward_issue_link_blocks"]
    if (stage := _STAGES.get(cells.get("status_category", "").lower())) is not None:
        data["stage"] = stage
    if (seconds := cells.get("original_estimate")) is not None:
        data["estimatedMinutes"] = _number(seconds, Decimal(1) / 60) if seconds else None
    # Jira writes names there, and addresses only where somebody has no other name.
    if "@" not in (data.get("assignee") or "@"):
        del data["assignee"]


def _number(text: str, times: int | Decimal) -> int | str:
    """Return a number as whole minutes; text that is none stays as it is, to be refused with its field."""
    try:
        return round(Decimal(text.replace(",", ".")) * times)
    except (InvalidOperation, OverflowError, ValueError):
        return text


def _several(cell: str) -> list[str]:
    return [each for part in cell.split(",") if (each := part.strip())]


def _link(text: str) -> dict[str, Any]:
    found = _LINK.fullmatch(text)
    if found is None or found["relation"] is None:
        return {"externalId": text}
    link: dict[str, Any] = {"externalId": found["id"], "relation": found["relation"]}
    if found["lag"] is not None:
        link |= {"lagMinutes": int(found["lag"]), "elapsed": found["elapsed"] is not None}
    return link
