"""Read plans as Microsoft Project writes them in XML: outline, links, constraints, progress, people and calendars."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from shared.engines.task_files.found import FoundPlan, FoundTask, moment_text, require_few
from shared.engines.task_files.markup import below, parsed, text_of
from shared.engines.task_files.project_calendars import calendars_of
from shared.errors import InvalidInput

ID_FIELD = "188743731"
"""The task field `Text1`, in which an export keeps a task's id under the alias `Ella id`."""
ID_ALIAS = "Ella id"
CONSTRAINTS = ("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT")
RELATIONS = ("FF", "FS", "SF", "SS")
PRIORITIES = ((250, "low"), (500, "medium"), (750, "high"))
MATERIAL = ("0", "2")
"""Types of resources that are no people: material and cost."""

_UNWANTED = frozenset(("TimephasedData", "Baseline", "OutlineCodes", "WBSMasks", "Views", "Filters", "Groups"))
_DURATION = re.compile(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?")
_PERCENT_LAGS = ("19", "20", "51", "52")
_ELAPSED_LAGS = ("4", "6", "8", "10", "12", "36", "38", "40", "42", "44")


def read_project(data: bytes, zone: ZoneInfo) -> FoundPlan:
    """Return a plan; raise InvalidInput where the file as a whole is none."""
    root = parsed(data, _UNWANTED)
    if root.tag != "Project":
        raise InvalidInput("the file is no plan of Microsoft Project in XML", code="malformed_xml")
    elements = [
        each for each in below(root, "Tasks", "Task") if _tells(each) and text_of(each, "OutlineLevel") not in ("", "0")
    ]
    require_few(len(elements))
    emails = {
        text_of(each, "UID"): text_of(each, "EmailAddress").lower()
        for each in below(root, "Resources", "Resource")
        if text_of(each, "Type") not in MATERIAL
    }
    hours, people = calendars_of(root, emails)
    return FoundPlan(_tasks(root, elements, emails, zone), hours, people)


def _tells(element: Element) -> bool:
    return text_of(element, "IsNull") != "1" and bool(text_of(element, "UID"))


def _tasks(
    root: Element, elements: Sequence[Element], emails: Mapping[str, str], zone: ZoneInfo
) -> tuple[FoundTask, ...]:
    aliases = {
        text_of(each, "FieldID")
        for each in below(root, "ExtendedAttributes", "ExtendedAttribute")
        if text_of(each, "Alias") == ID_ALIAS
    }
    ids = {text_of(each, "UID"): _id(each, aliases) for each in elements}
    assignments: dict[str, list[dict[str, Any]]] = {}
    for each in below(root, "Assignments", "Assignment"):
        email = emails.get(text_of(each, "ResourceUID"))
        if email:
            units = {"email": email, "units": _percent(text_of(each, "Units"))}
            assignments.setdefault(text_of(each, "TaskUID"), []).append(units)
    line: list[str] = []
    found: list[FoundTask] = []
    for number, element in enumerate(elements, 1):
        level = _level(text_of(element, "OutlineLevel"))
        parent = line[level - 2] if 1 < level <= len(line) + 1 else None
        follows = elements[number] if number < len(elements) else None
        summary = follows is not None and _level(text_of(follows, "OutlineLevel")) > level
        uid = text_of(element, "UID")
        data, notes = _task(element, zone, summary=summary)
        data |= {"externalId": ids[uid], "parent": parent}
        data["dependsOn"] = _links(element, ids, notes)
        data["assignments"] = [] if summary else assignments.get(uid, [])
        problem = None if parent or level == 1 else ("bad_outline", "its outline level follows none above it")
        found.append(FoundTask(number, data, problem, tuple(notes)))
        line[level - 1 :] = [ids[uid]]
    return tuple(found)


def _task(element: Element, zone: ZoneInfo, *, summary: bool) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return what a task says itself; what its subtasks decide is left to them."""
    notes: list[tuple[str, str]] = []
    kind = text_of(element, "ConstraintType") or "0"
    constraint = CONSTRAINTS[int(kind)] if kind in [*map(str, range(len(CONSTRAINTS)))] else kind
    data: dict[str, Any] = {
        "title": text_of(element, "Name"),
        "description": text_of(element, "Notes"),
        "priority": _priority(text_of(element, "Priority")),
        "dueAt": _moment(element, "Deadline", zone),
        "constraint": constraint,
        "constraintAt": None if constraint in ("ASAP", "ALAP") else _moment(element, "ConstraintDate", zone),
    }
    if summary:
        return data, notes
    data["estimatedMinutes"] = _minutes(text_of(element, "Duration"))
    if text_of(element, "DurationFormat") in _ELAPSED_LAGS:
        data["estimatedMinutes"] = None
        notes.append(("elapsed_duration", "its duration passes on the clock; estimate it in working time"))
    start, finish = _moment(element, "ActualStart", zone), _moment(element, "ActualFinish", zone)
    complete = text_of(element, "PercentComplete")
    data |= {"actualStartAt": start, "actualFinishAt": finish, "stage": "to_do"}
    if finish or complete == "100":
        data["stage"] = "done"
    elif start or complete not in ("", "0"):
        data["stage"] = "under_way"
    if text_of(element, "Active") == "0":
        data["stage"] = "dropped"
    data["remainingMinutes"] = _minutes(text_of(element, "RemainingDuration")) if start and not finish else None
    return data, notes


def _links(element: Element, ids: Mapping[str, str], notes: list[tuple[str, str]]) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = []
    for each in element.iterfind("PredecessorLink"):
        uid, kind = text_of(each, "PredecessorUID"), text_of(each, "Type") or "1"
        form, lag = text_of(each, "LagFormat"), text_of(each, "LinkLag") or "0"
        if text_of(each, "CrossProject") == "1" or uid not in ids:
            notes.append(("dependency_left_out", f"it waits for task {uid[:40]}, which the file lacks"))
        elif form in _PERCENT_LAGS and lag != "0":
            notes.append(("dependency_left_out", f"its lag behind task {uid[:40]} is a percentage; write minutes"))
        elif not re.fullmatch(r"[0-3]", kind) or not re.fullmatch(r"-?\d{1,9}", lag):
            notes.append(("dependency_left_out", f"how it waits for task {uid[:40]} can't be read"))
        else:
            how = {"relation": RELATIONS[int(kind)], "lagMinutes": round(int(lag) / 10)}
            links.append({"externalId": ids[uid], **how, "elapsed": form in _ELAPSED_LAGS})
    return links


def _id(element: Element, aliases: set[str]) -> str:
    for each in element.iterfind("ExtendedAttribute"):
        if text_of(each, "FieldID") in aliases and (value := text_of(each, "Value")):
            return value
    return text_of(element, "UID")


def _moment(element: Element, name: str, zone: ZoneInfo) -> str | None:
    text = text_of(element, name)
    return moment_text(text, zone) if text and text != "NA" else None


def _minutes(text: str) -> int | str | None:
    """Return a duration in whole minutes; text that is none stays as it is, to be refused with its field."""
    found = _DURATION.fullmatch(text) if text else None
    if found is None:
        return text or None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return days * 24 * 60 + hours * 60 + minutes + round(seconds / 60)


def _percent(text: str) -> int:
    try:
        return max(1, min(100, round(float(text or 1) * 100)))
    except (ValueError, OverflowError):
        return 100


def _priority(text: str) -> str:
    number = int(text) if re.fullmatch(r"\d{1,4}", text) else 500
    return next((name for most, name in PRIORITIES if number <= most), "critical")


def _level(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text) else 1
