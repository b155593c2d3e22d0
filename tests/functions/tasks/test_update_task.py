import pytest

from tests.fixtures.projects import joined, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path, body={"title": "Pack all books"})


async def test_what_is_not_told_stays_and_null_takes_away(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"actualHours": 1.5, "dueAt": "2026-03-05T00:00:00Z", "tags": ["heavy"]}
    await stage.arranged("update_task", call)
    call.body = {"dueAt": None, "priority": "high", "tags": None}
    changed = (await stage.arranged("update_task", call)).data
    assert (changed["actualHours"], changed["dueAt"]) == ("1.5", None)
    assert (changed["priority"], changed["tags"], changed["title"]) == ("high", [], "Pack the books")


async def test_custom_fields_are_those_the_project_defines(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"projectId": call.path["projectId"]}
    fields = [{"key": "room", "name": "Room", "kind": "text"}, {"key": "boxes", "name": "Boxes", "kind": "number"}]
    await stage.call("update_project", as_=call.as_, path=path, body={"settings": {"customFields": fields}})
    call.body = {"customFields": {"room": "attic", "boxes": 3}}
    await stage.arranged("update_task", call)
    call.body = {"customFields": {"boxes": "three"}}
    answer = await stage.arranged("update_task", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/customFields/boxes")
    await stage.call("update_project", as_=call.as_, path=path, body={"settings": {"customFields": fields[1:]}})
    call.body = {"customFields": {"boxes": 4}}
    assert (await stage.arranged("update_task", call)).data["customFields"] == {"boxes": 4}


async def test_a_member_changes_only_what_is_assigned_to_them(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await joined(stage, call.as_, call.path["projectId"])
    statuses: list[int] = []
    for assignee in (member.user_id, None):
        await stage.call("assign_task", as_=call.as_, path=call.path, body={"assigneeId": assignee})
        statuses.append((await stage.call("update_task", as_=member, path=call.path, body=call.body)).status)
    assert statuses == [200, 404]


async def test_who_left_the_project_changes_nothing_though_still_assigned(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await joined(stage, call.as_, call.path["projectId"])
    await stage.call("assign_task", as_=call.as_, path=call.path, body={"assigneeId": member.user_id})
    place = {"projectId": call.path["projectId"], "memberId": member.user_id}
    await stage.call("remove_project_member", as_=call.as_, path=place)
    assert (await stage.call("update_task", as_=member, path=call.path, body=call.body)).status == 404


async def test_a_change_of_what_somebody_changed_since_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    tag = (await stage.call("get_task", as_=call.as_, path=call.path)).headers["etag"]
    await stage.arranged("update_task", call)
    answer = await stage.call("update_task", as_=call.as_, path=call.path, body=call.body, headers={"if-match": tag})
    assert answer.status == 412
