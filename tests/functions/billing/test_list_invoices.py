import pytest

from tests.fixtures.billing import says, subscriber, tells
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.stripe_server import event

pytestmark = pytest.mark.anyio

INVOICE = {
    "id": "in_1",
    "object": "invoice",
    "number": "A-0001",
    "status": "open",
    "amount_due": 4900,
    "amount_paid": 0,
    "currency": "eur",
    "created": 1_772_000_000,
    "hosted_invoice_url": "https://invoice.example/in_1",
}


async def arrange(stage: Stage) -> Arranged:
    owner, customer_id = await subscriber(stage)
    await says(stage, "invoice.finalized", customer_id, **INVOICE)
    return Arranged(as_=owner)


async def test_an_invoice_is_what_the_latest_event_says_in_whichever_order_they_come(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    open_one = {**INVOICE, "customer": customer_id}
    paid = {**open_one, "status": "paid", "amount_paid": 4900}
    for number, (about, created) in enumerate([(paid, 20), (open_one, 20), (open_one, 10)]):
        assert (await tells(stage, event(f"evt_i{number}", "invoice.updated", about, created=created))).status == 200
    [listed] = (await stage.call("list_invoices", as_=owner)).data
    assert (listed["status"], listed["amountPaid"], listed["currency"]) == ("paid", 4900, "EUR")
    assert (listed["number"], listed["pageUrl"]) == ("A-0001", "https://invoice.example/in_1")
    assert listed["issuedAt"] == "2026-02-25T06:13:20Z"


async def test_the_newest_comes_first_and_another_tenants_never(stage: Stage) -> None:
    owner, customer_id = await subscriber(stage)
    other, _ = await subscriber(stage)
    for id, created in (("in_1", 10), ("in_2", 20)):
        await says(stage, "invoice.paid", customer_id, **{**INVOICE, "id": id, "created": created})
    assert [each["id"] for each in (await stage.call("list_invoices", as_=owner)).data] == ["in_2", "in_1"]
    assert (await stage.call("list_invoices", as_=other)).data == []
