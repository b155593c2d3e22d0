import pytest

from tests.fixtures.simulations import PLAYED, persona_written
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await persona_written(stage, user={**PLAYED, "language": "pt-BR"})


async def test_who_a_persona_is_is_replaced_as_a_whole(stage: Stage) -> None:
    user = (await stage.arranged("update_persona", await arrange(stage))).data["user"]
    assert (user["language"], user["lines"]) == ("pt-BR", [])
