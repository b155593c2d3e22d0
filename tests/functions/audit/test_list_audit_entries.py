import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    await draft_question(stage, manager)
    return Arranged(as_=manager)


async def test_entries_tell_who_did_what_newest_first(stage: Stage) -> None:
    manager = await stage.member(Role.MANAGER)
    first = await draft_question(stage, manager)
    stage.clock.advance(minutes=1)
    recruiter = await stage.member(Role.RECRUITER, tenant_id=manager.tenant_id)
    second = await draft_question(stage, recruiter)
    answer = await stage.call("list_audit_entries", as_=manager)
    assert [(entry["actor"], entry["role"], entry["target"]) for entry in answer.data] == [
        (f"user:{recruiter.user_id}", "recruiter", {"questionId": second}),
        (f"user:{manager.user_id}", "manager", {"questionId": first}),
    ]
    assert {entry["action"] for entry in answer.data} == {"create_question"}


async def test_entries_are_filtered_by_actor_and_action(stage: Stage) -> None:
    manager = await stage.member(Role.MANAGER)
    await draft_question(stage, manager)

    async def count(**query: str) -> int:
        return len((await stage.call("list_audit_entries", as_=manager, query=query)).data)

    assert await count(actor=f"user:{manager.user_id}", action="create_question") == 1
    assert await count(actor="user:nobody") == 0
    assert await count(action="publish_question") == 0


async def test_entries_are_filtered_by_user_and_time(stage: Stage) -> None:
    manager = await stage.member(Role.MANAGER)
    times = []
    for _ in range(3):
        times.append(stage.clock.now().isoformat())
        await draft_question(stage, manager)
        stage.clock.advance(minutes=1)
    query = {"actor": f"user:{manager.user_id}", "since": times[1], "until": times[2]}
    [entry] = (await stage.call("list_audit_entries", as_=manager, query=query)).data
    assert entry["at"].startswith(times[1][:16])
    page = await stage.call("list_audit_entries", as_=manager, query={"since": times[1], "limit": "1"})
    cursor = page.body["meta"]["pagination"]["nextCursor"]
    more = {"since": times[1], "limit": "1", "cursor": cursor}
    rest = await stage.call("list_audit_entries", as_=manager, query=more)
    assert (rest.data[0]["at"], rest.body["meta"]["pagination"].get("nextCursor")) == (entry["at"], None)
    answer = await stage.call("list_audit_entries", as_=manager, query={"since": times[0], "cursor": cursor})
    assert (answer.status, answer.error["code"]) == (400, "invalid_cursor")
    answer = await stage.call("list_audit_entries", as_=manager, query={"since": "2026-03-02T09:00:00"})
    assert answer.status == 400


async def test_another_tenants_entries_are_not_seen(stage: Stage) -> None:
    await draft_question(stage, await stage.member(Role.MANAGER))
    answer = await stage.call("list_audit_entries", as_=await stage.member(Role.OWNER))
    assert answer.data == []


async def test_a_cursor_of_another_tenant_is_400(stage: Stage) -> None:
    manager = await stage.member(Role.MANAGER)
    for _ in range(2):
        await draft_question(stage, manager)
    page = await stage.call("list_audit_entries", as_=manager, query={"limit": "1"})
    cursor = page.body["meta"]["pagination"]["nextCursor"]
    stranger = await stage.member(Role.MANAGER)
    answer = await stage.call("list_audit_entries", as_=stranger, query={"cursor": cursor, "limit": "1"})
    assert (answer.status, answer.error["code"]) == (400, "invalid_cursor")
