"""Greenhouse, played over HTTP against the running stack: list, send, the PATCH, and the status it then asks for.

The score that it is told is exported as a bundle and computed again, offline and in this machine's sandbox.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from tests.fixtures.http import sign_up
from tests.fixtures.servers import Received, Server, answers, serving
from tools import score
from tools.demo.api import Api, Inbox, token_in, until
from tools.demo.content import PARTLY_WRONG_PYTHON, SUM, program
from tools.demo.play import Demo
from tools.stack import Stack


@pytest.fixture
def server() -> Iterator[Server]:
    """Greenhouse's end of the PATCH, which answers 500 first."""
    seen: list[Received] = []

    async def behave(request: Received, writer: asyncio.StreamWriter) -> None:
        seen.append(request)
        await answers(500 if len(seen) == 1 else 200, b"")(request, writer)

    with start_blocking_portal() as portal, portal.wrap_async_context_manager(serving(behave)) as listening:
        yield listening


@pytest.fixture
def demo(stack: Stack) -> Iterator[Demo]:
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        yield Demo(Api(http), Inbox(stack.inbox_url))


@pytest.fixture
def owner(demo: Demo) -> Api:
    return demo.api.signed_in(sign_up(demo)["accessToken"])


@pytest.fixture
def greenhouse(stack: Stack, owner: Api) -> Iterator[httpx.Client]:
    key = owner.post("/v1/api-keys", {"name": "Greenhouse", "scopes": ["greenhouse:connect"]}, expect=201)["token"]
    base = f"{stack.gateway_url}/greenhouse"
    with httpx.Client(base_url=base, auth=(key, ""), timeout=60, trust_env=False) as client:
        yield client


def test_a_test_sent_from_greenhouse_comes_back_with_its_score(
    demo: Demo, owner: Api, greenhouse: httpx.Client, server: Server, tmp_path: Path
) -> None:
    question = demo.publish(owner, SUM)
    section = {"questions": [{"questionId": question, "points": "10"}]}
    assessment = owner.post(
        "/v1/assessments", {"title": "Greenhouse sums", "timeLimitMinutes": 60, "sections": [section]}, expect=201
    )["id"]
    owner.post(f"/v1/assessments/{assessment}/activate")
    assert greenhouse.get("/list_tests").json() == [
        {"partner_test_id": assessment, "partner_test_name": "Greenhouse sums"}
    ]

    email = f"mary-{demo.suffix}@example.com"
    profile = "https://app.greenhouse.io/people/17681532?application_id=26234709"
    body = {
        "partner_test_id": assessment,
        "candidate": {
            "first_name": "Mary",
            "last_name": "Stone",
            "preferred_name": None,
            "resume_url": None,
            "phone_number": "123-456-7890",
            "email": email,
            "greenhouse_profile_url": profile,
        },
        "sent_by": "rita@example.com",
        "url": server.url("/take_home_tests/12345"),
    }
    sent = greenhouse.post("/send_test", json=body)
    assert sent.status_code == 200, sent.text
    assert greenhouse.post("/send_test", json=body).json() == sent.json()
    interview = sent.json()
    assert greenhouse.get("/test_status", params=interview).json() == {"partner_status": "invited"}

    candidate, attempt = demo_start(demo, token_in(demo.inbox.wait_for(email, "Greenhouse sums")))
    answer = {"revision": 1, "response": program("python", PARTLY_WRONG_PYTHON)}
    candidate.put(f"/v1/attempts/{attempt}/answers/{question}", answer)
    candidate.post(f"/v1/attempts/{attempt}/finish")

    until(lambda: True if len(server.received) == 2 else None, "the PATCH to be sent again", pause=0.1)
    assert [(each.line, each.body) for each in server.received] == [("PATCH /take_home_tests/12345 HTTP/1.1", b"")] * 2
    status = greenhouse.get("/test_status", params=interview).json()
    assert (status["partner_status"], status["partner_score"]) == ("complete", 75.0)
    assert status["partner_profile_url"].endswith(f"/attempts/{attempt}")
    assert not any(isinstance(each, dict | list) for each in status["metadata"].values())
    errors = {"api_call": "test_status", "errors": ["partner_score is no number"]}
    assert greenhouse.post("/response_errors", json=errors).status_code == 200

    file = tmp_path / "bundle.zip"
    file.write_bytes(exported(owner, f"/v1/attempts/{attempt}/score-bundle"))
    assert score.main(["verify", str(file), "--run"]) == 0


def test_a_wrong_key_is_401_and_an_unknown_test_404(greenhouse: httpx.Client) -> None:
    assert greenhouse.get("/list_tests", auth=("ella_no_such_key", "")).status_code == 401
    unknown = {"partner_interview_id": "unknown"}
    assert greenhouse.get("/test_status", params=unknown).status_code == 404
    candidate = {"email": "mary@example.com"}
    body = {"partner_test_id": "unknown", "candidate": candidate, "url": "https://example.com/"}
    assert greenhouse.post("/send_test", json=body).status_code == 404


def demo_start(demo: Demo, link: str) -> tuple[Api, str]:
    """Redeem the link and start the attempt."""
    answer = demo.api.post("/v1/invitations/redeem", {"token": link})
    candidate = demo.api.signed_in(answer["accessToken"])
    return candidate, candidate.post("/v1/attempts", expect=201)["id"]


def exported(owner: Api, path: str) -> bytes:
    """Have a file about an attempt written, and download it."""
    operation = owner.post(path, expect=202)["id"]

    def written() -> dict[str, Any] | None:
        found = owner.get(f"/v1/operations/{operation}")
        return found if found["status"] in ("succeeded", "failed") else None

    until(written, "the export to be written", pause=0.1)
    return httpx.get(owner.get(f"/v1/attempt-exports/{operation}")["url"], trust_env=False).content
