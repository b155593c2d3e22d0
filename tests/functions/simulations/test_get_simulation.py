import pytest

from tests.fixtures.simulations import simulated_app, simulating
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage)
    return Arranged(as_=call.as_, path=await simulating(stage, call))


async def test_a_simulation_that_waits_has_come_to_nothing_yet(stage: Stage) -> None:
    simulation = (await stage.arranged("get_simulation", await arrange(stage))).data
    assert (simulation["status"], simulation["done"], simulation["finishedAt"]) == ("queued", 0, None)
