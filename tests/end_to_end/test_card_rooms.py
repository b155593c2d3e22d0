"""A card's draft written by two processes of Node with unmodified Yjs and a plain text client, on the real stack."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.engines.crdt.operations import Operation, applied, units_of
from tests.fixtures.cards import GREETING
from tests.fixtures.http import Company, new_company
from tests.fixtures.tabs import Tab
from tools.demo.api import Api, until
from tools.stack import Stack


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield new_company(http, stack.inbox_url)


class Plain:
    """A plain text client."""

    def __init__(self, api: Api, path: str) -> None:
        self.api, self.path, self.text, self.revision = api, path, "", 0

    def apply(self, operation: Operation) -> str:
        body = {"sender": "plain", "revision": self.revision, "operation": list(operation)}
        answer: dict[str, Any] = self.api.post(f"{self.path}/operations", body)
        self.text = applied(operation, self.text)
        if answer["revision"] > self.revision:
            self.text = applied(answer["operation"], self.text)
        self.revision = answer["revision"]
        return self.text

    def catch_up(self) -> str:
        return self.apply([units_of(self.text)] if self.text else [])


def test_browsers_and_a_plain_text_client_write_one_card(stack: Stack, company: Company) -> None:
    recruiter = company.recruiter
    card = recruiter.post("/v1/cards", {"content": GREETING}, expect=201)["id"]
    path = f"/v1/cards/{card}/room"
    room = recruiter.post(path, {})["id"]
    plain = Plain(recruiter, path)
    tabs = [
        Tab(stack, company, company.recruiter_token, room, sender, listens=listens, path=path)
        for sender, listens in (("listening", True), ("asking", False))
    ]
    try:
        plain.catch_up()
        for number in range(3):
            tabs[0].do("write", at=0, text=f"# 😀 {number}\n")
            plain.apply([units_of(plain.text), f"# plain {number}\n"])
            tabs[1].do("write", text=f"# second {number}\n")

        def agreed() -> str | None:
            seen = [tab.look() for tab in tabs]
            texts = {plain.catch_up(), *(each["text"] for each in seen)}
            whole = len(texts) == 1 and all(each["saved"] for each in seen)
            return plain.text if whole and plain.text.count("# ") == 9 else None

        text = until(agreed, "one text")
        plain.apply([units_of(text[: text.index("Greeting")]), "A ", units_of(text[text.index("Greeting") :])])
        until(lambda: all("A Greeting" in tab.look()["text"] for tab in tabs) or None, "the plain client's words")
    finally:
        for tab in tabs:
            tab.close()
    assert recruiter.post(f"{path}/save", {})["content"] == GREETING | {"name": "A Greeting"}
