import pytest

from tests.fixtures.inbound import JOINED, PAID, STRANGE, a_source, received, sends
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source, _ = await received(stage, PAID)
    return Arranged(as_=source.admin, path=source.path)


async def test_each_shows_what_came_of_it_and_nothing_of_what_it_said(stage: Stage) -> None:
    source = await a_source(stage)
    bad = {**PAID, "id": "evt-4", "data": {"amount": "much"}}
    for message in (PAID, JOINED, STRANGE, bad):
        stage.clock.advance(seconds=1)
        await sends(stage, source, message)
    await stage.settle()
    answer = await stage.call("list_inbound_events", as_=source.admin, path=source.path)
    listed = [(each["eventId"], each["status"], each["problem"]) for each in answer.data]
    assert listed == [
        ("evt-4", "refused", "invalid_data"),
        ("evt-3", "unknown", None),
        ("evt-2", "handled", None),
        ("evt-1", "handled", None),
    ]
    assert "example.com" not in str(answer.body)


async def test_they_are_filtered_by_status_and_type(stage: Stage) -> None:
    source = await a_source(stage)
    for message in (PAID, STRANGE):
        await sends(stage, source, message)

    async def listed(**query: str) -> list[str]:
        answer = await stage.call("list_inbound_events", as_=source.admin, path=source.path, query=query)
        return [each["eventId"] for each in answer.data]

    assert await listed(status="unknown") == ["evt-3"]
    assert await listed(eventType="payment.succeeded") == ["evt-1"]
    assert await listed(status="handled") == []


async def test_another_sources_are_not_among_them(stage: Stage) -> None:
    source, _ = await received(stage, PAID)
    other = await a_source(stage, admin=source.admin)
    assert (await stage.call("list_inbound_events", as_=source.admin, path=other.path)).data == []
