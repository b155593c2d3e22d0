import io
import json
from dataclasses import replace
from typing import Any

import pytest

from shared.data.store import AmbiguousCommit, CommitTooLarge, WriteConflict
from shared.data.unit_of_work import MAX_TRIES
from shared.errors import DependencyUnavailable
from shared.observability import logging
from shared.runtime.profiles import PROFILES, Runtime
from tests.fixtures.stage import Stage
from tests.fixtures.toys import about, call, change_note, crash, create_note, get_note, nap, refuse

pytestmark = pytest.mark.anyio


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(logging, "stream", stream)
    return stream


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


async def test_an_unhandled_exception_is_an_enveloped_500_without_its_text(stage: Stage, log: io.StringIO) -> None:
    answer = await call(stage, crash, as_=await stage.member())
    assert (answer.status, answer.error["code"]) == (500, "internal")
    assert answer.body["success"] is False
    assert answer.body["meta"]["requestId"] == answer.headers["x-request-id"]
    assert "hunter2" not in str(answer.body)
    assert "Traceback" not in str(answer.body)


async def test_its_stack_is_in_the_log_with_the_request(stage: Stage, log: io.StringIO) -> None:
    member = await stage.member()
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    answer = await call(stage, crash, as_=member, headers={"traceparent": parent})
    [line] = lines(log)
    assert line["severity"] == "ERROR"
    assert "RuntimeError" in line["stack_trace"]
    assert line["function"] == "crash"
    assert line["requestId"] == answer.headers["x-request-id"]
    assert line["tenantId"] == member.tenant_id
    assert line["logging.googleapis.com/trace"] == "projects/demo-ella/traces/4bf92f3577b34da6a3ce929d0e0e4736"
    assert member.token not in log.getvalue()


async def test_a_call_over_its_deadline_is_503(stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROFILES, Runtime.API, replace(PROFILES[Runtime.API], timeout=0.05))
    answer = await call(stage, nap, as_=await stage.member())
    assert (answer.status, answer.error["code"]) == (503, "deadline_exceeded")


async def test_a_refusal_carries_its_own_code_and_writes_nothing(stage: Stage) -> None:
    answer = await call(stage, refuse, as_=await stage.member())
    assert (answer.status, answer.error["code"]) == (409, "wrong_state")
    assert await stage.documents("notes") == []


async def test_a_store_that_is_down_is_503_with_a_time_to_come_back(stage: Stage) -> None:
    member = await stage.member()
    stage.store.fail_next_read(DependencyUnavailable("the store is down"))
    answer = await about(stage, get_note, "N", as_=member)
    assert (answer.status, answer.error["code"]) == (503, "dependency_unavailable")
    assert answer.headers["retry-after"] == "1"


async def test_a_lost_race_runs_the_handler_again(stage: Stage) -> None:
    member = await stage.member()
    note_id = (await call(stage, create_note, as_=member, body={"text": "a"})).data["id"]
    for _ in range(3):
        stage.store.fail_next_commit(WriteConflict("lost"))
    assert (await about(stage, change_note, note_id, as_=member, body={"text": "b"})).status == 200


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (WriteConflict("lost"), 409, "aborted"),
        (AmbiguousCommit("lost"), 503, "dependency_unavailable"),
        (CommitTooLarge("large"), 413, "payload_too_large"),
    ],
)
async def test_a_commit_that_never_succeeds_is_a_clear_error(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int, code: str
) -> None:
    monkeypatch.setattr("shared.data.unit_of_work._BACKOFF_CAP", 0.0)
    member = await stage.member()
    for _ in range(MAX_TRIES):
        stage.store.fail_next_commit(failure)
    answer = await call(stage, create_note, as_=member, body={"text": "a"})
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("notes") == []
