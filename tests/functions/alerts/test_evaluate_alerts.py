import json
from dataclasses import replace

import pytest

from tests.fixtures.service_alerts import a_critical_alert, alerts, minute, passes, watched
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

SLACK = "https://hooks.slack.example/T/B/x"


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


def tell_everybody(stage: Stage) -> None:
    stage.composition.config = replace(
        stage.composition.config,
        alert_mail=("oncall@example.com",),
        alert_slack_url=SLACK,
        alert_pagerduty_key="routing",
        alert_mitigation_url="https://hook.example/mitigate",
    )


def sent(stage: Stage, host: str) -> list[dict[str, object]]:
    return [json.loads(each.body) for each in stage.http_client.sent if host in each.url]


async def keys(stage: Stage, **query: str) -> list[str]:
    return [each["key"] for each in await alerts(stage, **query)]


async def test_more_than_5_percent_of_errors_for_five_minutes_fire_and_end(stage: Stage) -> None:
    tell_everybody(stage)
    await watched(stage)
    for _ in range(4):
        await minute(stage, errors=2)
    assert "error-rate" not in await keys(stage)
    await minute(stage, errors=2)
    [alert] = [each for each in await alerts(stage) if each["key"] == "error-rate"]
    assert (alert["severity"], alert["status"]) == ("critical", "firing")
    assert 0.09 < alert["value"] <= 0.1
    [mail] = [each for each in stage.mailer.sent if "api:" in each.subject]
    assert mail.to == "oncall@example.com"
    assert "docs/runbooks/error-rate.md" in mail.text
    assert any("5 % of the requests fail" in str(each["text"]) for each in sent(stage, "slack"))
    assert [each["action"] for each in sent(stage, "hook.example")] == ["roll-back"]
    await minute(stage)
    [alert] = [each for each in await alerts(stage) if each["key"] == "error-rate"]
    assert (alert["status"], alert["resolvedBy"]) == ("resolved", None)
    assert any(each.subject.startswith("[over] api") for each in stage.mailer.sent)


async def test_exactly_5_percent_of_errors_are_no_alert(stage: Stage) -> None:
    await watched(stage)
    for _ in range(6):
        await minute(stage, errors=1)
    assert "error-rate" not in await keys(stage)


