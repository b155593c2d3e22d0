import pytest

from tests.fixtures.optimisations import searched_suite, searching
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    return Arranged(as_=played.author, path={"optimisationId": await searching(stage, played)})


async def test_a_search_that_waits_has_come_to_nothing_yet(stage: Stage) -> None:
    search = (await stage.arranged("get_card_optimisation", await arrange(stage))).data
    assert (search["status"], search["trials"], search["result"], search["finishedAt"]) == ("queued", 0, None, None)
