import pytest

from tests.fixtures.analytics import an_exam, sat
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam(stage)
    return Arranged(as_=exam.recruiter, path=exam.path)


async def test_the_operation_tells_when_the_statistics_are_there(stage: Stage) -> None:
    exam = await an_exam(stage)
    await sat(stage, exam, "first")
    begun = await stage.call("analyze_items", as_=exam.recruiter, path=exam.path, body={})
    await stage.settle()
    path = {"operationId": begun.data["id"]}
    operation = (await stage.call("get_operation", as_=exam.recruiter, path=path)).data
    assert operation["status"] == "succeeded"
    assert operation["result"] == {"attempts": 1, "items": 2, "model": "too_few"}
