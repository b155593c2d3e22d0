import re
from dataclasses import replace

import pytest

from tests.fixtures.stage import Stage
from tests.fixtures.toys import call, create_note, list_notes, ping

pytestmark = pytest.mark.anyio

APP = "https://app.example.com"


async def test_every_answer_carries_the_security_headers(stage: Stage) -> None:
    answers = [
        await call(stage, ping),
        await call(stage, ping, path="/nowhere"),
        await call(stage, list_notes),
        await call(stage, create_note, as_=await stage.member(), body={"text": "a"}),
    ]
    assert [answer.status for answer in answers] == [200, 404, 401, 201]
    for answer in answers:
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-request-id"] == answer.body["meta"]["requestId"]


async def test_an_allowed_origin_may_ask_and_read(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, allowed_origins=(APP,))
    asked = await call(stage, create_note, method="OPTIONS", headers={"origin": APP})
    assert asked.status == 204
    assert asked.headers["access-control-allow-origin"] == APP
    assert asked.headers["access-control-allow-methods"] == "POST"
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]
    answer = await call(stage, ping, headers={"origin": APP})
    assert answer.headers["access-control-allow-origin"] == APP
    assert answer.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", f"{APP}.evil.example", APP.upper()])
async def test_another_origin_may_not(stage: Stage, origin: str) -> None:
    stage.composition.config = replace(stage.composition.config, allowed_origins=(APP,))
    for method in ("OPTIONS", "GET"):
        answer = await call(stage, ping, method=method, headers={"origin": origin})
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["vary"] == "Origin"


async def test_a_callers_trace_goes_on(stage: Stage) -> None:
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    member = await stage.member()
    answer = await call(stage, create_note, as_=member, body={"text": "a"}, headers={"traceparent": parent})
    trace = answer.headers["traceparent"].split("-")
    assert (trace[1], trace[3]) == ("4bf92f3577b34da6a3ce929d0e0e4736", "01")
    assert trace[2] != "00f067aa0ba902b7"
    [event] = await stage.waiting()
    assert event.traceparent == answer.headers["traceparent"]
    assert event.causation_id == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "parent",
    [
        "",
        "nonsense",
        "00-" + "0" * 32 + "-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
    ],
)
async def test_a_trace_that_is_none_begins_anew(stage: Stage, parent: str) -> None:
    answer = await call(stage, ping, headers={"traceparent": parent})
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", answer.headers["traceparent"])
    assert "4bf92f3577b34da6a3ce929d0e0e4736" not in answer.headers["traceparent"]
