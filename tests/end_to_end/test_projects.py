"""A project from its creation to its end on the real stack, with two people who hear of each other's work."""

import httpx

from tests.fixtures.http import Company, new_company
from tools.demo.api import Api, token_in, until
from tools.demo.play import PASSWORD
from tools.stack import Stack


def test_two_people_bring_a_project_to_its_end(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        lead = company.owner
        colleague_id, email, colleague = joiner(company)
        project = lead.post("/v1/projects", {"name": "Moving house"}, expect=201)["id"]
        at = f"/v1/projects/{project}"
        colleague.get(at, expect=404)
        lead.put(f"{at}/members/{colleague_id}", {"role": "contributor"})

        packing = lead.post(f"{at}/tasks", {"title": "Pack the books"}, expect=201)["id"]
        driving = lead.post(f"{at}/tasks", {"title": "Drive the van"}, expect=201)["id"]
        lead.put(f"{at}/tasks/{driving}/dependencies/{packing}", {})
        lead.put(f"{at}/tasks/{packing}/assignee", {"assigneeId": colleague_id})
        assert "Moving house" in company.demo.inbox.wait_for(email, "Yours to do")
        body = {"taskId": packing, "body": "Mind the shelves", "mentionIds": [colleague_id]}
        comment = lead.post(f"{at}/comments", body, expect=201)["id"]
        company.demo.inbox.wait_for(email, "You are mentioned")
        reply = {"taskId": packing, "body": "I do", "parentId": comment}
        colleague.post(f"{at}/comments", reply, expect=201)
        colleague.post(f"{at}/views", {"name": "Mine", "filters": {"assigneeId": colleague_id}}, expect=201)
        assert lead.get(f"{at}/views") == []
        found = until(lambda: colleague.get(f"/v1/search{at.removeprefix('/v1')}/tasks?q=book") or None, "the index")
        assert [each["id"] for each in found] == [packing]

        colleague.put(f"{at}/tasks/{packing}/status", {"status": "completed"})
        lead.put(f"{at}/tasks/{driving}/status", {"status": "completed"})
        done = lead.get(f"{at}/tasks?status=completed&count=true")
        assert {each["id"] for each in done} == {packing, driving}
        lead.call("PATCH", at, {"status": "completed"})
        lead.post(f"{at}/archive")
        lead.post(f"{at}/tasks", {"title": "Too late"}, expect=409)

        def feed() -> set[str] | None:
            listed = colleague.get(f"{at}/activity?limit=100")
            actions = {action for each in listed for action in each["actions"]}
            return actions if "project.archived" in actions else None

        told = until(feed, "the feed")
        assert told >= {"project.created", "project.member_set", "task.assignee", "task.status", "comment.added"}


def joiner(company: Company) -> tuple[str, str, Api]:
    """Have a colleague join; return their id, address and API."""
    email = f"colleague-{company.demo.suffix}@example.com"
    company.owner.post("/v1/members/invitations", {"email": email, "role": "member"}, expect=201)
    token = token_in(company.demo.inbox.wait_for(email, "join"))
    body = {"token": token, "password": PASSWORD, "displayName": "Colin Colleague"}
    company.demo.api.post("/v1/members/invitations/accept", body)
    answer = company.demo.api.post("/v1/auth/sign-in", {"email": email, "password": PASSWORD})
    id = company.recruiter.get(f"/v1/members/lookup?email={email}")["id"]
    return id, email, company.demo.api.signed_in(answer["accessToken"])
