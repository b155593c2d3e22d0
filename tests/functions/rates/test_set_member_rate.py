import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, _ = await worker(stage)
    path = {"memberId": person.user_id, "fromOn": "2026-03-01"}
    return Arranged(as_=admin, path=path, body={"rate": {"amount": 8_000, "currency": "EUR"}})


async def test_a_rate_holds_until_another_begins_and_replaces_one_of_the_same_day(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("set_member_rate", call)
    for day, amount in (("2026-01-01", 5_000), ("2026-03-01", 9_000)):
        path, body = {**call.path, "fromOn": day}, {"rate": {"amount": amount, "currency": "EUR"}}
        rates = (await stage.call("set_member_rate", as_=call.as_, path=path, body=body)).data["rates"]
    assert [(each["fromOn"], each["amount"]) for each in rates] == [("2026-01-01", 5_000), ("2026-03-01", 9_000)]


async def test_a_manager_learns_nothing_of_rates(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    manager = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("set_member_rate", as_=manager, path=call.path, body=call.body)).status == 403
