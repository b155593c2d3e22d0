import pytest

from tests.fixtures.judge0 import executions_key, submitted
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    key = await executions_key(stage)
    return Arranged(as_=key, query={"tokens": ",".join([await submitted(stage, key) for _ in range(3)])})


async def test_submissions_come_in_the_order_asked_with_null_for_what_there_is_not(stage: Stage) -> None:
    key = await executions_key(stage)
    first, second = await submitted(stage, key), await submitted(stage, key, stdin="3 4\n")
    await stage.settle()
    strangers = await submitted(stage, await executions_key(stage))
    tokens = ",".join([second, "none", "a/b", strangers, first])
    query = {"tokens": tokens, "fields": "token,stdout"}
    answer = await stage.call("get_submissions", as_=key, query=query)
    assert answer.body == {
        "submissions": [
            {"token": second, "stdout": "7\n"},
            None,
            None,
            None,
            {"token": first, "stdout": "3\n"},
        ]
    }


@pytest.mark.parametrize(
    ("tokens", "message"),
    [
        ("", "there should be at least one submission in a batch"),
        (" , ", "there should be at least one submission in a batch"),
        (",".join(["t"] * 21), "number of submissions in a batch should be less than or equal to 20"),
    ],
)
async def test_a_batch_holds_one_to_twenty(stage: Stage, tokens: str, message: str) -> None:
    answer = await stage.call("get_submissions", as_=await executions_key(stage), query={"tokens": tokens})
    assert (answer.status, answer.body) == (400, {"error": message})
