"""A small client of the public API, and of the mail catch-all."""

import re
import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

T = TypeVar("T")
PATIENCE_SECONDS = 60.0


class UnexpectedAnswer(Exception):
    """The API answered something the demo did not expect."""


class Api:
    """One person's view of the API."""

    def __init__(self, http: httpx.Client, token: str | None = None) -> None:
        self._http = http
        self._token = token

    def signed_in(self, token: str) -> "Api":
        """Return the API as somebody with a token sees it."""
        return Api(self._http, token)

    def call(self, method: str, path: str, body: Any = None, *, expect: int = 200) -> Any:
        """Call and return `data`, or `error` where an error is expected; raise UnexpectedAnswer otherwise."""
        envelope = self.send(method, path, body, expect=expect)
        return envelope["data"] if expect < 400 else envelope["error"]

    def send(self, method: str, path: str, body: Any = None, *, expect: int = 200) -> Any:
        """Call and return the whole answer, as foreign protocols have it; raise UnexpectedAnswer on another status."""
        headers = {"authorization": f"Bearer {self._token}"} if self._token else {}
        answer = self._http.request(method, path, json=body, headers=headers)
        if answer.status_code != expect:
            raise UnexpectedAnswer(f"{method} {path} answered {answer.status_code}: {answer.text[:500]}")
        return answer.json()

    def get(self, path: str, **options: Any) -> Any:
        """GET."""
        return self.call("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        """POST."""
        return self.call("POST", path, body, **options)

    def put(self, path: str, body: Any, **options: Any) -> Any:
        """PUT."""
        return self.call("PUT", path, body, **options)


class Inbox:
    """The local mail catch-all."""

    def __init__(self, url: str) -> None:
        self._url = url

    def wait_for(self, to: str, subject: str) -> str:
        """Return the text of the first mail to somebody whose subject holds a phrase."""
        return until(lambda: self._find(to, subject), f"a mail to {to} about {subject!r}")

    def _find(self, to: str, subject: str) -> str | None:
        messages = httpx.get(f"{self._url}/messages", params={"to": to}, trust_env=False).json()["messages"]
        return next((each["text"] for each in messages if subject.lower() in each["subject"].lower()), None)


def token_in(text: str) -> str:
    """Return the token of the link in a mail."""
    found = re.search(r"token=([\w.~-]+)", text)
    if not found:
        raise UnexpectedAnswer(f"no link in the mail: {text[:300]}")
    return found[1]


def until(attempt: Callable[[], T | None], what: str, pause: float = 0.03, patience: float = PATIENCE_SECONDS) -> T:
    """Return the first result that is not None; raise UnexpectedAnswer when patience ends."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        result = attempt()
        if result is not None:
            return result
        time.sleep(pause)
    raise UnexpectedAnswer(f"waited {patience:.0f} s for {what}")