async def test_a_minute_without_requests_breaks_a_row_of_failing_ones(stage: Stage) -> None:
    await watched(stage)
    for requests in (20, 20, 0, 20, 20):
        await minute(stage, requests=requests, errors=requests // 2)
    assert "error-rate" not in await keys(stage)


async def test_a_p95_above_two_seconds_for_ten_minutes_is_a_warning_for_slack(stage: Stage) -> None:
    tell_everybody(stage)
    await watched(stage)
    for _ in range(9):
        await minute(stage, seconds=2.5)
    assert "slow-requests" not in await keys(stage)
    await minute(stage, seconds=2.5)
    [alert] = [each for each in await alerts(stage) if each["key"] == "slow-requests"]
    assert alert["severity"] == "warning"
    assert any("longer than 2 s" in str(each["text"]) for each in sent(stage, "slack"))
    assert not any("longer than 2 s" in each.text for each in stage.mailer.sent)


async def test_more_than_ten_failures_of_the_store_in_a_minute_reach_mail_and_pagerduty(stage: Stage) -> None:
    tell_everybody(stage)
    await watched(stage)
    await minute(stage, failures=10)
    assert await keys(stage) == []
    await minute(stage, failures=11)
    [alert] = await alerts(stage)
    assert alert["key"] == "database-failures"
    [event] = sent(stage, "pagerduty")
    assert (event["routing_key"], event["event_action"], event["dedup_key"]) == ("routing", "trigger", alert["id"])
    assert len(stage.mailer.sent) == 1
    await passes(stage)
    assert [each["event_action"] for each in sent(stage, "pagerduty")] == ["trigger", "resolve"]


async def test_more_than_a_thousand_callers_for_five_minutes_are_told_as_information(stage: Stage) -> None:
    await watched(stage)
    for _ in range(5):
        for number in range(1_200):
            stage.composition.metrics.note_caller(f"user:{number}", changed=False)
        await minute(stage)
    [alert] = await alerts(stage)
    assert (alert["key"], alert["severity"]) == ("many-users", "info")
    assert 1_100 < alert["value"] < 1_300


async def test_what_nobody_acknowledges_within_five_minutes_is_told_to_every_channel(stage: Stage) -> None:
    tell_everybody(stage)
    await watched(stage)
    for _ in range(5):
        await minute(stage, failures=11)
    assert not any("escalated" in str(each["text"]) for each in sent(stage, "slack"))
    await minute(stage, failures=11)
    [escalated] = [each for each in sent(stage, "slack") if "escalated" in str(each["text"])]
    [alert] = await alerts(stage)
    assert alert["escalatedAt"] is not None
    await minute(stage, failures=11)
    assert len([each for each in sent(stage, "slack") if "escalated" in str(each["text"])]) == 1
    assert escalated


async def test_what_somebody_acknowledged_does_not_escalate(stage: Stage) -> None:
    alert = await a_critical_alert(stage)
    staff = await staff_member(stage)
    await stage.call("acknowledge_service_alert", as_=staff, path={"alertId": alert["id"]}, body={})
    for _ in range(8):
        await minute(stage, failures=11)
    [alert] = await alerts(stage)
    assert (alert["status"], alert["escalatedAt"]) == ("acknowledged", None)


async def test_what_ends_and_comes_back_within_five_minutes_is_the_same_alert(stage: Stage) -> None:
    alert = await a_critical_alert(stage)
    await passes(stage, 3)
    assert await keys(stage, status="resolved") == ["database-failures"]
    await minute(stage, failures=11)
    assert [each["id"] for each in await alerts(stage)] == [alert["id"]]
    await passes(stage, 7)
    await minute(stage, failures=11)
    assert len(await alerts(stage)) == 2


async def test_warnings_of_one_service_are_told_once_an_hour(stage: Stage) -> None:
    tell_everybody(stage)
    await watched(stage)
    for _ in range(10):
        await minute(stage, seconds=2.5)
    for _ in range(2):
        await passes(stage, 6)
        for _ in range(10):
            await minute(stage, seconds=2.5)
    told = [each for each in sent(stage, "slack") if "[warning] api" in str(each["text"])]
    assert len(told) == 1


async def test_a_message_that_nobody_took_is_sent_again(stage: Stage) -> None:
    tell_everybody(stage)
    await watched(stage)
    stage.http_client.will_answer(503)
    await minute(stage, failures=11)
    assert len(sent(stage, "pagerduty")) == 1
    await minute(stage, failures=11)
    assert [each["event_action"] for each in sent(stage, "pagerduty")] == ["trigger", "trigger"]
    await minute(stage, failures=11)
    assert len(sent(stage, "pagerduty")) == 2


async def test_a_budget_used_up_too_fast_is_told_by_its_burn_rate(stage: Stage) -> None:
    await watched(stage)
    for _ in range(6):
        await minute(stage, requests=100, errors=2)
    [alert] = [each for each in await alerts(stage) if each["key"].startswith("burn:errors")]
    assert (alert["key"], alert["severity"]) == ("burn:errors:1h", "critical")
    assert alert["value"] == pytest.approx(20)


async def test_a_minute_costs_an_instance_one_write_and_its_judgement_two_reads_and_one_commit(stage: Stage) -> None:
    await watched(stage)
    for number in range(50):
        stage.composition.metrics.note_request("f", "GET", f"/v1/{number}", 200, 0.1, tenant_id=None)
    commits = stage.store.commits
    await stage.composition.service_counts.flush()
    await stage.composition.service_counts.flush()
    assert stage.store.commits == commits + 1
    stage.clock.advance(minutes=1)
    reads = stage.store.reads
    await stage.tick("evaluate_alerts")
    assert (stage.store.reads, stage.store.commits) == (reads + 2, commits + 2)


async def test_judging_twice_at_once_counts_a_minute_once(stage: Stage) -> None:
    import asyncio

    await watched(stage)
    stage.composition.metrics.note_request("f", "GET", "/v1/a", 200, 0.1, tenant_id=None)
    await stage.composition.service_counts.flush()
    stage.clock.advance(minutes=1)
    await asyncio.gather(*(stage.tick("evaluate_alerts") for _ in range(4)))
    levels = await stage.document("tenants/platform/serviceLevels/current")
    assert levels is not None
    assert sum(each["counts"]["requests"] for each in levels["minutes"]) == 1
