import pytest

from tests.fixtures.simulations import simulated_app, simulating
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage)
    await simulating(stage, call)
    await stage.settle()
    stage.clock.advance(seconds=1)
    await simulating(stage, call)
    return Arranged(as_=call.as_, path=call.path)


@pytest.mark.parametrize(
    ("query", "statuses"),
    [({}, ["queued", "completed"]), ({"status": "completed"}, ["completed"]), ({"cardId": "another"}, [])],
)
async def test_simulations_are_found_by_status_and_card(
    stage: Stage, query: dict[str, str], statuses: list[str]
) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_simulations", as_=call.as_, path=call.path, query=query)
    assert [each["status"] for each in answer.data] == statuses
