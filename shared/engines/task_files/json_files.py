"""Tasks in JSON: Ella's own list, and the issues that Jira's search answers with."""

import json
from typing import Any, cast
from zoneinfo import ZoneInfo

from shared.engines.records.reading import from_json
from shared.engines.task_files.found import FoundPlan, FoundTask, moment_text, require_few
from shared.engines.task_files.tables import PRIORITIES
from shared.errors import InvalidInput

_STAGES = {"new": "to_do", "indeterminate": "under_way", "done": "done"}
_MAX_NODES = 10_000


def read_json(data: bytes, zone: ZoneInfo) -> FoundPlan:
    """Return the tasks of a file; raise InvalidInput as `malformed_json` where it is none of the two."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        records = from_json(data)
        require_few(len(records))
        return FoundPlan(tuple(FoundTask(each.number, each.data, each.problem) for each in records))
    try:
        whole = _object(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise InvalidInput("the file is not valid JSON", code="malformed_json") from error
    issues = whole.get("issues")
    if not isinstance(issues, list):
        raise InvalidInput("the file holds a list of tasks, or Jira's issues", code="malformed_json")
    found = cast(list[Any], issues)
    require_few(len(found))
    return FoundPlan(tuple(_issue(number, _object(each), zone) for number, each in enumerate(found, 1)))


def _issue(number: int, issue: dict[str, Any], zone: ZoneInfo) -> FoundTask:
    fields = _object(issue.get("fields"))
    if not fields:
        return FoundTask(number, problem=("not_an_object", "an issue has fields; export it with them"))
    status, due, seconds = _object(fields.get("status")), fields.get("duedate"), fields.get("timeoriginalestimate")
    data: dict[str, Any] = {
        "externalId": issue.get("key"),
        "title": fields.get("summary"),
        "description": _text(fields.get("description")),
        "parent": _object(fields.get("parent")).get("key"),
        "dueAt": moment_text(due, zone, day_ends=True) if isinstance(due, str) else due,
        "estimatedMinutes": round(seconds / 60) if isinstance(seconds, int | float) else seconds,
        "tags": fields.get("labels") or [],
    }
    if "name" in status:
        data["status"] = status["name"]
    if (stage := _STAGES.get(str(_object(status.get("statusCategory")).get("key")))) is not None:
        data["stage"] = stage
    if (priority := _object(fields.get("priority")).get("name")) is not None:
        name = str(priority).lower()
        data["priority"] = PRIORITIES.get(name, name)
    assignee = fields.get("assignee")
    # Jira leaves out the addresses of people who hide them.
    if assignee is None or "emailAddress" in _object(assignee):
        data["assignee"] = _object(assignee).get("emailAddress")
    links = [_object(each) for each in cast(list[Any], fields.get("issuelinks") or [])]
    blocking = [each for each in links if _object(each.get("type")).get("name") == "Blocks"]
    data["dependsOn"] = [{"externalId": key} for each in blocking if (key := _key(each.get("inwardIssue")))]
    data["blocks"] = [key for each in blocking if (key := _key(each.get("outwardIssue")))]
    return FoundTask(number, data)


def _text(value: Any) -> Any:
    """Return a description as text: what Jira's newer documents say, a line for each paragraph."""
    if not isinstance(value, dict):
        return value or ""
    parts: list[str] = []
    waiting: list[Any] = [value]
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        node = _object(waiting.pop())
        if node.get("type") in ("paragraph", "heading", "listItem", "hardBreak") and parts:
            parts.append("\n")
        parts.append(str(node.get("text") or ""))
        children = node.get("content")
        waiting.extend(reversed(cast(list[Any], children)) if isinstance(children, list) else ())
    return "".join(parts).strip()


def _key(value: Any) -> str:
    return str(_object(value).get("key") or "")


def _object(value: Any) -> dict[str, Any]:
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}
