import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.OWNER))


async def test_the_last_grant_of_each_is_listed(stage: Stage) -> None:
    call = await arrange(stage)
    for staff, hours in (("S1", 1), ("S2", 2), ("S1", 3)):
        stage.clock.advance(minutes=1)
        await stage.call("grant_support_access", as_=call.as_, body={"staffUserId": staff, "hours": hours})
    listed = (await stage.arranged("list_support_grants", call)).data
    assert [(each["id"], each["expiresAt"]) for each in listed] == [
        ("S1", "2026-03-02T12:03:00Z"),
        ("S2", "2026-03-02T11:02:00Z"),
    ]
