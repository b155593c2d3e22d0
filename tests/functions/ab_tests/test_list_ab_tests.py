import pytest

from tests.fixtures.ab_tests import PLAN, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    return Arranged(as_=test.recruiter, query={"cardId": test.card_id})


async def test_tests_are_listed_by_card_and_status(stage: Stage) -> None:
    test = await running(stage)
    path = {"cardId": test.card_id}
    await stage.call("create_ab_test", as_=test.recruiter, path=path, body={"plan": PLAN | {"name": "Later"}})

    async def names(**query: str) -> list[str]:
        answer = await stage.call("list_ab_tests", as_=test.recruiter, query=query)
        return [each["plan"]["name"] for each in answer.data]

    assert sorted(await names(cardId=test.card_id)) == ["Later", "Shorter greeting"]
    assert await names(status="running") == ["Shorter greeting"]
    assert await names(cardId="other") == []
