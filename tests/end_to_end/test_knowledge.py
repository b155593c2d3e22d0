"""A knowledge base on both stacks: a file, an approval, and an agent that reads and searches what is active."""

import time
from typing import Any

import httpx

from tests.fixtures.http import sign_up
from tests.fixtures.knowledge import OPENAPI
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack, running_stack

DOCUMENT = OPENAPI + b"".join(b"  /pets/%d: {get: {summary: Pet %d}}\n" % (number, number) for number in range(60))


def test_an_agent_reads_what_was_uploaded_once_it_is_approved() -> None:
    with running_stack(backend="embedded", extra_environment={"ELLA_RATE_LIMITS_SCALE": "1000"}) as embedded:
        play(embedded)


def test_the_same_holds_on_the_running_stack(stack: Stack) -> None:
    play(stack)


def play(stack: Stack) -> None:
    """Upload a file, have it approved and indexed, read and search it as an agent does, then add to it."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = owner.post("/v1/apps", {"name": "Support bot"}, expect=201)["id"]
        pair = owner.post(f"/v1/apps/{app}/keys", {"name": "Agent"}, expect=201)
        agent = demo.api.signed_in(pair["secretKey"])
        base = f"/v1/apps/{app}/kb"
        imported = ended(owner, owner.post(f"{base}/upload-openapi", {"uploadId": uploaded(http, owner)}, expect=202))
        assert (imported["staged"], imported["refused"]) == (62, 1)
        assert agent.get(f"{base}/active/apis") == []
        owner.post(f"{base}/submit", {"note": "The shop"})
        published = ended(owner, owner.post(f"{base}/approve", expect=202))
        assert (published["version"], published["added"]) == (1, 62)
        assert len(agent.get(f"{base}/active/apis?limit=100")) == 62
        built = ended(owner, owner.post(f"{base}/build-rag", expect=202))
        assert built == {"version": 1, "chunks": 62, "embedded": 62}
        parrots = {"kind": "apis", "method": "GET", "path": "/parrots", "summary": "List all parrots"}
        owner.post(f"{base}/apis", {"content": parrots}, expect=201)
        owner.post(f"{base}/submit", {})
        ended(owner, owner.post(f"{base}/approve", expect=202))
        assert searched(agent, base, "List the owners")["citation"]["pointer"] == "/paths/~1owners/get"
        updated = ended(owner, owner.post(f"{base}/update-rag", expect=202))
        assert updated == {"version": 2, "chunks": 63, "embedded": 1}
        found = searched(agent, base, "Which parrots are there?")
        assert (found["citation"]["key"], found["citation"]["version"]) == ("GET /parrots", 2)


def searched(agent: Api, base: str, question: str) -> dict[str, Any]:
    """Return the passage nearest to a question."""
    [best] = agent.get(f"{base}/search?k=1&q={question}")["hits"]
    return best


def uploaded(http: httpx.Client, owner: Api) -> str:
    """Upload the document and return the upload's id."""
    announced = {
        "purpose": "knowledge_file",
        "contentType": "application/yaml",
        "size": len(DOCUMENT),
        "fileName": "shop.yaml",
    }
    ticket = owner.post("/v1/uploads", announced, expect=201)
    request = ticket["uploadRequest"]
    http.request(request["method"], request["url"], content=DOCUMENT, headers=request["headers"]).raise_for_status()
    owner.post(f"/v1/uploads/{ticket['upload']['id']}/complete")
    return ticket["upload"]["id"]


def ended(owner: Api, operation: dict[str, Any]) -> dict[str, Any]:
    """Wait until an operation succeeded, and return its result."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        now = owner.get(f"/v1/operations/{operation['id']}")
        assert now["status"] not in ("failed", "cancelled"), now
        if now["status"] == "succeeded":
            return now["result"]
        time.sleep(0.2)
    raise AssertionError("the operation did not end")
