import json
from dataclasses import replace
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.engines.addresses import person_key
from shared.engines.inbound_signatures import signature
from shared.runtime.signed_bodies import MAX_SIGNED_BODY
from tests.fixtures.inbound import JOINED, PAID, STRANGE, Source, a_source, received, sends
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source = await a_source(stage)
    return Arranged(as_=source.sender, path=source.address, body=PAID)


async def test_a_message_is_stored_and_answered_before_it_is_handled(stage: Stage) -> None:
    source = await a_source(stage)
    answer = await sends(stage, source, PAID)
    assert (answer.status, answer.body) == (202, {"received": True, "duplicate": False})
    [event] = await stage.documents("inboundEvents")
    assert (event["status"], event["eventId"], event["eventType"]) == ("received", "evt-1", "payment.succeeded")
    assert json.loads(event["body"]) == PAID
    assert await stage.documents("payments") == []


async def test_the_same_message_sent_again_changes_nothing(stage: Stage) -> None:
    source, _ = await received(stage, PAID)
    await stage.settle()
    before = await stage.snapshot()
    answer = await sends(stage, source, {**PAID, "data": {"amount": 5, "currency": "USD"}})
    assert (answer.status, answer.body["duplicate"]) == (202, True)
    assert await stage.snapshot() == before


async def test_two_sources_may_use_the_same_id(stage: Stage) -> None:
    source, _ = await received(stage, PAID)
    other = await a_source(stage, admin=source.admin)
    assert (await sends(stage, other, PAID)).body["duplicate"] is False
    assert len(await stage.documents("inboundEvents")) == 2


async def test_an_unknown_type_is_stored_warned_of_and_taken(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    _, event = await received(stage, STRANGE)
    assert event["status"] == "unknown"
    assert await stage.waiting() == []
    [line] = [each for each in map(json.loads, capsys.readouterr().out.splitlines()) if "unknown type" in str(each)]
    assert (line["severity"], line["eventType"]) == ("WARNING", "sun.rose")


async def test_no_log_says_what_was_in_a_message(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    for message in (STRANGE, JOINED):
        await received(stage, message)
    source = await a_source(stage)
    await sends(stage, source, JOINED, **{"x-signature": "sha256=00"})
    await stage.settle()
    logged = capsys.readouterr()
    for said in ("east", "new@example.com", "New@example.com"):
        assert said not in logged.out + logged.err


def hashed(source: Source, message: dict[str, Any], timestamp: str | None = None) -> str:
    return signature(json.dumps(message).encode(), source.sender.secret.encode(), timestamp)


@pytest.mark.parametrize("changed", ["", "sha256=", "sha256=00", "sha1=00", "é", "x" * 3_000])
async def test_without_the_signature_nothing_is_stored(stage: Stage, changed: str) -> None:
    source = await a_source(stage)
    answer = await sends(stage, source, PAID, **{"x-signature": changed})
    assert (answer.status, answer.body["error"]["code"]) == (401, "invalid_signature")
    assert await stage.documents("inboundEvents") == []


async def test_the_signature_is_one_of_the_very_bytes(stage: Stage) -> None:
    source = await a_source(stage)
    raw = json.dumps(PAID, indent=1).encode()
    signed = {"x-signature": hashed(source, PAID)}
    answer = await stage.call("receive_webhook", path=source.address, raw=raw, headers=signed)
    assert answer.status == 401


async def test_the_signature_is_checked_before_anything_is_read(stage: Stage) -> None:
    source = await a_source(stage)
    for raw in (b"{", b"\xff", b"\x00", b""):
        answer = await stage.call("receive_webhook", path=source.address, raw=raw)
        assert answer.status == 401, raw


async def test_another_sources_secret_signs_nothing_here(stage: Stage) -> None:
    source, other = await a_source(stage), await a_source(stage)
    assert (await sends(stage, replace(source, sender=other.sender), PAID)).status == 401


async def with_time(stage: Stage, source: Source, offset: int) -> Answer:
    timestamp = str(int(stage.clock.now().timestamp()) + offset)
    return await sends(
        stage, source, PAID, **{"x-timestamp": timestamp, "x-signature": hashed(source, PAID, timestamp)}
    )


@pytest.mark.parametrize(("offset", "status"), [(0, 202), (-299, 202), (299, 202), (-301, 401), (301, 401)])
async def test_a_signed_time_bounds_how_late_a_message_may_come(stage: Stage, offset: int, status: int) -> None:
    assert (await with_time(stage, await a_source(stage), offset)).status == status


async def test_a_signed_time_can_neither_be_left_out_nor_added(stage: Stage) -> None:
    source, now = await a_source(stage), str(int(stage.clock.now().timestamp()))
    assert (await sends(stage, source, PAID, **{"x-signature": hashed(source, PAID, now)})).status == 401
    assert (await sends(stage, source, PAID, **{"x-timestamp": now})).status == 401
    for timestamp in ("", "soon", "-1", "1e9", "9" * 40):
        signed = {"x-timestamp": timestamp, "x-signature": hashed(source, PAID, timestamp)}
        assert (await sends(stage, source, PAID, **signed)).status == 401


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"id": ""}, "/id"), ({"id": 7}, "/id"), ({"type": None}, "/type"), ({"data": []}, "/data")],
)
async def test_what_is_no_message_is_refused_and_may_be_sent_again(
    stage: Stage, changes: dict[str, Any], pointer: str
) -> None:
    source = await a_source(stage)
    answer = await sends(stage, source, {**PAID, **changes})
    assert (answer.status, answer.body["error"]["details"][0]["pointer"]) == (400, pointer)
    assert (await sends(stage, source, PAID)).body["duplicate"] is False


async def test_a_body_over_the_cap_gets_413(stage: Stage) -> None:
    source = await a_source(stage)
    assert (await sends(stage, source, {**PAID, "padding": "x" * MAX_SIGNED_BODY})).status == 413


async def test_an_unknown_source_and_a_suspended_tenant_take_nothing(stage: Stage) -> None:
    source = await a_source(stage)
    for address in ({"sourceId": "nobody"}, {"tenantId": await stage.tenant()}):
        path = {**source.address, **address}
        answer = await stage.call("receive_webhook", as_=source.sender, path=path, body=PAID)
        assert (answer.status, answer.body["error"]["code"]) == (404, "inbound_source_not_found")
    owner = await stage.member(Role.OWNER, tenant_id=source.admin.tenant_id)
    tenant_id = owner.tenant_id
    await stage.change(f"tenants/{tenant_id}/tenant/{tenant_id}", state="suspended")
    assert (await sends(stage, source, PAID)).status == 404


async def test_a_message_that_names_too_many_people_is_refused(stage: Stage) -> None:
    source = await a_source(stage)
    named = [f"person-{number}@example.com" for number in range(1_001)]
    answer = await sends(stage, source, {**STRANGE, "data": {"people": named}})
    assert (answer.status, answer.error["code"]) == (400, "too_many_addresses")
    assert (await sends(stage, source, {**STRANGE, "data": {"people": named[1:]}})).status == 202


async def test_whoever_is_named_beside_what_ella_reads_is_found_too(stage: Stage) -> None:
    source = await a_source(stage)
    await sends(stage, source, {**STRANGE, "sentBy": "ann@example.com"})
    [event] = await stage.documents("inboundEvents")
    assert person_key("ann@example.com") in event["people"]
