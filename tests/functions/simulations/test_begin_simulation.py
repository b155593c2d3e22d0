import pytest

from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import LANES_OF_A_PROVIDER
from tests.fixtures.simulations import ADA, STEPPING, simulated_app, simulating, simulation_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage)
    assert call.as_ is not None
    path = await simulating(stage, call)
    await stage.waiting()
    return Arranged(event=SuiteRunRequested(run_id=path["simulationId"]), tenant_id=call.as_.tenant_id)


async def test_simulations_wait_for_the_lanes_of_a_provider_and_go_on_when_one_is_cancelled(stage: Stage) -> None:
    call = await simulated_app(stage, {**ADA, "lines": ["Hello"]}, {**ADA, "lines": ["Hi"]})
    held = [await simulating(stage, call, repeats=4) for _ in range(2)]
    await stage.settle(but=STEPPING)
    waits = await simulating(stage, call)
    await stage.settle(but=STEPPING)
    [queue] = await stage.documents("providerQueues")
    assert (sum(queue["running"].values()), queue["waiting"]) == (LANES_OF_A_PROVIDER, [waits["simulationId"]])
    for path in held:
        await stage.call("cancel_operation", as_=call.as_, path={"operationId": path["simulationId"]})
    await stage.settle()
    assert (await simulation_of(stage, call, waits))["status"] == "completed"
    assert [(await simulation_of(stage, call, path))["status"] for path in held] == ["cancelled", "cancelled"]
