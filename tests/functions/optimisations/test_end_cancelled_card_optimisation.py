import pytest

from shared.domain.operations.events import OperationCancelled
from shared.domain.suite_runs.optimisations import OPTIMISATION_KIND
from tests.fixtures.optimisations import begun, search_of, searched_suite
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    search_id = (await begun(stage, played)).optimisation_id
    event = OperationCancelled(operation_id=search_id, operation_kind=OPTIMISATION_KIND, subject_id=search_id)
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def test_a_search_ends_with_its_operation_and_gives_its_lanes_back(stage: Stage) -> None:
    played = await searched_suite(stage)
    first = await begun(stage, played)
    assert await stage.deliver("make_card_search_step", stage.envelope(first, played.author.tenant_id)) == 204
    [late] = [each for each in await stage.waiting() if each.type == first.type]
    await stage.call("cancel_operation", as_=played.author, path={"operationId": first.optimisation_id})
    await stage.settle()
    assert await stage.deliver("make_card_search_step", late) == 204
    search = await search_of(stage, played, first.optimisation_id)
    assert (search["status"], search["trials"], search["result"]) == ("cancelled", 8, None)
    [queue] = await stage.documents("providerQueues")
    assert queue["running"] == {}
    operation = await stage.call("get_operation", as_=played.author, path={"operationId": first.optimisation_id})
    assert operation.data["status"] == "cancelled"


async def test_another_kinds_operation_ends_no_search(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, OperationCancelled)
    other = call.event.with_(operation_kind="report")
    await stage.deliver("end_cancelled_card_optimisation", stage.envelope(other, call.tenant_id))
    [search] = await stage.documents("cardOptimisations")
    assert search["status"] == "running"
