import io
import json
from dataclasses import replace
from typing import Any

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.domain.alerts.intrusions import Kind
from shared.observability import logging
from tests.fixtures.service_alerts import a_critical_alert, alerts
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def detected(stage: Stage) -> list[dict[str, Any]]:
    await stage.composition.security_events.flush()
    assert await stage.tick("detect_intrusions") == 204
    return await alerts(stage)


async def try_accounts(stage: Stage, count: int) -> None:
    for number in range(count):
        body = {"email": f"somebody{number}@example.com", "password": "wrong wrong wrong"}
        assert (await stage.call("sign_in", body=body)).status == 401


async def ask_with(stage: Stage, key: SignedIn, address: str) -> None:
    answer = await stage.call("list_questions", as_=key, headers={"x-forwarded-for": address})
    assert answer.status == 200, answer.body


async def test_sign_ins_to_ten_accounts_that_fail_from_one_address_are_told(stage: Stage) -> None:
    await try_accounts(stage, 9)
    assert await detected(stage) == []
    await try_accounts(stage, 10)
    [alert] = await detected(stage)
    assert (alert["severity"], alert["service"], alert["runbook"]) == ("critical", "security", "many-accounts-tried")
    assert "10 accounts" in alert["title"]


async def test_one_account_tried_again_and_again_is_for_the_rate_limit_not_for_an_alert(stage: Stage) -> None:
    for _ in range(15):
        body = {"email": "somebody@example.com", "password": "wrong wrong wrong"}
        assert (await stage.call("sign_in", body=body)).status in (401, 429)
    assert await detected(stage) == []


async def test_fifty_denials_of_one_caller_are_told_and_over_after_ten_minutes(stage: Stage) -> None:
    viewer = await stage.member(Role.RECRUITER)
    for _ in range(50):
        assert (await stage.call("list_audit_entries", as_=viewer)).status == 403
    [alert] = await detected(stage)
    assert (alert["runbook"], alert["value"]) == ("many-denials", 50)
    stage.clock.advance(minutes=11)
    [alert] = await detected(stage)
    assert alert["status"] == "resolved"


async def test_a_key_used_from_two_networks_within_ten_minutes_is_told(stage: Stage) -> None:
    stage.composition.config = replace(stage.composition.config, trusted_proxies=1)
    key = await stage.api_key(Permission.QUESTIONS_READ)
    for address in ("203.0.113.7", "203.0.113.99"):
        await ask_with(stage, key, address)
    assert await detected(stage) == []
    await ask_with(stage, key, "198.51.100.4")
    [alert] = await detected(stage)
    assert alert["runbook"] == "key-in-two-places"
    assert "198.51.100.0/24" in alert["title"]


async def test_what_is_noted_names_neither_account_nor_address(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(logging, "stream", stream)
    await try_accounts(stage, 2)
    await stage.composition.security_events.flush()
    stored = await stage.documents("securityEvents")
    assert [each["kind"] for each in stored] == ["sign_in_failed"] * 2
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    security = [each for each in lines if each.get("logging.googleapis.com/labels") == {"stream": "security"}]
    assert len(security) == 2
    assert "somebody0" not in json.dumps([stored, security], default=str)


async def test_a_thousand_denials_cost_one_write(stage: Stage) -> None:
    events, commits = stage.composition.security_events, stage.store.commits
    for _ in range(1_000):
        events.note(Kind.DENIED, "user:U", "203.0.113.7")
    await events.flush()
    assert stage.store.commits == commits + 1
    [stored] = await stage.documents("securityEvents")
    assert stored["count"] == 1_000


async def test_other_alerts_stay_as_they_are(stage: Stage) -> None:
    await a_critical_alert(stage)
    [alert] = await detected(stage)
    assert alert["status"] == "firing"
