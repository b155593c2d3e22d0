import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, _ = await worker(stage)
    return Arranged(as_=admin, path={"memberId": person.user_id})


async def test_who_was_given_no_rate_has_none(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("list_member_rates", call)).data["rates"] == []
    path = {**call.path, "fromOn": "2026-03-01"}
    await stage.call("set_member_rate", as_=call.as_, path=path, body={"rate": {"amount": 8_000}})
    rates = (await stage.arranged("list_member_rates", call)).data["rates"]
    assert rates == [{"amount": 8_000, "currency": "USD", "fromOn": "2026-03-01"}]
