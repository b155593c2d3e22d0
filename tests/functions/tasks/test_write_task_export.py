import csv
import io
import json
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.tasks.events import TaskExportRequested
from tests.fixtures.projects import project, task
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.task_files import CSV, JSON, MOVING, PLAN, XML, imported_tasks

pytestmark = pytest.mark.anyio

TYPES = {"csv": CSV, "json": JSON, "ms_project": XML}


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin)}
    answer = await stage.call("export_tasks", as_=admin, path=path, body={})
    stage.bus.waiting.clear()
    event = TaskExportRequested(file_id=answer.data["id"], format="csv")
    return Arranged(event=event, tenant_id=admin.tenant_id)


async def exported(stage: Stage, admin: SignedIn, project_id: str, format: str) -> bytes:
    path = {"projectId": project_id}
    answer = await stage.call("export_tasks", as_=admin, path=path, body={"format": format})
    await stage.settle()
    return await stage.files.get(f"tenants/{admin.tenant_id}/task-files/{answer.data['id']}", max_bytes=10**8)


def ordered(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(documents, key=lambda each: each["id"])


@pytest.mark.parametrize("format", TYPES)
async def test_what_was_exported_is_imported_again_and_changes_nothing(stage: Stage, format: str) -> None:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await imported_tasks(stage, admin, project_id, MOVING)
    await imported_tasks(stage, admin, project_id, PLAN.replace(b"EMAIL", admin.email.encode()), XML, calendars=True)
    await task(stage, admin, project_id, title="Own", assigneeId=admin.user_id, estimatedHours="0.02")
    before = [ordered(await stage.documents(each)) for each in ("tasks", "taskDependencies")]
    data = await exported(stage, admin, project_id, format)
    stage.clock.advance(minutes=5)
    operation = await imported_tasks(stage, admin, project_id, data, TYPES[format])
    assert {name: operation["result"][name] for name in ("created", "updated", "refused")} == {
        "created": 0,
        "updated": 0,
        "refused": 0,
    }
    assert [ordered(await stage.documents(each)) for each in ("tasks", "taskDependencies")] == before


async def test_a_plan_taken_to_another_project_is_the_same_there(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    one, other = await project(stage, admin), await project(stage, admin)
    await imported_tasks(stage, admin, one, PLAN.replace(b"EMAIL", admin.email.encode()), XML, calendars=True)
    data = await exported(stage, admin, one, "ms_project")
    assert (await imported_tasks(stage, admin, other, data, XML, calendars=True))["result"]["created"] == 4
    records = [json.loads(await exported(stage, admin, each, "json")) for each in (one, other)]
    assert records[0] == records[1]
    hours = {each["id"]: each["hours"] for each in await stage.documents("workingCalendars")}
    assert hours[one] == hours[other]


async def test_no_cell_of_a_table_is_a_formula(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await task(stage, admin, project_id, title='=HYPERLINK("http://example.com")')
    text = (await exported(stage, admin, project_id, "csv")).decode()
    [row] = csv.DictReader(io.StringIO(text))
    assert row["title"].startswith("'=")
    operation = await imported_tasks(stage, admin, project_id, text.encode())
    assert operation["result"]["unchanged"] == 1


async def test_characters_that_xml_has_no_place_for_are_left_out(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await task(stage, admin, project_id, title="Pack\x08 <&> \U0001f4e6", dueAt="9999-12-31T23:59:00Z")
    data = await exported(stage, admin, project_id, "ms_project")
    assert "Pack &lt;&amp;&gt; \U0001f4e6" in data.decode()
    assert (await imported_tasks(stage, admin, project_id, data, XML))["result"]["refused"] == 0


async def test_a_project_that_is_gone_has_no_export(stage: Stage) -> None:
    call = await arrange(stage)
    [found] = await stage.documents("projects")
    admin = await stage.member(Role.ADMIN, tenant_id=call.tenant_id)
    await stage.call("delete_project", as_=admin, path={"projectId": found["id"]})
    assert call.event is not None
    await stage.deliver("write_task_export", stage.envelope(call.event, call.tenant_id))
    [operation] = await stage.documents("operations")
    assert (operation["status"], operation["error"]["code"]) == ("failed", "project_not_found")
