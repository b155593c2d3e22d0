import pytest

from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.stage import Stage
from tests.fixtures.toys import call, list_notes, ping

pytestmark = pytest.mark.anyio


async def test_a_caller_gets_a_hundred_requests_a_minute(stage: Stage) -> None:
    member = await stage.member()
    first = await call(stage, list_notes, as_=member)
    assert first.headers["ratelimit-policy"] == '"api";q=100;w=60, "global";q=1000;w=60'
    api, everybody = first.headers["ratelimit"].split(", ")
    assert api.startswith('"api";r=99;t=')
    assert everybody.startswith('"global";r=999;t=')
    for _ in range(99):
        assert (await call(stage, list_notes, as_=member)).status == 200
    refused = await call(stage, list_notes, as_=member)
    assert (refused.status, refused.error["code"]) == (429, "rate_limited")
    assert 0 < int(refused.headers["retry-after"]) <= 60


async def test_one_callers_limit_is_not_anothers(stage: Stage) -> None:
    member = await stage.member()
    colleague = await stage.member(tenant_id=member.tenant_id)
    for _ in range(101):
        last = await call(stage, list_notes, as_=member)
    assert last.status == 429
    assert (await call(stage, list_notes, as_=colleague)).status == 200


async def test_anonymous_callers_are_counted_by_address(stage: Stage) -> None:
    for _ in range(100):
        assert (await call(stage, ping)).status == 200
    assert (await call(stage, ping)).status == 429


async def test_a_forwarded_address_counts_only_behind_a_trusted_proxy(stage: Stage) -> None:
    for number in range(101):
        last = await call(stage, ping, headers={"x-forwarded-for": f"198.51.100.{number}"})
    assert last.status == 429


async def test_limits_are_configuration(stage: Stage) -> None:
    stage.composition.limiter = RateLimiter(scale=0.02)
    for _ in range(2):
        assert (await call(stage, ping)).status == 200
    assert (await call(stage, ping)).status == 429
