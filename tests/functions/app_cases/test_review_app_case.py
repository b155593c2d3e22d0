import pytest

from tests.fixtures.app_cases import traced
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await traced(stage)
    case = (await stage.arranged("create_case_from_trace", call)).data
    path = {"appId": call.path["appId"], "caseId": case["id"]}
    return Arranged(as_=call.as_, path=path, body={"decision": "accepted"})


async def test_a_decision_is_kept_with_who_made_it_and_can_be_taken_back(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    case = (await stage.arranged("review_app_case", call)).data
    assert (case["status"], case["reviewedAt"]) == ("accepted", "2026-03-02T09:00:00Z")
    assert call.as_.user_id in case["reviewedBy"]
    again = await stage.call("review_app_case", as_=call.as_, path=call.path, body={"decision": "rejected"})
    assert again.data["status"] == "rejected"


async def test_a_case_is_not_proposed_by_a_review(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("review_app_case", as_=call.as_, path=call.path, body={"decision": "proposed"})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/decision")
