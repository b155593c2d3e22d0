"""A file on its way in, on the running stack: through its store's own signed URL, as a browser follows it."""

import hashlib

import httpx

from tests.fixtures.http import sign_up
from tests.fixtures.uploads import PACKAGE, ZIP
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack, running_stack


def upload(stack: Stack) -> None:
    """Announce a file, send it, and complete it."""
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        content = ZIP + b"x" * 20_000_000
        ticket = owner.post("/v1/uploads", PACKAGE | {"size": len(content)}, expect=201)
        request = ticket["uploadRequest"]
        asked = {
            "origin": "http://127.0.0.1:5173",
            "access-control-request-method": request["method"],
            "access-control-request-headers": ",".join(request["headers"]),
        }
        if not request["url"].startswith(stack.gateway_url):
            assert http.options(request["url"], headers=asked).headers["access-control-allow-origin"]
        sent = http.request(request["method"], request["url"], content=content, headers=request["headers"])
        assert sent.status_code == 200, sent.text
        done = owner.post(f"/v1/uploads/{ticket['upload']['id']}/complete")
    assert (done["status"], done["sha256"]) == ("complete", hashlib.sha256(content).hexdigest())


def test_a_file_comes_in_through_the_storage_emulator(stack: Stack) -> None:
    upload(stack)


def test_a_file_comes_in_on_the_embedded_adapters() -> None:
    with running_stack(backend="embedded") as embedded:
        upload(embedded)
