import json

import pytest

from shared.ports.http_client import CallFailed
from tests.fixtures.app_cases import ASKED, traced, written
from tests.fixtures.simulations import MODEL, set_key
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import model_says

pytestmark = pytest.mark.anyio
USED = {"prompt_tokens": 300, "completion_tokens": 20, "total_tokens": 320}


async def arrange(stage: Stage) -> Arranged:
    call = await traced(stage)
    case = (await stage.arranged("create_case_from_trace", call)).data
    path = {"appId": call.path["appId"], "caseId": case["id"]}
    return Arranged(as_=call.as_, path=path, body={"provider": MODEL})


async def test_a_model_words_the_question_anew_and_the_case_is_still_to_be_reviewed(stage: Stage) -> None:
    call = await arrange(stage)
    await set_key(stage, call)
    before = (await stage.call("get_app_case", as_=call.as_, path=call.path)).data
    model_says(stage, json.dumps({"question": "Can you tell me where my order is?"}), **USED)
    reworded = (await stage.arranged("reword_app_case", call)).data
    case = reworded["case"]
    assert (reworded["byModel"], case["vars"]["question"]) == (True, "Can you tell me where my order is?")
    assert (case["status"], case["assertions"]) == ("proposed", before["assertions"])
    await stage.settle()
    [entry] = await stage.documents("costEntries")
    assert (entry["appId"], entry["outcome"], entry["costNanos"]) == (call.path["appId"], "reworded", 57_000)


@pytest.mark.parametrize("said", ["I'd rather not", '{"question": ""}', '{"question": 7}'])
async def test_an_answer_that_is_no_question_leaves_the_case_as_it_was(stage: Stage, said: str) -> None:
    call = await arrange(stage)
    await set_key(stage, call)
    model_says(stage, said, **USED)
    reworded = (await stage.arranged("reword_app_case", call)).data
    assert (reworded["byModel"], reworded["problem"]["code"]) == (False, "answer_unusable")
    assert reworded["case"]["vars"]["question"] == ASKED["input.value"]


async def test_without_a_key_or_an_answer_the_case_stays_as_the_rule_made_it(stage: Stage) -> None:
    call = await arrange(stage)
    reworded = (await stage.arranged("reword_app_case", call)).data
    assert (reworded["byModel"], reworded["problem"]["code"]) == (False, "provider_key_missing")
    await set_key(stage, call)
    stage.http_client.answers.extend([CallFailed("nothing came in 120 s")] * 5)
    reworded = (await stage.arranged("reword_app_case", call)).data
    assert reworded["byModel"] is False
    assert reworded["case"]["vars"]["question"] == ASKED["input.value"]


async def test_a_case_that_somebody_wrote_or_reviewed_is_not_reworded(stage: Stage) -> None:
    call = await written(stage, provider=MODEL)
    answer = await stage.arranged("reword_app_case", call)
    assert (answer.status, answer.error["code"]) == (409, "case_reviewed")
