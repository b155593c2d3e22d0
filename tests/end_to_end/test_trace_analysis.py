"""From traces to findings, and from a finding's evidence to a case that a suite can run, on the embedded stack."""

import time

import httpx

from tests.end_to_end.test_knowledge import ended
from tests.fixtures.http import sign_up
from tests.fixtures.spans import SECOND, export, span
from tests.fixtures.trace_findings import ORDERS, PASSWORDS
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack, running_stack


def test_what_an_app_is_asked_is_found_and_becomes_cases() -> None:
    with running_stack(backend="embedded") as embedded:
        play(embedded)


def play(stack: Stack) -> None:
    """Send traces, have them analysed, and publish a case made of one of them."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = f"/v1/apps/{owner.post('/v1/apps', {'name': 'Support bot'}, expect=201)['id']}"
        pair = owner.post(f"{app}/keys", {"name": "Production"}, expect=201)
        bearer = {"authorization": f"Bearer {pair['secretKey']}"}
        http.post("/v1/traces", json=export(*asked()), headers=bearer).raise_for_status()
        result = ended(owner, owner.post(f"{app}/analyses", {}, expect=202))
        assert result == {"traces": 6, "newFindings": 2}
        found = owner.get(f"{app}/findings?kind=capability&sort=name")
        assert [each["terms"][0] for each in found] == ["order", "password"]
        explained = owner.get(f"{app}/findings/{found[0]['id']}")
        assert len(explained["links"]) == 3
        case = owner.post(f"{explained['links'][0]}/cases", {"folder": "orders"}, expect=201)
        owner.post(f"{app}/cases/{case['id']}/review", {"decision": "accepted"})
        published = owner.post(f"{app}/cases/publications", {"folder": "orders"}, expect=201)
        assert published["content"]["cases"][0]["vars"]["question"] in ORDERS


def asked() -> list[dict[str, object]]:
    """Return the spans of six traces of a minute ago."""
    begun = time.time_ns() - 60 * SECOND
    times = {"startTimeUnixNano": str(begun), "endTimeUnixNano": str(begun + SECOND)}
    return [
        span(1, trace=f"{number:032x}", attributes={"input.value": question}, **times)
        for number, question in enumerate((*PASSWORDS, *ORDERS), 1)
    ]
