import pytest

from tests.fixtures.apps import app
from tests.fixtures.simulations import ADA, persona_written
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await persona_written(stage)


async def test_a_persona_is_as_it_was_written(stage: Stage) -> None:
    persona = (await stage.arranged("get_persona", await arrange(stage))).data
    assert (persona["user"]["goal"], persona["user"]["lines"]) == (ADA["goal"], ADA["lines"])


async def test_a_persona_of_another_app_is_not_there(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await app(stage, call.as_)
    answer = await stage.call("get_persona", as_=call.as_, path={**call.path, "appId": other})
    assert (answer.status, answer.error["code"]) == (404, "persona_not_found")
