import pytest

from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={"kind": "idea", "text": "More tea", "page": "/questions"})


async def test_it_is_kept_with_who_said_it(stage: Stage) -> None:
    arranged = await arrange(stage)
    answer = await stage.arranged("give_feedback", arranged)
    stored = await stage.document(f"platform/feedback/entries/{answer.data['id']}")
    assert stored is not None
    assert arranged.as_ is not None
    assert (stored["kind"], stored["text"], stored["userId"]) == ("idea", "More tea", arranged.as_.user_id)


async def test_twenty_an_hour_are_enough(stage: Stage) -> None:
    arranged = await arrange(stage)
    statuses = [(await stage.arranged("give_feedback", arranged)).status for _ in range(21)]
    assert statuses == [201] * 20 + [429]
