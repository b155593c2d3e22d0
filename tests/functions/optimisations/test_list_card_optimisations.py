import pytest

from tests.fixtures.optimisations import searched, searched_suite, searching
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    await searching(stage, played)
    return Arranged(as_=played.author, query={"cardId": played.card_id})


async def test_searches_are_found_by_card_and_status(stage: Stage) -> None:
    played = await searched_suite(stage)
    done = await searched(stage, played, maxTrials=80)
    stage.clock.advance(seconds=1)
    waiting = await searching(stage, played)

    async def listed(**query: str) -> list[str]:
        answer = await stage.call("list_card_optimisations", as_=played.author, query=query)
        return [each["id"] for each in answer.data]

    assert await listed(cardId=played.card_id) == [waiting, done["id"]]
    assert await listed(status="completed") == [done["id"]]
    assert await listed(cardId="another") == []
