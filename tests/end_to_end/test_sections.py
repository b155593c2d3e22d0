"""An assessment of sections and a pool, taken on the real stack and seen by its candidate."""

from typing import Any

import httpx

from tests.fixtures.examples import OTHER_KINDS
from tests.fixtures.http import Company, new_company
from tools.demo.api import Api, UnexpectedAnswer, until
from tools.stack import Stack

RIGHT: dict[str, Any] = {"kind": "numeric", "value": "3.14"}


def test_sections_are_taken_in_order_and_the_candidate_sees_the_result(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        company.assessment = assessment(company)
        candidate, _, attempt = company.candidate()
        path = f"/v1/attempts/{attempt}"
        assert candidate.get(path)["questions"] == []
        candidate.post(f"{path}/sections/2/start", expect=409)

        candidate.post(f"{path}/sections/1/start")
        [number] = candidate.get(path)["questions"]
        candidate.put(f"{path}/answers/{number['questionId']}", {"revision": 1, "response": RIGHT})
        candidate.post(f"{path}/sections/1/finish")
        late = {"revision": 2, "response": RIGHT}
        candidate.put(f"{path}/answers/{number['questionId']}", late, expect=409)

        candidate.post(f"{path}/sections/2/start")
        [_, choice] = candidate.get(path)["questions"]
        wrong = {"kind": "multiple_choice", "chosen": ["b"]}
        candidate.put(f"{path}/answers/{choice['questionId']}", {"revision": 1, "response": wrong})
        candidate.post(f"{path}/finish")
        result = until(lambda: own_result(candidate, path), "the result to be shown")
        assert (result["points"], result["maxPoints"], result["passed"]) == ("10.00", "20", True)
        assert [each["points"] for each in result["questions"]] == ["10.00", "0.00"]


def assessment(company: Company) -> str:
    """Activate an assessment of a section that draws one of three numbers, and one with a choice."""
    recruiter = company.recruiter
    numbers = [company.demo.publish(recruiter, OTHER_KINDS["numeric"]) for _ in range(3)]
    choice = company.demo.publish(recruiter, OTHER_KINDS["multiple_choice"])
    body = {
        "title": "Backend engineer",
        "timeLimitMinutes": 60,
        "sections": [
            {"timeLimitMinutes": 20, "pools": [{"draw": 1, "questionIds": numbers, "points": "10"}]},
            {"shuffleChoices": True, "questions": [{"questionId": choice, "points": "10"}]},
        ],
        "marking": {"penalty": "0.5", "passingPercent": "50"},
        "results": {"shown": "at_once", "detail": "questions"},
    }
    created = recruiter.post("/v1/assessments", body, expect=201)["id"]
    assert len(recruiter.get(f"/v1/assessments/{created}/preview?seed=any")["questions"]) == 2
    recruiter.post(f"/v1/assessments/{created}/activate")
    return created


def own_result(candidate: Api, path: str) -> dict[str, Any] | None:
    """Return the candidate's result, None before there is one."""
    try:
        return candidate.get(f"{path}/my-result")
    except UnexpectedAnswer:
        return None
