from typing import Any

import pytest

from tests.fixtures.judge0 import SUBMISSION, encoded, executions_key
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage), body={"submissions": [SUBMISSION, SUBMISSION]})


async def batch(stage: Stage, submissions: Any, **query: str) -> Answer:
    key = await executions_key(stage)
    return await stage.call("create_submissions", as_=key, query=query, body={"submissions": submissions})


async def test_each_program_gets_a_token_and_is_run(stage: Stage) -> None:
    answer = await batch(stage, [SUBMISSION, SUBMISSION | {"stdin": "3 4\n"}])
    assert answer.status == 201
    assert len({each["token"] for each in answer.body}) == 2
    await stage.settle()
    assert {run.stdins for run in stage.sandbox.runs} == {(b"1 2\n",), (b"3 4\n",)}


async def test_what_is_wrong_stands_in_the_place_of_a_token(stage: Stage) -> None:
    wrong = SUBMISSION | {"language_id": 123456789}
    answer = await batch(stage, [SUBMISSION, wrong, SUBMISSION | {"source_code": ""}])
    assert answer.status == 201
    assert list(answer.body[0]) == ["token"]
    assert answer.body[1:] == [
        {"language_id": ["language with id 123456789 doesn't exist"]},
        {"source_code": ["can't be blank"]},
    ]
    assert len(await stage.documents("runs")) == 1


async def test_a_batch_with_nothing_right_in_it_is_unprocessable(stage: Stage) -> None:
    answer = await batch(stage, [{}])
    assert answer.status == 422
    assert answer.body == [{"source_code": ["can't be blank"], "language_id": ["can't be blank"]}]


@pytest.mark.parametrize(
    ("submissions", "message"),
    [
        ([], "there should be at least one submission in a batch"),
        ([SUBMISSION] * 21, "number of submissions in a batch should be less than or equal to 20"),
    ],
)
async def test_a_batch_holds_one_to_twenty(stage: Stage, submissions: Any, message: str) -> None:
    answer = await batch(stage, submissions)
    assert (answer.status, answer.body) == (400, {"error": message})


@pytest.mark.parametrize("submissions", ["text", [1], {"a": 1}])
async def test_a_batch_that_is_no_list_of_objects_is_unprocessable(stage: Stage, submissions: Any) -> None:
    answer = await batch(stage, submissions)
    assert (answer.status, list(answer.body)) == (422, ["submissions"])


async def test_base64_is_for_all_of_them(stage: Stage) -> None:
    coded = SUBMISSION | {"source_code": encoded("print(1)"), "stdin": encoded("")}
    assert (await batch(stage, [coded], base64_encoded="true")).status == 201
    await stage.settle()
    assert stage.sandbox.runs[0].program.source == b"print(1)"


async def test_each_program_counts_against_the_tenants_executions(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"submissions": [SUBMISSION] * 20}
    statuses = [(await stage.arranged("create_submissions", call)).status for _ in range(3)]
    assert statuses == [201, 201, 429]
    assert len(await stage.documents("runs")) == 40
