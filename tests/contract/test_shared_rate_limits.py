"""Instances that share a Redis count together; without it each counts alone, and nobody is refused for that."""

import io
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.adapters.redis_windows import RedisWindows
from shared.errors import DependencyUnavailable
from shared.observability import logging
from shared.runtime.rate_limit_policies import ANONYMOUS, CountedBy
from shared.runtime.rate_limits import RateLimiter, Refused
from shared.runtime.windows import FailingOpenWindows
from tests.fixtures.redis import RedisServer, redis_server
from tests.fixtures.stage import Stage
from tests.fixtures.toys import call, list_notes, ping

pytestmark = pytest.mark.anyio


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as server:
        yield server


@pytest.fixture
async def stages(redis: RedisServer) -> AsyncIterator[tuple[Stage, Stage]]:
    """Two instances that share nothing but the Redis."""
    opened: list[FailingOpenWindows] = []

    def instance() -> Stage:
        stage = Stage()
        opened.append(FailingOpenWindows(RedisWindows(redis.url), retry_seconds=0))
        stage.composition.limiter = RateLimiter(windows=opened[-1])
        return stage

    yield instance(), instance()
    for windows in opened:
        await windows.close()


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(logging, "stream", stream)
    return stream


def warnings(lines: io.StringIO) -> list[dict[str, Any]]:
    return [each for each in map(json.loads, lines.getvalue().splitlines()) if each["severity"] == "WARNING"]


async def test_two_instances_share_one_count(stages: tuple[Stage, Stage]) -> None:
    one, other = stages
    for stage in (one, other) * 50:
        last = await call(stage, ping)
        assert last.status == 200
    assert last.headers["ratelimit"].startswith('"anonymous";r=0;')
    for stage in stages:
        refused = await call(stage, ping)
        assert (refused.status, refused.error["code"]) == (429, "rate_limited")
        assert 0 < int(refused.headers["retry-after"]) <= 900


async def test_the_headers_are_those_of_an_instance_that_counts_alone(stages: tuple[Stage, Stage]) -> None:
    one, _ = stages
    answer = await call(one, list_notes, as_=await one.member())
    assert answer.headers["ratelimit-policy"] == '"api";q=100;w=60, "global";q=1000;w=60'
    api, everybody = answer.headers["ratelimit"].split(", ")
    assert api.startswith('"api";r=99;t=')
    assert everybody.startswith('"global";r=999;t=')


async def test_while_redis_is_down_each_instance_counts_alone_and_says_so(
    stages: tuple[Stage, Stage], redis: RedisServer, lines: io.StringIO
) -> None:
    one, other = stages
    for _ in range(60):
        assert (await call(one, ping)).status == 200
    redis.stop()
    for _ in range(100):
        assert (await call(one, ping)).status == 200
    assert (await call(one, ping)).status == 429
    assert (await call(other, ping)).status == 200
    assert "requests are counted per instance for now" in {line["message"] for line in warnings(lines)}


async def test_when_redis_is_back_instances_count_together_again(
    stages: tuple[Stage, Stage], redis: RedisServer
) -> None:
    redis.stop()
    for stage in stages:
        assert (await call(stage, ping)).status == 200
    redis.start()
    for stage in (*stages, *stages):
        last = await call(stage, ping)
    assert last.headers["ratelimit"].startswith('"anonymous";r=96;')


async def test_a_redis_that_hangs_is_left_alone_for_a_while(redis: RedisServer, lines: io.StringIO) -> None:
    windows = FailingOpenWindows(RedisWindows(redis.url), retry_seconds=600)
    limiter = RateLimiter(windows=windows)
    redis.freeze()
    subjects = {CountedBy.ADDRESS: "203.0.113.7"}
    for _ in range(ANONYMOUS.quota):
        await limiter.admit([ANONYMOUS], subjects)
    with pytest.raises(Refused):
        await limiter.admit([ANONYMOUS], subjects)
    assert len(warnings(lines)) == 1
    await windows.close()


async def test_a_redis_that_is_not_there_is_a_dependency_that_is_down(redis: RedisServer) -> None:
    from limits import RateLimitItemPerSecond

    redis.stop()
    windows = RedisWindows(redis.url)
    with pytest.raises(DependencyUnavailable, match="Redis"):
        await windows.hit(RateLimitItemPerSecond(1, 60), "somebody")
    await windows.close()
