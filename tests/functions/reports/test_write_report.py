import csv
import io
import json
from typing import Any

import pytest

from functions.reports import write_report as module
from shared.auth.roles import Role
from shared.domain.reports.events import ReportRequested
from tests.fixtures.projects import joined, project, task
from tests.fixtures.reports import file_of, ran, report, reported
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.time_tracking import booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    answer = await stage.call("run_report", as_=admin, path=path, body={})
    stage.bus.waiting.clear()
    return Arranged(event=ReportRequested(run_id=answer.data["id"]), tenant_id=admin.tenant_id)


async def told(stage: Stage, admin: SignedIn, project_id: str, **definition: Any) -> dict[str, Any]:
    path = {"projectId": project_id, "reportId": await report(stage, admin, project_id, definition=definition)}
    return json.loads(await file_of(stage, admin, await ran(stage, admin, path)))


async def test_tasks_are_added_up_by_people_and_tags_each_once_in_the_total(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    person = await joined(stage, admin, project_id)
    mine = {"assigneeId": person.user_id, "tags": ["heavy", "books"], "estimatedHours": "1.50"}
    await task(stage, admin, project_id, **mine)
    await task(stage, admin, project_id, dueAt="2026-03-01T09:00:00Z", estimatedHours="2.25")
    asked = {"dimensions": ["assignee", "tag"], "measures": ["tasks", "overdue", "estimated_hours"]}
    found = await told(stage, admin, project_id, source="tasks", **asked)
    [member] = [each for each in await stage.documents("members") if each["id"] == person.user_id]
    name = member["displayName"]
    assert found["rows"] == [
        {"assignee": "none", "tag": "none", "tasks": "1", "overdue": "1", "estimated_hours": "2.25"},
        {"assignee": name, "tag": "books", "tasks": "1", "overdue": "0", "estimated_hours": "1.50"},
        {"assignee": name, "tag": "heavy", "tasks": "1", "overdue": "0", "estimated_hours": "1.50"},
    ]
    assert found["total"] == {"tasks": "2", "overdue": "1", "estimated_hours": "3.75"}


async def test_only_what_filters_leave_is_added_up(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    done = await task(stage, admin, project_id, priority="high", tags=["heavy"])
    await task(stage, admin, project_id, priority="high")
    path = {"projectId": project_id, "taskId": done}
    await stage.call("change_task_status", as_=admin, path=path, body={"status": "completed"})
    for filters, number in (
        ({"priority": "high"}, "2"),
        ({"tag": "heavy"}, "1"),
        ({"status": "completed"}, "1"),
        ({"doneLastDays": 1}, "1"),
        ({"assigneeId": "nobody"}, "0"),
    ):
        found = await told(stage, admin, project_id, source="tasks", measures=["tasks"], filters=filters)
        assert found["total"] == {"tasks": number}, filters
    stage.clock.advance(days=1)
    admin = await stage.signed_in_again(admin)
    found = await told(stage, admin, project_id, source="tasks", measures=["tasks"], filters={"doneLastDays": 1})
    assert found["total"] == {"tasks": "0"}


async def test_time_and_its_costs_are_added_up_by_week_and_currency(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    rated = {"memberId": person.user_id, "fromOn": "2026-03-01"}
    await booked(stage, person, path, day="2026-02-28", minutes=30)
    answer = await stage.call(
        "set_member_rate", as_=admin, path=rated, body={"rate": {"amount": 6_050, "currency": "EUR"}}
    )
    assert answer.status == 200, answer.body
    await booked(stage, person, path, day="2026-03-02", minutes=20)
    await booked(stage, person, path, day="2026-03-01", minutes=40)
    asked = {"dimensions": ["week", "currency", "task"], "measures": ["entries", "hours", "cost"]}
    found = await told(stage, admin, path["projectId"], source="time", **asked)
    place = {"task": "Pack the books", "entries": "1"}
    assert found["rows"] == [
        {"week": "2026-02-23", "currency": "none", "hours": "0.50", "cost": "0", **place},
        {"week": "2026-02-23", "currency": "EUR", "hours": "0.67", "cost": "4033", **place},
        {"week": "2026-03-02", "currency": "EUR", "hours": "0.33", "cost": "2017", **place},
    ]
    assert found["total"] == {"entries": "3", "hours": "1.50", "cost": "6050"}
    for filters, hours in (
        ({"lastDays": 1}, "0.33"),
        ({"since": "2026-03-01", "until": "2026-03-01"}, "0.67"),
        ({"memberId": admin.user_id}, "0.00"),
        ({"taskId": path["taskId"]}, "1.50"),
    ):
        found = await told(stage, admin, path["projectId"], source="time", measures=["hours"], filters=filters)
        assert found["total"] == {"hours": hours}, filters


async def test_no_cell_of_a_table_is_a_formula(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    await stage.call("update_task", as_=admin, path=path, body={"title": "=1+1"})
    await booked(stage, person, path)
    definition = {"source": "time", "dimensions": ["task"], "measures": ["hours"]}
    path["reportId"] = await report(stage, admin, path["projectId"], definition=definition)
    at = {name: path[name] for name in ("projectId", "reportId")}
    content = await file_of(stage, admin, await ran(stage, admin, at, format="csv"))
    assert list(csv.reader(io.StringIO(content.decode()))) == [["task", "hours"], ["'=1+1", "1.00"]]


async def test_a_report_is_laid_out_for_paper(stage: Stage) -> None:
    admin, path = await reported(stage)
    operation = await ran(stage, admin, path, format="pdf")
    content = await file_of(stage, admin, operation)
    assert (content[:5], operation["result"]["size"]) == (b"%PDF-", len(content))


async def test_more_rows_than_anybody_reads_are_refused(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 0)
    admin, path = await reported(stage)
    operation = await ran(stage, admin, path)
    assert (operation["status"], operation["error"]["code"]) == ("failed", "report_too_large")


async def test_a_project_of_too_many_tasks_is_refused(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FACTS", 0)
    admin, path = await reported(stage)
    operation = await ran(stage, admin, path)
    assert (operation["status"], operation["error"]["code"]) == ("failed", "project_too_large")
