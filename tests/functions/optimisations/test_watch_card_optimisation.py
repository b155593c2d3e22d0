import pytest

from shared.domain.suite_runs.events import CardSearchWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY
from tests.fixtures.optimisations import STEPPING, begun, search_of, searched_suite
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    search_id = (await begun(stage, played)).optimisation_id
    return Arranged(event=CardSearchWatchDue(optimisation_id=search_id, step=0), tenant_id=played.author.tenant_id)


async def test_a_search_whose_step_became_a_dead_letter_fails_and_gives_its_lanes_back(stage: Stage) -> None:
    played = await searched_suite(stage)
    first = await begun(stage, played)
    held = [each for each in await stage.waiting() if each.type == first.type]
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    await stage.settle(but=STEPPING)
    path = {"operationId": first.optimisation_id}
    operation = (await stage.call("get_operation", as_=played.author, path=path)).data
    assert (operation["status"], operation["error"]["code"]) == ("failed", "search_stuck")
    [queue] = await stage.documents("providerQueues")
    assert queue["running"] == {}
    for replayed in held:
        await stage.deliver("make_card_search_step", replayed)
    search = await search_of(stage, played, first.optimisation_id)
    assert (search["status"], search["trials"]) == ("failed", 0)


async def test_a_search_that_moves_on_is_left_alone_and_looked_at_again(stage: Stage) -> None:
    played = await searched_suite(stage)
    first = await begun(stage, played)
    tenant_id = played.author.tenant_id
    assert await stage.deliver("make_card_search_step", stage.envelope(first, tenant_id)) == 204
    watched = CardSearchWatchDue(optimisation_id=first.optimisation_id, step=0)
    assert await stage.deliver("watch_card_optimisation", stage.envelope(watched, tenant_id)) == 204
    assert (await search_of(stage, played, first.optimisation_id))["status"] == "running"
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    await stage.settle(but=STEPPING)
    assert (await search_of(stage, played, first.optimisation_id))["status"] == "failed"
