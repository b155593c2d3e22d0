import pytest

from shared.auth.roles import Role
from shared.domain.tenants.support import SUPPORT_GRANT_LIST
from shared.runtime.callers import SUPPORT_GRANTS
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=owner, body={"staffUserId": "S1", "hours": 2})


async def granted(stage: Stage, **changes: object) -> tuple[SignedIn, SignedIn, str]:
    """Return an owner, the staff they let in, and the grant's id."""
    owner = await stage.member(Role.OWNER)
    staff = await staff_member(stage, owner.tenant_id)
    body = {"staffUserId": staff.user_id, "hours": 1} | changes
    return owner, staff, (await stage.call("grant_support_access", as_=owner, body=body)).data["grantId"]


async def test_staff_are_nobody_without_a_grant(stage: Stage) -> None:
    staff = await staff_member(stage, await stage.tenant())
    answer = await stage.call("list_questions", as_=staff)
    assert (answer.status, answer.error["code"]) == (403, "not_a_member")


async def test_who_is_not_staff_gets_nothing_by_a_grant(stage: Stage) -> None:
    owner, stranger = await stage.member(Role.OWNER), await stage.member(Role.OWNER)
    await stage.call("grant_support_access", as_=owner, body={"staffUserId": stranger.user_id, "hours": 1})
    there = SignedIn(stranger.token, owner.tenant_id, stranger.user_id)
    assert (await stage.call("list_questions", as_=there)).status == 403


async def test_every_call_is_in_the_tenants_log_under_the_grant_even_a_refused_one(stage: Stage) -> None:
    owner, staff, grant_id = await granted(stage)
    assert (await stage.call("list_questions", as_=staff)).status == 200
    assert (await stage.call("get_question", as_=staff, path={"questionId": "Q1"})).status == 404
    assert (await stage.call("create_team", as_=staff, body={"name": "Mine"})).status == 403
    entries = (await stage.call("list_audit_entries", as_=owner, query={"actor": f"user:{staff.user_id}"})).data
    assert sorted(each["action"] for each in entries) == ["create_team", "get_question", "list_questions"]
    assert {each["target"]["supportGrantId"] for each in entries} == {grant_id}


async def test_a_change_is_told_with_the_grant_as_well(stage: Stage) -> None:
    _, staff, grant_id = await granted(stage, role="manager")
    assert (await stage.call("create_team", as_=staff, body={"name": "Mine"})).status == 201
    entries = [each for each in await stage.documents("auditEntries") if each["action"] == "create_team"]
    assert [each["target"]["supportGrantId"] for each in entries] == [grant_id] * 2


async def test_a_call_that_can_not_be_recorded_is_not_made(stage: Stage) -> None:
    _, staff, _ = await granted(stage, role="manager")
    stage.store.fail_next_commit(RuntimeError("the store is away"))
    assert (await stage.call("create_team", as_=staff, body={"name": "Mine"})).status == 500
    assert await stage.documents("teams") == []


async def test_a_grant_ends_to_the_second(stage: Stage) -> None:
    _, staff, _ = await granted(stage)
    stage.clock.advance(minutes=59, seconds=59)
    assert (await stage.call("list_questions", as_=staff)).status == 200
    stage.clock.advance(seconds=1)
    again = await staff_member(stage, staff.tenant_id, staff.user_id)
    assert (await stage.call("list_questions", as_=again)).status == 403


@pytest.mark.parametrize("role", ["owner", "admin", "member", "candidate"])
async def test_no_grant_outlives_itself_by_its_role(stage: Stage, role: str) -> None:
    call = await arrange(stage)
    call.body = {"staffUserId": "S1", "hours": 1, "role": role}
    answer = await stage.arranged("grant_support_access", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/role")


@pytest.mark.parametrize("hours", [0, 73, -1])
async def test_a_grant_is_for_one_to_seventy_two_hours(stage: Stage, hours: int) -> None:
    call = await arrange(stage)
    call.body = {"staffUserId": "S1", "hours": hours}
    assert (await stage.arranged("grant_support_access", call)).status == 400


def test_the_runtime_looks_where_grants_are_stored() -> None:
    assert SUPPORT_GRANT_LIST.collection == SUPPORT_GRANTS
