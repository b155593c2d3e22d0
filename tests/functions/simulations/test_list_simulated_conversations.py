import pytest

from tests.fixtures.apps import app
from tests.fixtures.simulations import ADA, conversations_of, simulated_app, simulating
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage, ADA, {**ADA, "name": "Grace", "lines": ["Hello"]})
    path = await simulating(stage, call, assertions=[{"type": "contains", "value": "money"}])
    await stage.settle()
    return Arranged(as_=call.as_, path=path)


@pytest.mark.parametrize(("query", "names"), [({}, ["Ada", "Grace"]), ({"outcome": "failed"}, ["Grace"])])
async def test_conversations_are_listed_in_order_and_by_outcome(
    stage: Stage, query: dict[str, str], names: list[str]
) -> None:
    call = await arrange(stage)
    found = await conversations_of(stage, call, call.path, **query)
    assert [each["user"]["name"] for each in found] == names


async def test_a_simulation_of_another_app_is_not_there(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = {**call.path, "appId": await app(stage, call.as_)}
    answer = await stage.call("list_simulated_conversations", as_=call.as_, path=path)
    assert (answer.status, answer.error["code"]) == (404, "simulation_not_found")
