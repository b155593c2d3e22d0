import pytest

from tests.fixtures.app_cases import written
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await written(stage)


async def test_a_deleted_case_is_gone(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("delete_app_case", call)).status == 204
    assert (await stage.call("get_app_case", as_=call.as_, path=call.path)).status == 404
