"""Personas talk with a model of an app, on the embedded stack: the script is said, answered, graded and counted."""

import httpx

from tests.fixtures.http import ended, sign_up
from tests.fixtures.simulations import ADA
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack, running_stack


def test_personas_say_their_lines_and_what_was_said_is_graded() -> None:
    with running_stack(backend="embedded") as embedded:
        play(embedded)


def play(stack: Stack) -> None:
    """Write two personas, have each talk twice, and read what was said."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = f"/v1/apps/{owner.post('/v1/apps', {'name': 'Support bot'}, expect=201)['id']}"
        short = {**ADA, "name": "Grace", "lines": ["Hello?"], "opening": ""}
        personas = [owner.post(f"{app}/personas", {"user": user}, expect=201)["id"] for user in (ADA, short)]
        body = {
            "personaIds": personas,
            "model": "echo",
            "repeats": 2,
            "turnAssertions": [{"type": "javascript", "value": "output === context.prompt"}],
            "assertions": [{"type": "contains", "value": "Assistant: I want my money back."}],
        }
        asked = owner.post(f"{app}/simulations", body, expect=202)
        assert ended(owner, asked) == {"simulationId": asked["id"], "passed": 2, "failed": 2}
        simulation = owner.get(f"{app}/simulations/{asked['id']}")
        assert [simulation[name] for name in ("status", "turns", "errors", "costNanos")] == ["completed", 8, 0, 0]
        talks = owner.get(f"{app}/simulations/{asked['id']}/conversations")
        assert [(each["user"]["name"], each["outcome"]) for each in talks] == [
            ("Ada", "passed"),
            ("Grace", "failed"),
            ("Ada", "passed"),
            ("Grace", "failed"),
        ]
        assert {turn["grade"]["outcome"] for each in talks for turn in each["turns"]} == {"passed"}
