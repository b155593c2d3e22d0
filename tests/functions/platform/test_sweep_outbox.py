import pytest

from shared.auth.roles import Role
from shared.data.store import Create
from shared.errors import DependencyUnavailable
from shared.events.outbox import SHARDS
from tests.fixtures.deliveries import outbox_paths
from tests.fixtures.people import SIGN_UP
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def invite_many(stage: Stage, count: int) -> None:
    admin = await stage.member(Role.ADMIN)
    for number in range(count):
        body = {"email": f"rita{number}@example.com", "role": "viewer"}
        assert (await stage.call("invite_member", as_=admin, body=body)).status == 201


async def arrange(stage: Stage) -> Arranged:
    await invite_many(stage, 1)
    return Arranged()


async def test_what_was_killed_between_commit_and_publish_is_not_lost(stage: Stage) -> None:
    await invite_many(stage, 20)
    assert await stage.tick("sweep_outbox") == 204
    assert stage.bus.published == []
    stage.clock.advance(seconds=11)
    assert await stage.tick("sweep_outbox") == 204
    assert len(stage.bus.published) == 20
    assert await outbox_paths(stage) == []


async def test_a_later_event_is_published_when_its_time_has_come(stage: Stage) -> None:
    await stage.call("sign_up", body=SIGN_UP)
    stage.clock.advance(minutes=9)
    await stage.tick("sweep_outbox")
    assert "tenants.sign_up.started.v1" not in [envelope.type for envelope in stage.bus.published]
    stage.clock.advance(minutes=2)
    await stage.tick("sweep_outbox")
    assert "tenants.sign_up.started.v1" in [envelope.type for envelope in stage.bus.published]


async def test_more_than_a_batch_of_broken_documents_stops_no_good_one(stage: Stage) -> None:
    early = stage.clock.now()
    broken = [
        Create(
            f"tenants/T/outbox/broken-{shard}-{number}",
            {"tenantId": "T", "dueAt": early, "relay": True, "shard": shard, "events": [{"id": "no envelope"}]},
        )
        for shard in range(SHARDS)
        for number in range(101)
    ]
    for start in range(0, len(broken), 100):
        await stage.store.commit(broken[start : start + 100])
    stage.clock.advance(seconds=1)
    await invite_many(stage, 12)
    stage.clock.advance(seconds=11)
    assert await stage.tick("sweep_outbox") == 204
    assert len(stage.bus.published) == 12
    assert len(await outbox_paths(stage)) == len(broken)


async def test_a_bus_that_is_down_loses_nothing(stage: Stage) -> None:
    await invite_many(stage, 3)
    stage.clock.advance(seconds=11)
    stage.bus.failure = DependencyUnavailable("the bus is down")
    assert await stage.tick("sweep_outbox") == 204
    assert len(await outbox_paths(stage)) == 3
    stage.bus.failure = None
    await stage.tick("sweep_outbox")
    assert len(stage.bus.published) == 3


async def test_batches_are_worked_off_until_nothing_is_due(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.platform.sweep_outbox.BATCH", 2)
    await invite_many(stage, 25)
    stage.clock.advance(seconds=11)
    await stage.tick("sweep_outbox")
    assert len(stage.bus.published) == 25
