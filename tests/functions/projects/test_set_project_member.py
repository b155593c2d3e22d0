import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id, "memberId": admin.user_id})


async def test_adding_somebody_again_changes_what_they_do(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.path["memberId"] = (await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)).user_id
    for role in ("contributor", "observer"):
        call.body = {"role": role}
        await stage.arranged("set_project_member", call)
    members = (await stage.call("list_project_members", as_=call.as_, path={"projectId": call.path["projectId"]})).data
    assert [each["role"] for each in members["items"]] == ["lead", "observer"]


async def test_people_added_at_once_are_all_in_the_project(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    people = [await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id) for _ in range(4)]
    paths = [call.path | {"memberId": person.user_id} for person in people]
    await asyncio.gather(*(stage.call("set_project_member", as_=call.as_, path=path, body={}) for path in paths))
    [stored] = await stage.documents("projects")
    assert set(stored["memberIds"]) == {call.as_.user_id, *(person.user_id for person in people)}


async def test_nobody_from_outside_the_tenant_is_added(stage: Stage) -> None:
    call = await arrange(stage)
    call.path["memberId"] = (await stage.member()).user_id
    answer = await stage.arranged("set_project_member", call)
    assert (answer.status, answer.error["code"]) == (404, "member_not_found")


async def test_a_project_has_at_most_two_hundred_members(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = f"tenants/{call.as_.tenant_id}/projects/{call.path['projectId']}"
    [place] = (await stage.documents("projects"))[0]["places"]
    await stage.change(path, places=[place | {"memberId": f"M{number}"} for number in range(200)])
    answer = await stage.arranged("set_project_member", call)
    assert (answer.status, answer.error["code"]) == (409, "project_full")
