import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    await booked(stage, person, path)
    return Arranged(as_=person)


async def test_everybody_lists_their_own_time_and_who_reviews_it_that_of_others(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    entry = await booked(stage, person, path)
    for caller, found in ((admin, []), (person, [entry["id"]])):
        listed = await stage.call("list_time_entries", as_=caller)
        assert [each["id"] for each in listed.data] == found
    query = {"memberId": person.user_id}
    assert len((await stage.call("list_time_entries", as_=admin, query=query)).data) == 1
    colleague = await stage.member(Role.MEMBER, tenant_id=admin.tenant_id)
    assert (await stage.call("list_time_entries", as_=colleague, query=query)).data == []


async def test_time_is_listed_by_days(stage: Stage) -> None:
    _, person, path = await worker(stage)
    for day in (WEEK, "2026-02-27", "2026-02-26"):
        await booked(stage, person, path, day=day, minutes=5)
    query = {"dayFrom": "2026-02-27", "dayUntil": "2026-03-02"}
    listed = (await stage.call("list_time_entries", as_=person, query=query)).data
    assert [each["day"] for each in listed] == ["2026-02-27"]
