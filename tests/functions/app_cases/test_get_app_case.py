import pytest

from tests.fixtures.app_cases import CASE, written
from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await written(stage)


async def test_a_case_is_shown(stage: Stage) -> None:
    assert (await stage.arranged("get_app_case", await arrange(stage))).data["title"] == CASE["title"]


async def test_another_apps_case_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await app(stage, call.as_, name="Other")
    answer = await stage.call("get_app_case", as_=call.as_, path={**call.path, "appId": other})
    assert (answer.status, answer.error["code"]) == (404, "app_case_not_found")
