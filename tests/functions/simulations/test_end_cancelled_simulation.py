import pytest

from shared.domain.operations.events import OperationCancelled
from shared.domain.suite_runs.simulations import SIMULATION_KIND
from tests.fixtures.simulations import begun, simulated_app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage)
    assert call.as_ is not None
    id = (await begun(stage, call)).simulation_id
    event = OperationCancelled(operation_id=id, operation_kind=SIMULATION_KIND, subject_id=id)
    return Arranged(event=event, tenant_id=call.as_.tenant_id)


async def test_a_simulation_ends_with_its_operation_and_keeps_what_was_said(stage: Stage) -> None:
    call = await simulated_app(stage)
    assert call.as_ is not None
    first = await begun(stage, call)
    assert await stage.deliver("make_simulation_step", stage.envelope(first, call.as_.tenant_id)) == 204
    [late] = [each for each in await stage.waiting() if each.type == first.type and each.data["step"] == 1]
    await stage.call("cancel_operation", as_=call.as_, path={"operationId": first.simulation_id})
    await stage.settle()
    assert await stage.deliver("make_simulation_step", late) == 204
    [simulation] = await stage.documents("simulations")
    assert (simulation["status"], simulation["turns"], simulation["passed"]) == ("cancelled", 1, 0)
    [queue] = await stage.documents("providerQueues")
    assert queue["running"] == {}


async def test_another_kinds_operation_ends_no_simulation(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, OperationCancelled)
    other = call.event.with_(operation_kind="report")
    await stage.deliver("end_cancelled_simulation", stage.envelope(other, call.tenant_id))
    assert [each["status"] for each in await stage.documents("simulations")] == ["running"]
