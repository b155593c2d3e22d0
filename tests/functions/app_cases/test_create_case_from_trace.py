import pytest

from shared.domain.app_cases.model import MAX_OF_TRACE
from tests.fixtures.app_cases import TRACE_ID, traced
from tests.fixtures.spans import span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await traced(stage)


async def test_a_trace_becomes_a_proposed_case_with_its_question_and_an_answer_like_its_own(stage: Stage) -> None:
    answer = await stage.arranged("create_case_from_trace", await arrange(stage))
    assert answer.status == 201
    case = answer.data
    assert (case["status"], case["folder"], case["traceId"]) == ("proposed", "orders", TRACE_ID)
    assert (case["title"], case["vars"]) == ("Where is my order?", {"question": "Where is my order?"})
    assert case["assertions"] == [{"type": "similar", "value": "It is on its way.", "threshold": 0.7}]


async def test_a_trace_that_tells_no_question_makes_no_case(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await send(stage, call.as_, call.path["appId"], span(1, trace=f"{8:032x}"))
    path = {**call.path, "traceId": f"{8:032x}"}
    answer = await stage.call("create_case_from_trace", as_=call.as_, path=path, body={})
    assert (answer.status, answer.error["code"]) == (409, "trace_without_question")


async def test_only_so_many_cases_are_made_from_a_trace(stage: Stage) -> None:
    call = await arrange(stage)
    statuses = [
        (await stage.call("create_case_from_trace", as_=call.as_, path=call.path, body={})).status
        for _ in range(MAX_OF_TRACE + 1)
    ]
    assert statuses == [201] * MAX_OF_TRACE + [409]
