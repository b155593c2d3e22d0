import pytest

from shared.auth.roles import Role
from shared.data.store import AmbiguousCommit
from shared.errors import DependencyUnavailable
from tests.fixtures.deliveries import outbox_paths, relay
from tests.fixtures.people import sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

INVITED = "tenants.member.invited.v1"


async def invited(stage: Stage) -> str:
    """Invite a member; return the path of the outbox document."""
    admin = await stage.member(Role.ADMIN)
    await stage.call("invite_member", as_=admin, body={"email": "rita@example.com", "role": "viewer"})
    [path] = await outbox_paths(stage)
    return path


async def arrange(stage: Stage) -> Arranged:
    return Arranged(document=await invited(stage))


async def test_a_commits_events_are_published_and_its_outbox_document_goes(stage: Stage) -> None:
    assert await relay(stage, await invited(stage)) == 204
    [envelope] = stage.bus.published
    assert envelope.type == INVITED
    assert await outbox_paths(stage) == []
    await stage.settle()
    assert len(stage.mailer.sent) == 1


async def test_a_trigger_that_comes_three_times_publishes_once(stage: Stage) -> None:
    path = await invited(stage)
    assert [await relay(stage, path) for _ in range(3)] == [204, 204, 204]
    assert len(stage.bus.published) == 1


async def test_what_could_not_be_published_stays_for_the_sweep(stage: Stage) -> None:
    path = await invited(stage)
    stage.bus.failure = DependencyUnavailable("the bus is down")
    assert await relay(stage, path) == 500
    assert await outbox_paths(stage) == [path]
    stage.bus.failure = None
    stage.clock.advance(seconds=11)
    assert await stage.tick("sweep_outbox") == 204
    assert len(stage.bus.published) == 1


async def test_a_death_between_publishing_and_deleting_publishes_twice_and_acts_once(stage: Stage) -> None:
    path = await invited(stage)
    stage.store.fail_next_commit(AmbiguousCommit("killed"))
    assert await relay(stage, path) == 500
    assert await relay(stage, path) == 204
    assert len(stage.bus.published) == 2
    await stage.settle()
    assert len(stage.mailer.sent) == 1


async def test_what_is_meant_for_later_is_left_alone(stage: Stage) -> None:
    await sign_up(stage)
    for path in await outbox_paths(stage):
        assert await relay(stage, path) == 204
    assert [envelope.type for envelope in stage.bus.published] == ["tenants.tenant.created.v1"]
    assert len(await outbox_paths(stage)) == 1
