"""A candidate and an interviewer write one program in two processes of Node, with unmodified Yjs, on the real stack."""

import base64
from collections.abc import Iterator
from typing import Any

import httpx
import jwt
import pytest

from shared.engines.crdt.documents import merged, text_of
from shared.engines.crdt.messages import SyncMessage, read_message
from tests.fixtures.http import Company, new_company
from tests.fixtures.tabs import Tab
from tools.demo.api import Api, until
from tools.stack import Stack


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    recruiter = company.recruiter
    questions = [{"questionId": each, "points": "10"} for each in company.questions]
    body = {
        "title": "Backend engineer",
        "timeLimitMinutes": 60,
        "pairMode": True,
        "sections": [{"questions": questions}],
    }
    company.assessment = recruiter.post("/v1/assessments", body, expect=201)["id"]
    recruiter.post(f"/v1/assessments/{company.assessment}/activate")
    return company


@pytest.mark.parametrize("listens", [True, False], ids=["listening", "asking"])
def test_both_write_at_once_one_goes_offline_and_they_end_with_the_same_text(
    stack: Stack, company: Company, listens: bool
) -> None:
    candidate, token, attempt = company.candidate()
    company.recruiter.post(f"/v1/attempts/{attempt}/join")
    [seen] = candidate.get(f"/v1/attempts/{attempt}")["interviewers"]
    assert seen["userId"] == jwt.decode(company.recruiter_token, options={"verify_signature": False})["sub"]
    answer = f"/v1/attempts/{attempt}/answers/{company.questions[0]}"
    for person in (candidate, company.recruiter):
        room = person.post(f"{answer}/room", {})["id"]
    tabs = [
        Tab(stack, company, one, room, sender, listens=listens)
        for one, sender in ((token, "candidate"), (company.recruiter_token, "interviewer"))
    ]
    try:
        play(tabs, candidate, room, answer)
        assert tabs[0].look()["listens"] is listens
    finally:
        for tab in tabs:
            tab.close()


def play(tabs: list[Tab], candidate: Api, room: str, answer: str) -> None:
    first, second = tabs
    for number in range(5):
        first.do("write", at=0, text=f"# candidate {number}\n")
        second.do("write", at=0, text=f"# interviewer {number}\n")
    first.do("cursor", at=3)
    until(lambda: agreed(tabs, 10), "one text")

    [other] = until(lambda: second.look()["others"] or None, "the candidate's cursor")
    assert (other["cursor"], other["user"]["role"], other["user"]["name"]) == (3, "candidate", "")

    second.do("online", **{"is": False})
    second.do("write", text="# written offline\n")
    first.do("write", text="# written meanwhile\n")
    until(lambda: second.look()["state"] == "offline" or None, "being offline")
    assert not second.look()["saved"]
    assert "offline" not in first.look()["text"]
    second.do("online", **{"is": True})
    text = until(lambda: agreed(tabs, 12), "one text again")

    content = candidate.get(f"/v1/rooms/{room}/updates")
    assert server_text(content) == text
    assert {each["author"].partition(":")[0] for each in content["updates"]} == {"candidate", "user"}
    candidate.post(f"{answer}/room/save", {"language": "python"})
    attempt = answer.removeprefix("/v1/attempts/").partition("/")[0]
    saved = candidate.get(f"/v1/attempts/{attempt}")["questions"][0]["answer"]
    assert saved["response"]["source"] == text

    second.do("leave")
    candidate.post(f"/v1/attempts/{attempt}/finish")
    first.do("write", text="# too late\n")
    until(lambda: first.look()["state"] == "attempt_closed" or None, "the room closed")
    assert server_text(candidate.get(f"/v1/rooms/{room}/updates")) == text


def agreed(tabs: list[Tab], lines: int) -> str | None:
    """Return the text both have, once it has so many lines and all of it is saved."""
    seen = [tab.look() for tab in tabs]
    texts = {each["text"] for each in seen}
    if len(texts) > 1 or not all(each["saved"] for each in seen):
        return None
    [text] = texts
    return text if len(text.splitlines()) == lines else None


def server_text(content: dict[str, Any]) -> str:
    """Return the text that the room's updates make on the server."""
    messages = [read_message(base64.b64decode(each["message"])) for each in content["updates"]]
    return text_of(merged(each.content for each in messages if isinstance(each, SyncMessage)))
