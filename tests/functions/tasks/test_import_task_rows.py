import json
from collections.abc import Sequence
from typing import Any

import pytest

from functions.tasks.import_task_rows import BATCH
from shared.auth.roles import Role
from shared.domain.tasks.events import TaskImportReceived
from shared.errors import DependencyUnavailable
from tests.fixtures.projects import project, task, waits
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.task_files import (
    CSV,
    JSON,
    MOVING,
    PLAN,
    XML,
    imported_tasks,
    report_of,
    tasks_by_title,
    uploaded_tasks,
)

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, project_id = await planner(stage)
    upload_id = await uploaded_tasks(stage, admin, MOVING)
    path = {"projectId": project_id}
    answer = await stage.call("import_tasks", as_=admin, path=path, body={"uploadId": upload_id})
    stage.bus.waiting.clear()
    event = TaskImportReceived(
        project_id=project_id, upload_id=upload_id, operation_id=answer.data["id"], dry_run=False, calendars=False
    )
    return Arranged(event=event, tenant_id=admin.tenant_id)


async def planner(stage: Stage) -> tuple[SignedIn, str]:
    admin = await stage.member(Role.ADMIN)
    return admin, await project(stage, admin)


def counts(operation: dict[str, Any]) -> tuple[int, ...]:
    assert operation["status"] == "succeeded", operation
    return tuple(operation["result"][each] for each in ("created", "updated", "unchanged", "refused"))


