import pytest

from tests.fixtures.metrics import begun, estimated
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await estimated(stage)
    assert (await stage.call("forecast_project", as_=admin, path=path, body={})).status == 200
    return Arranged(as_=admin, path=path)


async def test_the_last_forecast_is_kept(stage: Stage) -> None:
    call = await arrange(stage)
    made = (await stage.call("forecast_project", as_=call.as_, path=call.path, body={"seed": 5})).data
    assert (await stage.arranged("get_forecast", call)).data == made


async def test_where_none_was_made_there_is_none(stage: Stage) -> None:
    admin, path = await begun(stage)
    answer = await stage.call("get_forecast", as_=admin, path=path)
    assert (answer.status, answer.error["code"]) == (404, "forecast_not_found")
