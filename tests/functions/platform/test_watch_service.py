import asyncio
from typing import Any

import pytest

from shared.data.store import AmbiguousCommit
from shared.domain.attempts.time_credit import WATCH_PATH
from shared.errors import DependencyUnavailable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def watch(stage: Stage) -> dict[str, Any]:
    found = await stage.document(WATCH_PATH)
    assert found is not None
    return found


async def test_an_ordinary_day_has_no_outage(stage: Stage) -> None:
    for _ in range(60):
        assert await stage.tick("watch_service") == 204
        stage.clock.advance(seconds=80)
    assert (await watch(stage))["outages"] == []


async def test_one_look_that_failed_is_no_outage(stage: Stage) -> None:
    await stage.tick("watch_service")
    stage.clock.advance(minutes=1)
    stage.store.fail_next_read(DependencyUnavailable("down"))
    assert await stage.tick("watch_service") == 500
    stage.clock.advance(minutes=1)
    await stage.tick("watch_service")
    assert (await watch(stage))["outages"] == []


async def test_a_store_that_takes_nothing_is_an_outage_from_the_last_success_to_the_next(stage: Stage) -> None:
    await stage.tick("watch_service")
    began = stage.clock.now()
    for _ in range(4):
        stage.clock.advance(minutes=1)
        stage.store.fail_next_commit(AmbiguousCommit("down"))
        assert await stage.tick("watch_service") == 500
    stage.clock.advance(minutes=1)
    assert await stage.tick("watch_service") == 204
    assert (await watch(stage))["outages"] == [{"startedAt": began, "endedAt": stage.clock.now()}]


async def test_two_that_look_at_once_see_one_outage(stage: Stage) -> None:
    await stage.tick("watch_service")
    stage.clock.advance(minutes=5)
    assert await asyncio.gather(*(stage.tick("watch_service") for _ in range(3))) == [204, 204, 204]
    assert len((await watch(stage))["outages"]) == 1


async def test_the_latest_hundred_are_kept(stage: Stage) -> None:
    for _ in range(103):
        await stage.tick("watch_service")
        stage.clock.advance(minutes=5)
    assert len((await watch(stage))["outages"]) == 100
