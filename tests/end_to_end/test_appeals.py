"""An appeal on the real stack: the candidate comes back after the end by link and mailed code, and is upheld."""

import httpx

from tests.fixtures.appeals import CONTESTABLE, WHY
from tests.fixtures.grading import ESSAY, TEXT
from tests.fixtures.http import Company, new_company
from tools.demo.api import Api, token_in, until
from tools.stack import Stack


def test_a_candidate_comes_back_appeals_and_sees_the_new_result(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        team = f"recruiter-{company.demo.suffix}@example.com"
        lead, question = company.recruiter, company.demo.publish(company.recruiter, ESSAY)
        company.assessment = assessment(lead, question)
        attempt = scored(company, question)
        path = f"/v1/attempts/{attempt}"
        of_question = f"{path}/questions/{question}"
        company.owner.post(f"{of_question}/override", {"points": "4", "reason": "No example."})
        lead.post(f"/v1/assessments/{company.assessment}/release", expect=202)
        email = f"candidate-{company.demo.suffix}@example.com"
        assert "4.00 of 10 points" in company.demo.inbox.wait_for(email, "Your result")

        candidate, _ = company.returning()
        shown = candidate.get(f"{path}/my-result")
        assert (shown["points"], shown["questions"][0]["points"], shown["appeals"]) == ("4.00", "4.00", [])
        candidate.get(path, expect=403)
        candidate.post(f"{of_question}/appeal", {"text": WHY}, expect=201)
        assert "Queues" in company.demo.inbox.wait_for(team, "appeals")

        assert [each["text"] for each in lead.get("/v1/appeals?status=open")] == [WHY]
        lead.post(f"{of_question}/appeal/decide", {"points": "8", "reason": "The example is there."})
        text = company.demo.inbox.wait_for(email, "Your appeal was upheld")
        assert "8.00 points instead of 4.00" in text
        assert token_in(text)
        shown = candidate.get(f"{path}/my-result")
        assert (shown["points"], shown["appeals"][0]["status"]) == ("8.00", "upheld")
        assert [each["replacedBy"] for each in lead.get(f"{path}/earlier-results")] == ["appeal", "override"]


def assessment(lead: Api, question: str) -> str:
    """Activate an assessment of one question, about whose released points candidates may appeal for a week."""
    body = {
        "title": "Backend engineer",
        "timeLimitMinutes": 60,
        "sections": [{"questions": [{"questionId": question, "points": "10"}]}],
        "results": CONTESTABLE,
    }
    created = lead.post("/v1/assessments", body, expect=201)["id"]
    lead.post(f"/v1/assessments/{created}/activate")
    return created


def scored(company: Company, question: str) -> str:
    """Have a candidate hand an essay in; return the scored attempt."""
    candidate, _, attempt = company.candidate()
    path = f"/v1/attempts/{attempt}"
    response = {"kind": "free_text", "text": TEXT}
    candidate.put(f"{path}/answers/{question}", {"revision": 1, "response": response})
    candidate.post(f"{path}/finish")
    until(lambda: company.recruiter.get("/v1/attempts?status=scored") or None, "the attempt to be scored")
    return attempt
