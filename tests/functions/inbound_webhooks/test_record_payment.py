from typing import Any

import pytest

from shared.domain.inbound.events import PaymentReported
from tests.fixtures.inbound import PAID, received
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source, event = await received(stage, PAID)
    await stage.waiting()
    return Arranged(event=PaymentReported(record_id=event["id"]), tenant_id=source.admin.tenant_id)


async def test_a_payment_is_written_down_in_the_currencys_smallest_unit(stage: Stage) -> None:
    await received(stage, PAID)
    await stage.settle()
    [payment] = await stage.documents("payments")
    assert (payment["amount"], payment["currency"], payment["reference"]) == (1999, "EUR", "R-7")


@pytest.mark.parametrize(
    "data", [{}, {"amount": -1, "currency": "EUR"}, {"amount": 1.5, "currency": "EUR"}, {"amount": 1, "currency": "€"}]
)
async def test_what_is_no_payment_is_refused_and_told(stage: Stage, data: dict[str, Any]) -> None:
    await received(stage, {**PAID, "data": data})
    await stage.settle()
    [event] = await stage.documents("inboundEvents")
    assert (event["status"], event["problem"]) == ("refused", "invalid_data")
    assert await stage.documents("payments") == []


async def test_a_message_that_is_gone_does_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    envelope = stage.envelope(PaymentReported(record_id="gone"), call.tenant_id)
    assert await stage.deliver("record_payment", envelope) == 204
    assert await stage.documents("payments") == []
