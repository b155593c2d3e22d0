"""A text is graded on the real stack: two graders who see neither name nor each other's marks, then the lead."""

import json

import httpx

from tests.fixtures.grading import ESSAY, RUBRIC, TEXT, marks
from tests.fixtures.http import Company, new_company
from tools.demo.api import Api, token_in, until
from tools.demo.play import PASSWORD
from tools.stack import Stack


def test_two_graders_disagree_the_lead_decides_and_the_candidate_gets_the_result_by_mail(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        lead, question = company.recruiter, company.demo.publish(company.recruiter, ESSAY)
        company.assessment = assessment(lead, question)
        at = f"/v1/assessments/{company.assessment}"
        lead.put(f"{at}/questions/{question}/rubric", {"rubric": RUBRIC})
        graders = [grader(company, number) for number in range(2)]

        candidate, _, attempt = company.candidate()
        path = f"/v1/attempts/{attempt}"
        response = {"kind": "free_text", "text": TEXT}
        candidate.put(f"{path}/answers/{question}", {"revision": 1, "response": response})
        candidate.post(f"{path}/finish")
        until(lambda: lead.get("/v1/attempts?status=scored") or None, "the attempt to be scored")

        body = {"graderIds": [id for id, _ in graders], "markers": 2}
        lead.post(f"{at}/questions/{question}/graders", body, expect=202)
        for (_, each), given in zip(graders, (marks("all", "1"), marks("none", "0")), strict=True):
            queue = until(lambda each=each: each.get("/v1/gradings?status=assigned") or None, "an answer to grade")
            seen = each.get(f"/v1/gradings/{queue[0]['id']}")
            assert seen["response"]["text"] == TEXT
            assert "Carl" not in json.dumps([queue, seen])
            each.post(f"/v1/gradings/{queue[0]['id']}/submit", {"marks": given})
        answer = f"{path}/questions/{question}/grading"
        assert lead.get(answer)["answer"]["status"] == "disagreed"
        lead.post(f"{answer}/decide", {"points": "6", "reason": "The idea is half there."})
        lead.post(f"{path}/questions/{question}/override", {"points": "7", "reason": "The example counts."})

        candidate.get(f"{path}/my-result", expect=409)
        lead.post(f"{at}/release", expect=202)
        email = f"candidate-{company.demo.suffix}@example.com"
        assert "7.00 of 10 points" in company.demo.inbox.wait_for(email, "Your result")
        assert candidate.get(f"{path}/my-result")["points"] == "7.00"
        earlier = lead.get(f"{path}/earlier-results")
        assert [(each["replacedBy"], each["points"]) for each in earlier] == [("override", "6.00"), ("grading", "0.00")]


def assessment(lead: Api, question: str) -> str:
    """Activate an assessment of one question, whose results are shown once released."""
    body = {
        "title": "Backend engineer",
        "timeLimitMinutes": 60,
        "sections": [{"questions": [{"questionId": question, "points": "10"}]}],
        "results": {"shown": "on_release"},
    }
    created = lead.post("/v1/assessments", body, expect=201)["id"]
    lead.post(f"/v1/assessments/{created}/activate")
    return created


def grader(company: Company, number: int) -> tuple[str, Api]:
    """Have a colleague join who grades; return their id and their API."""
    email = f"grader-{number}-{company.demo.suffix}@example.com"
    company.owner.post("/v1/members/invitations", {"email": email, "role": "member"}, expect=201)
    token = token_in(company.demo.inbox.wait_for(email, "join"))
    body = {"token": token, "password": PASSWORD, "displayName": "Greta Grader"}
    company.demo.api.post("/v1/members/invitations/accept", body)
    answer = company.demo.api.post("/v1/auth/sign-in", {"email": email, "password": PASSWORD})
    id = company.recruiter.get(f"/v1/members/lookup?email={email}")["id"]
    return id, company.demo.api.signed_in(answer["accessToken"])
