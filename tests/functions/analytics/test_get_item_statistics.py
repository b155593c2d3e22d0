import pytest

from tests.fixtures.analytics import an_exam, sat
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam(stage)
    await sat(stage, exam, "first")
    await stage.call("analyze_items", as_=exam.recruiter, path=exam.path, body={})
    await stage.settle()
    return Arranged(as_=exam.recruiter, path=exam.path)


async def test_before_they_were_computed_there_are_none(stage: Stage) -> None:
    exam = await an_exam(stage)
    answer = await stage.call("get_item_statistics", as_=exam.recruiter, path=exam.path)
    assert (answer.status, answer.error["code"]) == (409, "item_statistics_missing")
