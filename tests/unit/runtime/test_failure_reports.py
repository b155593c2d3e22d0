import io
import json
from dataclasses import replace
from typing import Any

import pytest

from shared.observability import logging
from shared.runtime.failures import SentryReports
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what tells the lines that were logged."""
    stream = io.StringIO()
    monkeypatch.setattr(logging, "stream", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


async def fail(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> str:
    async def broken(*_: object) -> None:
        raise RuntimeError("broken")

    member = await stage.member()
    monkeypatch.setattr(stage.store, "query", broken)
    answer = await stage.call("list_notifications", as_=member, headers={"user-agent": "curl/8"})
    assert answer.status == 500
    return str(answer.headers["x-request-id"])


async def test_a_failure_is_one_line_as_error_reporting_reads_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, lines: Any
) -> None:
    request_id = await fail(stage, monkeypatch)
    [line] = [each for each in lines() if each["severity"] == "ERROR"]
    assert line["@type"].endswith("ReportedErrorEvent")
    assert line["requestId"] == request_id
    assert line["serviceContext"] == {"service": "list_notifications", "version": stage.composition.config.version}
    assert line["stack_trace"].startswith("Traceback (most recent call last):")
    assert "RuntimeError: broken" in line["stack_trace"]
    assert line["context"]["reportLocation"]["functionName"] == "broken"
    assert line["context"]["reportLocation"]["filePath"] == __file__
    assert line["context"]["httpRequest"] == {
        "method": "GET",
        "url": "/v1/notifications",
        "userAgent": "curl/8",
        "responseStatusCode": 500,
    }


async def test_a_subscriber_that_fails_is_reported_under_its_own_name(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, lines: Any
) -> None:
    from tests.functions.notifications.test_announce_trace_finding import arrange

    arranged = await arrange(stage)
    assert arranged.event is not None

    async def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(stage.store, "get_many", broken)
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    assert await stage.deliver("announce_trace_finding", envelope) == 500
    [line] = [each for each in lines() if "@type" in each]
    assert line["serviceContext"]["service"] == "announce_trace_finding"
    assert line["eventId"] == envelope.id


async def test_sentry_gets_an_envelope_with_the_stack_where_the_operator_has_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = stage.composition
    parts.config = replace(parts.config, sentry_dsn="https://key1@sentry.example/42")
    reports = SentryReports(parts, stage.http_client, interval=None)
    parts.__dict__["sentry"] = reports
    request_id = await fail(stage, monkeypatch)
    await reports.flush()
    [sent] = stage.http_client.sent
    assert (sent.method, sent.url) == ("POST", "https://sentry.example/api/42/envelope/")
    assert "sentry_key=key1" in sent.headers["x-sentry-auth"]
    head, item, event = (json.loads(line) for line in sent.body.splitlines())
    assert (head["event_id"], item["type"], event["tags"]) == (event["event_id"], "event", {"request_id": request_id})
    [raised] = event["exception"]["values"]
    assert (raised["type"], raised["value"]) == ("RuntimeError", "broken")
    assert raised["stacktrace"]["frames"][-1]["function"] == "broken"


async def test_what_a_caller_did_wrong_is_no_failure_of_ours(stage: Stage, lines: Any) -> None:
    assert (await stage.call("list_notifications")).status == 401
    assert [each for each in lines() if "@type" in each] == []
