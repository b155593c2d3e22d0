"""`ella analytics check` against an API that answers as the real one does."""

import json
import sys
from typing import Any

import httpx
import pytest

from tools import analytics, ella


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Serve one operation that is running when it is asked for first."""
    over: dict[str, Any] = {"status": "succeeded", "result": {"attempts": 3, "differences": {}}}
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url.path} {request.headers['authorization']}")
        if request.method == "POST" and over.get("refused"):
            return httpx.Response(404, json={"success": False, "error": {"code": "assessment_not_found"}})
        data = {"id": "O", "status": "running"} if len(asked) < 3 else {"id": "O", **over}
        return httpx.Response(202 if request.method == "POST" else 200, json={"success": True, "data": data})

    original = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **options: original(transport=httpx.MockTransport(answer), **options))
    monkeypatch.setattr(analytics, "PAUSE_SECONDS", 0)
    monkeypatch.setenv("ELLA_TOKEN", "ella_key")
    over["asked"] = asked
    return over


def check(monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ella", "analytics", "check", "A", *more])
    return ella.main()


def test_counters_that_are_right_end_with_0(
    answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(monkeypatch) == 0
    assert "over 3 attempts" in capsys.readouterr().out
    assert answering["asked"] == [
        "POST /v1/assessments/A/analytics/reconciliation Bearer ella_key",
        "GET /v1/operations/O Bearer ella_key",
        "GET /v1/operations/O Bearer ella_key",
    ]


def test_differences_are_printed_and_end_with_1(
    answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering["result"] = {"attempts": 3, "differences": {"invited": {"held": 4, "counted": 3}}}
    assert check(monkeypatch) == 1
    assert capsys.readouterr().out == "invited: held 4, counted 3\n"


@pytest.mark.parametrize("over", [{"status": "failed"}, {"refused": True}], ids=json.dumps)
def test_where_nothing_could_be_compared_it_ends_with_2(
    answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch, over: dict[str, Any]
) -> None:
    answering |= over
    assert check(monkeypatch) == 2


def test_a_count_that_lasts_too_long_ends_with_2(answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(monkeypatch, "--patience", "0") == 2


def test_without_a_token_nothing_is_asked(answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ELLA_TOKEN")
    assert check(monkeypatch) == 2
    assert answering["asked"] == []
