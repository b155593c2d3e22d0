import pytest

from shared.domain.suite_runs.events import SimulationStepDue, SimulationWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY
from tests.fixtures.simulations import STEPPING, begun, simulated_app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage)
    assert call.as_ is not None
    first = await begun(stage, call)
    event = SimulationWatchDue(simulation_id=first.simulation_id, number=0, step=0)
    return Arranged(event=event, tenant_id=call.as_.tenant_id)


async def test_a_conversation_whose_step_became_a_dead_letter_is_an_error_and_the_rest_goes_on(stage: Stage) -> None:
    call = await simulated_app(stage)
    assert call.as_ is not None
    first = await begun(stage, call)
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    await stage.settle(but=STEPPING)
    [simulation] = await stage.documents("simulations")
    [conversation] = await stage.documents("simulatedConversations")
    assert (simulation["status"], simulation["errors"]) == ("completed", 1)
    assert conversation["error"]["code"] == "conversation_stuck"
    [queue] = await stage.documents("providerQueues")
    assert queue["running"] == {}
    assert await stage.deliver("make_simulation_step", stage.envelope(first, call.as_.tenant_id)) == 204
    assert await stage.documents("simulatedConversations") == [conversation]


async def test_a_conversation_that_moves_on_is_left_alone_and_looked_at_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, SimulationWatchDue)
    step = SimulationStepDue(simulation_id=call.event.simulation_id, number=0, step=0, due_at=stage.clock.now())
    assert await stage.deliver("make_simulation_step", stage.envelope(step, call.tenant_id)) == 204
    assert await stage.deliver("watch_simulation", stage.envelope(call.event, call.tenant_id)) == 204
    assert [each["outcome"] for each in await stage.documents("simulatedConversations")] == [None]
    stage.clock.advance(seconds=WATCH_EVERY.total_seconds())
    await stage.settle(but=STEPPING)
    assert [each["outcome"] for each in await stage.documents("simulatedConversations")] == ["error"]