async def test_a_table_becomes_tasks_with_their_parts_and_what_they_wait_for(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    operation = await imported_tasks(stage, admin, project_id, MOVING)
    assert counts(operation) == (3, 0, 0, 0)
    found = await tasks_by_title(stage)
    move, pack, carry = found["Move"], found["Pack"], found["Carry"]
    assert (move["subtaskCount"], pack["parentId"], carry["ancestors"]) == (2, move["id"], [move["id"]])
    assert (pack["estimatedHours"], pack["tags"], pack["status"]) == ("7.5", ["books", "heavy"], "in_progress")
    assert move["dueAt"].isoformat() == "2026-03-09T23:59:00+00:00"
    [link] = await stage.documents("taskDependencies")
    assert (link["taskId"], link["dependsOnTaskId"], link["relation"]) == (carry["id"], pack["id"], "SS")
    assert (link["lagMinutes"], carry["assigneeId"]) == (90, None)
    said = [(each["row"], each["outcome"], each["code"]) for each in await report_of(stage, admin, operation)]
    assert said == [
        ("2", "created", ""),
        ("3", "created", ""),
        ("4", "created", "assignee_not_in_project"),
        ("4", "created", "dependency_left_out"),
    ]


async def test_the_same_file_again_changes_nothing_and_another_changes_what_differs(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    await imported_tasks(stage, admin, project_id, MOVING)
    before = await stage.documents("tasks")
    stage.clock.advance(minutes=5)
    assert counts(await imported_tasks(stage, admin, project_id, MOVING)) == (0, 0, 3, 0)
    assert await stage.documents("tasks") == before
    changed = MOVING.replace(b"7.5", b"8").replace(b"SS:+90", b"FS")
    assert counts(await imported_tasks(stage, admin, project_id, changed)) == (0, 1, 2, 0)
    [link] = await stage.documents("taskDependencies")
    assert ((await tasks_by_title(stage))["Pack"]["estimatedHours"], link["relation"]) == ("8", "FS")


async def test_a_dry_run_tells_the_same_and_changes_nothing(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    assert counts(await imported_tasks(stage, admin, project_id, MOVING, dryRun=True)) == (3, 0, 0, 0)
    assert (await stage.documents("tasks"), await stage.documents("taskDependencies")) == ([], [])


async def test_a_plan_of_microsoft_project_comes_with_links_constraints_people_and_calendars(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    data = PLAN.replace(b"EMAIL", admin.email.encode())
    operation = await imported_tasks(stage, admin, project_id, data, XML, calendars=True)
    assert counts(operation) == (4, 0, 0, 0)
    found = await tasks_by_title(stage)
    paint, floor, party = found["Paint"], found["Lay floor"], found["Party"]
    assert (paint["estimatedHours"], paint["priority"], paint["plan"]["constraint"]) == ("16", "critical", "SNET")
    assert paint["dueAt"].isoformat() == "2026-03-06T17:00:00+00:00"
    assert paint["plan"]["assignments"] == [{"memberId": admin.user_id, "units": 50}]
    assert floor["plan"]["estimate"]["likelyMinutes"] == 50
    links = {(each["taskId"], each["relation"]): each for each in await stage.documents("taskDependencies")}
    lead, wait = links[floor["id"], "SS"], links[party["id"], "FS"]
    assert (lead["lagMinutes"], lead["elapsed"], wait["lagMinutes"], wait["elapsed"]) == (-120, False, 1440, True)
    [calendar] = await stage.documents("workingCalendars")
    week = calendar["hours"]["week"]
    assert (week[4]["spans"], week[5]["spans"], len(calendar["hours"]["exceptions"])) == (
        [{"start": 480, "end": 720}],
        [],
        3,
    )
    assert calendar["people"][0]["hours"]["week"][0]["spans"] == []
    assert counts(await imported_tasks(stage, admin, project_id, data, XML, calendars=True)) == (0, 0, 4, 0)


JIRA = {
    "issues": [
        {
            "key": "MOV-1",
            "fields": {
                "summary": "Pack",
                "status": {"name": "Selected for Development", "statusCategory": {"key": "indeterminate"}},
                "priority": {"name": "Highest"},
                "labels": ["books"],
                "timeoriginalestimate": 7200,
                "duedate": "2026-03-09",
                "description": {"type": "doc", "content": [{"type": "paragraph", "content": [{"text": "Mind it"}]}]},
                "issuelinks": [{"type": {"name": "Blocks"}, "outwardIssue": {"key": "MOV-2"}}],
            },
        },
        {
            "key": "MOV-2",
            "fields": {
                "summary": "Carry",
                "status": {"name": "Done", "statusCategory": {"key": "done"}},
                "issuelinks": [{"type": {"name": "Blocks"}, "inwardIssue": {"key": "MOV-1"}}],
            },
        },
        {"key": "MOV-3", "fields": {"summary": "Unpack", "parent": {"key": "MOV-2"}}},
    ]
}


async def test_jiras_issues_come_with_their_stage_links_and_parents(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    assert counts(await imported_tasks(stage, admin, project_id, json.dumps(JIRA).encode(), JSON)) == (3, 0, 0, 0)
    found = await tasks_by_title(stage)
    pack = found["Pack"]
    assert (pack["status"], pack["priority"], pack["description"]) == ("in_progress", "critical", "Mind it")
    assert (pack["estimatedHours"], pack["externalId"]) == ("2", "MOV-1")
    assert (found["Carry"]["status"], found["Unpack"]["parentId"]) == ("completed", found["Carry"]["id"])
    [link] = await stage.documents("taskDependencies")
    assert (link["taskId"], link["dependsOnTaskId"]) == (found["Carry"]["id"], pack["id"])


async def test_jiras_table_repeats_columns_and_names_parents_by_number(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    table = (
        b"Summary,Issue key,Issue id,Parent id,Status,Status Category,Labels,Labels,Outward issue link (Blocks),"
        b"Original estimate,Due date,Assignee\n"
        b"Pack,MOV-1,10,,Doing,In Progress,books,heavy,MOV-2,5400,09/Mar/26 12:00 AM,Ann\n"
        b"Carry,MOV-2,11,,To Do,To Do,,,,,,\n"
        b"Label,MOV-3,12,10,To Do,To Do,,,,,,\n"
    )
    assert counts(await imported_tasks(stage, admin, project_id, table, CSV)) == (3, 0, 0, 0)
    [link] = await stage.documents("taskDependencies")
    assert link["taskId"] == (await tasks_by_title(stage))["Carry"]["id"]
    pack = (await tasks_by_title(stage))["Pack"]
    assert (pack["tags"], pack["estimatedHours"], pack["subtaskCount"]) == (["books", "heavy"], "1.5", 1)
    assert pack["dueAt"].isoformat() == "2026-03-09T23:59:00+00:00"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1;A;2\n2;B;1", "a task is part of itself: 1 < 2 < 1"),
        ("1;A;\n1;B;", "row 2 has the same id"),
        ("1;A;7", "the file has no task '7' that can be taken"),
        (";A;", "Input should be a valid string"),
        ("\n".join(f"{n};T;{n - 1 or ''}" for n in range(1, 7)), "tasks lie at most 5 deep in one another"),
    ],
)
async def test_a_row_that_can_be_no_task_is_told_of(stage: Stage, rows: str, said: str) -> None:
    admin, project_id = await planner(stage)
    operation = await imported_tasks(stage, admin, project_id, f"external_id;title;parent\n{rows}\n".encode())
    assert operation["result"]["refused"] >= 1
    messages = [each["message"] for each in await report_of(stage, admin, operation) if each["outcome"] == "refused"]
    assert said in messages


async def test_a_ring_of_tasks_that_wait_for_each_other_is_refused_whole_and_named(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    table = b"external_id,title,depends_on\nA1,Pack,C3\nB2,Carry,A1\nC3,Unpack,B2\n"
    operation = await imported_tasks(stage, admin, project_id, table)
    assert (operation["status"], operation["error"]["code"]) == ("failed", "dependency_cycle")
    assert all(name in operation["error"]["message"] for name in ("A1", "B2", "C3"))
    assert await stage.documents("tasks") == []


async def test_a_ring_with_what_the_project_has_already_is_refused(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    table = b"external_id,title,depends_on\nA1,Pack,\nB2,Carry,\n"
    await imported_tasks(stage, admin, project_id, table)
    found = await tasks_by_title(stage)
    await waits(stage, admin, project_id, found["Pack"]["id"], found["Carry"]["id"])
    operation = await imported_tasks(stage, admin, project_id, table.replace(b"Carry,", b"Carry,A1"))
    assert operation["error"]["code"] == "dependency_cycle"


async def test_a_row_named_by_the_projects_own_task_changes_that_task(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    own = await task(stage, admin, project_id)
    table = f"external_id,title,parent\n{own},Pack all,\nnew,Shelves,{own}\n".encode()
    assert counts(await imported_tasks(stage, admin, project_id, table)) == (1, 1, 0, 0)
    found = await tasks_by_title(stage)
    assert (found["Pack all"]["id"], found["Shelves"]["parentId"]) == (own, own)


async def test_a_task_of_another_project_is_never_changed(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    other = await task(stage, admin, await project(stage, admin))
    table = f"external_id,title\n{other},Taken over\n".encode()
    assert counts(await imported_tasks(stage, admin, project_id, table)) == (1, 0, 0, 0)
    assert (await tasks_by_title(stage))["Pack the books"]["id"] == other


async def test_a_deleted_task_stays_deleted(stage: Stage) -> None:
    admin, project_id = await planner(stage)
    table = b"external_id,title\n1,Pack\n"
    await imported_tasks(stage, admin, project_id, table)
    path = {"projectId": project_id, "taskId": (await tasks_by_title(stage))["Pack"]["id"]}
    assert (await stage.call("delete_task", as_=admin, path=path)).status == 204
    operation = await imported_tasks(stage, admin, project_id, table)
    assert [each["code"] for each in await report_of(stage, admin, operation)] == ["task_deleted"]


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><Project><Name>&b;</Name></Project>"


@pytest.mark.parametrize(
    ("data", "content_type", "code"),
    [
        (BOMB, XML, "doctype_refused"),
        (b'<!DOCTYPE Project SYSTEM "http://example.com/x.dtd"><Project/>', XML, "doctype_refused"),
        (b"<Project>", XML, "malformed_xml"),
        (b"<a>" * 1000, XML, "malformed_xml"),
        (b"<Plan/>", XML, "malformed_xml"),
        (b"{}", JSON, "malformed_json"),
        (b"[" * 100_000, JSON, "malformed_json"),
        (b'{"issues": [', JSON, "malformed_json"),
        (b"name\nPack\n", CSV, "columns_missing"),
        (b"id,title,title\n1,A,B\n", CSV, "duplicate_column"),
        (b"id,title\n" + b"1,A\n" * 50_001, CSV, "too_many_rows"),
    ],
)
async def test_a_file_that_is_none_is_refused(stage: Stage, data: bytes, content_type: str, code: str) -> None:
    admin, project_id = await planner(stage)
    operation = await imported_tasks(stage, admin, project_id, data, content_type)
    assert (operation["status"], operation["error"]["code"]) == ("failed", code)
    assert await stage.documents("uploads") == []


async def test_a_delivery_that_stopped_half_way_is_gone_on_with(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, TaskImportReceived)
    admin_rows = b"external_id,title,parent\n" + b"".join(b"%d,Box,%s\n" % (n, b"0" if n else b"") for n in range(200))
    upload = (await stage.documents("uploads"))[0]
    await stage.files.put(f"tenants/{call.tenant_id}/uploads/{upload['id']}", admin_rows, "text/csv")
    commit = stage.store.commit

    async def down_after_a_batch(writes: Sequence[Any], *args: Any, **kwargs: Any) -> Any:
        if any("/tasks/" in write.path for write in writes) and await stage.documents("tasks"):
            raise DependencyUnavailable("down")
        return await commit(writes, *args, **kwargs)

    stage.store.commit = down_after_a_batch
    envelope = stage.envelope(call.event, call.tenant_id)
    await stage.deliver("import_task_rows", envelope)
    stage.store.commit = commit
    assert len(await stage.documents("tasks")) == BATCH
    stage.clock.advance(minutes=5)
    assert await stage.deliver("import_task_rows", envelope) == 204
    stored = await stage.documents("tasks")
    assert (len(stored), max(each["subtaskCount"] for each in stored)) == (200, 199)
    [operation] = await stage.documents("operations")
    assert (operation["result"]["created"], operation["result"]["unchanged"]) == (200 - BATCH, BATCH)
