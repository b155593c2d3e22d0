import pytest

from tests.fixtures.simulations import persona_written
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await persona_written(stage)


async def test_a_persona_that_was_deleted_is_gone(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("delete_persona", call)).status == 204
    assert (await stage.call("get_persona", as_=call.as_, path=call.path)).status == 404
