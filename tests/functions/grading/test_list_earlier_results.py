import pytest

from tests.fixtures.grading import agreed, override
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await agreed(stage)
    return Arranged(as_=graded.lead, path=graded.sitting.path)


async def test_each_replaced_result_is_there_the_latest_first(stage: Stage) -> None:
    graded = await agreed(stage)
    stage.clock.advance(minutes=1)
    await override(stage, graded.sitting)
    answer = await stage.call("list_earlier_results", as_=graded.lead, path=graded.sitting.path)
    assert [(each["replacedBy"], each["points"], each["needsReview"]) for each in answer.data] == [
        ("override", "10.00", False),
        ("grading", "0.00", True),
    ]
    assert answer.data[0]["reason"] == "The example was right as well."
