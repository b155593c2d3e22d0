import re
from dataclasses import replace

import pytest

from shared.runtime import composition
from shared.runtime.entry_points import declaration, serve_declared
from shared.runtime.responses import SECURITY_HEADERS
from tests.fixtures.stage import SignedIn, Stage, http_request
from tests.fixtures.toys import call, crash, create_note, list_notes, ping

pytestmark = pytest.mark.anyio

APP = "https://app.example.com"


async def test_every_answer_carries_the_security_headers(stage: Stage) -> None:
    member = await stage.member()
    answers = [
        await call(stage, ping),
        await call(stage, ping, path="/nowhere"),
        await call(stage, list_notes),
        await call(stage, create_note, as_=member, body={"text": "a"}),
        await call(stage, create_note, as_=member, raw=b"{"),
        await call(stage, create_note, as_=member, raw=b"x" * 2_000_000),
        await call(stage, create_note, as_=member, body={"text": "a"}, headers={"content-type": "text/plain"}),
        await call(stage, ping, method="DELETE"),
        await call(stage, crash, as_=member),
    ]
    assert [answer.status for answer in answers] == [200, 404, 401, 201, 400, 413, 415, 405, 500]
    for answer in answers:
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-request-id"] == answer.body["meta"]["requestId"]


async def test_answers_without_a_body_carry_them_too(stage: Stage) -> None:
    member = await stage.member()
    composition.install(stage.composition)
    try:
        answers = [
            await serve_declared(declaration(name), http_request(method, path, {}, headers, b"{}"))
            for name, method, path, headers in (
                ("sign_out", "OPTIONS", "/v1/auth/sign-out", {"origin": APP}),
                ("sign_out", "POST", "/v1/auth/sign-out", signed_by(member)),
                ("expire_upload", "POST", "/", {}),
                ("sweep_outbox", "POST", "/", {}),
            )
        ]
    finally:
        composition.install(None)
    assert [answer.status_code for answer in answers] == [204, 204, 400, 204]
    for answer in answers:
        assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def signed_by(member: SignedIn) -> dict[str, str]:
    return {"authorization": f"Bearer {member.token}", "content-type": "application/json"}


async def test_an_error_may_be_read_by_an_allowed_origin(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, allowed_origins=(APP,))
    refused = await call(stage, list_notes, headers={"origin": APP})
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, APP)


async def test_an_allowed_origin_may_ask_and_read(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, allowed_origins=(APP,))
    asked = await call(stage, create_note, method="OPTIONS", headers={"origin": APP})
    assert asked.status == 204
    assert asked.headers["access-control-allow-origin"] == APP
    assert asked.headers["access-control-allow-methods"] == "POST"
    assert {"Idempotency-Key", "X-CSRF-Token"} <= set(asked.headers["access-control-allow-headers"].split(", "))
    answer = await call(stage, ping, headers={"origin": APP})
    assert answer.headers["access-control-allow-origin"] == APP
    assert answer.headers["vary"] == "Origin"
    assert answer.headers["access-control-allow-credentials"] == "true"


async def test_what_may_be_kept_is_kept_for_its_caller_and_origin(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, allowed_origins=(APP,))
    answer = await stage.call("list_plans", headers={"origin": APP})
    assert answer.headers["cache-control"] == "private, max-age=300"
    assert answer.headers["vary"] == "Origin, Authorization, Cookie, X-Tenant-Id"


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", f"{APP}.evil.example", APP.upper()])
async def test_another_origin_may_not(stage: Stage, origin: str) -> None:
    stage.composition.config = replace(stage.composition.config, allowed_origins=(APP,))
    for method in ("OPTIONS", "GET"):
        answer = await call(stage, ping, method=method, headers={"origin": origin})
        assert "access-control-allow-origin" not in answer.headers
        assert "access-control-allow-credentials" not in answer.headers
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
