import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    await requested(stage, played)
    return Arranged(as_=played.author, query={"cardId": played.card_id})


async def test_runs_are_found_by_card_and_status(stage: Stage) -> None:
    played = await suite(stage)
    done = await completed(stage, played)
    stage.clock.advance(seconds=1)
    waiting = await requested(stage, played)

    async def listed(**query: str) -> list[str]:
        answer = await stage.call("list_suite_runs", as_=played.author, query=query)
        return [each["id"] for each in answer.data]

    assert await listed(cardId=played.card_id) == [waiting, done["id"]]
    assert await listed(status="completed") == [done["id"]]
    assert await listed(cardId="another") == []
