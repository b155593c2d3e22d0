import pytest

from tests.fixtures.judge0 import executions_key
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage))


async def test_statuses_are_judge0s(stage: Stage) -> None:
    answer = await stage.arranged("list_submission_statuses", await arrange(stage))
    assert [each["id"] for each in answer.body] == list(range(1, 15))
    assert answer.body[6] == {"id": 7, "description": "Runtime Error (SIGSEGV)"}
