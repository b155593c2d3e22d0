"""That a load stays on this machine and within its bounds, and tells what it found as it is."""

import asyncio

import httpx
import pytest

from benchmarks.load import report
from benchmarks.load.calls import Calls, Kind, NotThisMachine, every, on_this_machine
from benchmarks.load.plan import Plan, TooMuch
from benchmarks.load.processes import LOAD, Moment, shares

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("url", ["https://ella.example.com", "http://10.0.0.1:8080", "http://localhost.evil.net", "x"])
async def test_another_machine_is_refused(url: str) -> None:
    with pytest.raises(NotThisMachine, match="this machine alone"):
        Calls(url, connections=1)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://[::1]:8080"])
def test_this_machine_is_taken(url: str) -> None:
    assert on_this_machine(url) == url


@pytest.mark.parametrize(("scale", "seconds"), [(0, 60), (-1, 60), (4.1, 60), (1, 4), (1, 601)])
def test_a_load_without_bounds_is_refused(scale: float, seconds: float) -> None:
    with pytest.raises(TooMuch):
        Plan().scaled(scale, seconds)


def test_a_tenth_of_the_load_is_a_tenth_of_each_part() -> None:
    tenth = Plan().scaled(0.1, 10)
    assert (tenth.requests, tenth.attempts, tenth.submissions, tenth.seconds) == (100, 50, 10, 10)


async def test_work_begins_at_each_interval_though_what_came_before_has_not_ended() -> None:
    begun: list[int] = []
    all_there = asyncio.Event()

    async def work(number: int) -> None:
        begun.append(number)
        if len(begun) == 4:
            all_there.set()
        await all_there.wait()

    await every(0.001, 0.0035, work)
    assert begun == [0, 1, 2, 3]


async def test_what_is_refused_or_not_answered_is_an_error_of_its_kind() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/away":
            raise httpx.ConnectError("nobody there")
        return httpx.Response(200 if request.url.path == "/well" else 503, json={"data": {"n": 1}})

    calls = Calls("http://127.0.0.1:1", connections=1)
    await calls.close()
    calls._http = httpx.AsyncClient(base_url="http://127.0.0.1:1", transport=httpx.MockTransport(answer))
    found = [await calls.send("look", "GET", path) for path in ("/well", "/busy", "/away")]
    await calls.close()
    assert found == [{"n": 1}, None, None]
    assert (calls.kinds["look"].count, dict(calls.kinds["look"].refused)) == (3, {503: 1, 0: 1})
    assert report.error_share(calls.kinds) == pytest.approx(2 / 3)


def test_a_load_of_no_calls_at_all_does_not_hold() -> None:
    assert report.error_share({}) == 1.0


def test_a_percentile_above_its_aim_is_named() -> None:
    kinds = {"list tasks": Kind([0.1] * 90 + [0.6] * 10), report.RUN: Kind([1.0])}
    rows = list(report.of_calls(kinds, 60))
    assert rows[2] == "| list tasks | 100 | 100 | 100 | 600 | 600 | 0.00% | 200/500/1000 | not p95 |"
    assert rows[3].endswith("| 2000/5000/10000 | yes |")


def test_what_nobody_of_the_stack_spent_was_spent_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    before = Moment(0, {"gateway and functions": 5, LOAD: 1}, 10, {})
    after = Moment(10, {"gateway and functions": 9, LOAD: 3}, 22, {})
    assert shares(before, after) == pytest.approx({"gateway and functions": 0.2, LOAD: 0.1, "others": 0.3, "idle": 0.4})


def test_races_that_were_lost_are_told_by_collection() -> None:
    counted = {"commit_count": 200.0, "commit_sum": 1.0, "conflicts_attempts": 3.0, "conflicts_usage": 1.0}
    rows = list(report.of_limits(Moment(0, {}, 0, {}), Moment(10, {}, 0, counted)))
    assert "| store: commit | 20.0 per second, 5.0 ms mean |" in rows
    assert "| commits that lost a race | 2.00% (attempts 3, usage 1) |" in rows
