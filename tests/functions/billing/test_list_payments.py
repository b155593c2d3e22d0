import pytest

from tests.fixtures.inbound import PAID, received, sends
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source, _ = await received(stage, PAID)
    await stage.settle()
    return Arranged(as_=source.admin)


async def test_the_newest_payment_comes_first(stage: Stage) -> None:
    source, _ = await received(stage, PAID)
    await stage.settle()
    stage.clock.advance(seconds=1)
    await sends(stage, source, {**PAID, "id": "evt-9", "data": {"amount": 5, "currency": "USD"}})
    await stage.settle()
    listed = (await stage.call("list_payments", as_=source.admin)).data
    assert [(each["amount"], each["currency"]) for each in listed] == [(5, "USD"), (1999, "EUR")]
