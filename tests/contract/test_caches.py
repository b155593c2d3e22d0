"""Cached values in one instance, and in several that share a real Redis."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.adapters.redis_cache import RedisCache
from shared.auth.roles import Role
from shared.data.store import Delete
from shared.model import FrozenModel
from shared.runtime.cache_policies import CACHE_POLICIES, OWN_SECONDS, Cached
from shared.runtime.caches import CacheKey, Caches
from tests.fixtures.attempts import Sitting, another_candidate, running_attempt
from tests.fixtures.examples import active_assessment, published_question
from tests.fixtures.redis import RedisServer, redis_server
from tests.fixtures.stage import SignedIn, Stage, TestClock

pytestmark = pytest.mark.anyio
KEY = CacheKey("T", Cached.METRICS, ("project", "P"))


class Figure(FrozenModel):
    """What is cached here."""

    number: int


class Source:
    """Makes figures, each another one; `may_go` holds it up."""

    def __init__(self) -> None:
        self.made = 0
        self.begun = asyncio.Event()
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def load(self) -> Figure:
        self.made += 1
        made = self.made
        self.begun.set()
        await self.may_go.wait()
        return Figure(number=made)

    async def of(self, caches: Caches, key: CacheKey = KEY) -> int:
        return (await caches.get(key, Figure, self.load)).number


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as server:
        yield server


@pytest.fixture
async def instance(redis: RedisServer) -> AsyncIterator[Callable[[TestClock], Caches]]:
    opened: list[Caches] = []

    def make(clock: TestClock) -> Caches:
        opened.append(Caches(clock, RedisCache(redis.url, patience=30)))
        return opened[-1]

    yield make
    for each in opened:
        await each.close()


async def test_what_one_instance_made_another_finds(instance: Callable[[TestClock], Caches]) -> None:
    source, clock = Source(), TestClock()
    one, other = instance(clock), instance(clock)
    assert [await source.of(each) for each in (one, other, one)] == [1, 1, 1]
    assert source.made == 1


async def test_however_many_ask_at_once_it_is_made_once(instance: Callable[[TestClock], Caches]) -> None:
    source, clock = Source(), TestClock()
    one, other = instance(clock), instance(clock)
    source.may_go.clear()
    asking = [asyncio.create_task(source.of(each)) for each in (one, other) * 10]
    await source.begun.wait()
    source.may_go.set()
    assert set(await asyncio.gather(*asking)) == {1}
    assert source.made == 1


async def test_whoever_waits_makes_it_where_the_first_one_left() -> None:
    source, caches = Source(), Caches(TestClock())
    source.may_go.clear()
    first, second = (asyncio.create_task(source.of(caches)) for _ in range(2))
    await source.begun.wait()
    first.cancel()
    source.may_go.set()
    assert await second == 2


async def test_a_drop_is_seen_at_once_here_and_elsewhere_within_five_seconds(
    instance: Callable[[TestClock], Caches],
) -> None:
    source, clock = Source(), TestClock()
    one, other = instance(clock), instance(clock)
    assert [await source.of(each) for each in (one, other)] == [1, 1]
    await one.drop("T", [Cached.METRICS])
    assert [await source.of(each) for each in (one, other)] == [2, 1]
    clock.advance(seconds=OWN_SECONDS)
    assert await source.of(other) == 2


async def test_what_was_begun_before_a_drop_is_not_served_after_it(instance: Callable[[TestClock], Caches]) -> None:
    source, clock = Source(), TestClock()
    one, other = instance(clock), instance(clock)
    source.may_go.clear()
    asking = asyncio.create_task(source.of(one))
    await source.begun.wait()
    await one.drop("T", [Cached.METRICS])
    source.may_go.set()
    assert await asking == 1
    assert [await source.of(each) for each in (one, other)] == [2, 2]


async def test_a_drop_takes_what_is_made_of_it_and_nothing_else(instance: Callable[[TestClock], Caches]) -> None:
    source, caches = Source(), instance(TestClock())
    analytics = CacheKey("T", Cached.ANALYTICS)
    elsewhere = CacheKey("U", Cached.METRICS, ("project", "P"))
    for key in (KEY, analytics, elsewhere):
        await source.of(caches, key)
    await caches.drop("T", [Cached.ANALYTICS])
    assert [await source.of(caches, key) for key in (KEY, analytics, elsewhere)] == [1, 4, 3]
    await caches.drop("T", [Cached.METRICS])
    assert [await source.of(caches, key) for key in (KEY, analytics, elsewhere)] == [5, 6, 3]


async def test_without_redis_an_instance_remembers_for_five_seconds() -> None:
    source, clock = Source(), TestClock()
    caches = Caches(clock)
    assert [await source.of(caches) for _ in range(3)] == [1, 1, 1]
    clock.advance(seconds=OWN_SECONDS)
    assert await source.of(caches) == 2


async def test_a_redis_that_stops_costs_nothing_but_the_making_and_is_used_again(
    redis: RedisServer, instance: Callable[[TestClock], Caches]
) -> None:
    source, clock = Source(), TestClock()
    one, other = instance(clock), instance(clock)
    assert await source.of(one) == 1
    redis.stop()
    clock.advance(seconds=OWN_SECONDS)
    assert [await source.of(each) for each in (one, other)] == [2, 3]
    redis.start()
    clock.advance(seconds=OWN_SECONDS)
    assert [await source.of(each) for each in (one, other)] == [4, 4]


async def test_an_instance_keeps_a_bounded_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.runtime.caches.MAX_OWN", 10)
    source, caches = Source(), Caches(TestClock())
    keys = [CacheKey("T", Cached.METRICS, (str(number),)) for number in range(11)]
    for key in keys:
        await source.of(caches, key)
    assert await source.of(caches, keys[-1]) == 11
    assert await source.of(caches, keys[0]) == 12


async def test_dashboards_that_are_looked_at_are_made_before_they_are_asked_for(
    stage: Stage, instance: Callable[[TestClock], Caches]
) -> None:
    gone, looking, other = [await stage.member(Role.ADMIN) for _ in range(3)]
    caches = stage.composition.__dict__["caches"] = instance(stage.clock)
    for member in (gone, looking):
        await looked(stage, member)
    assert sorted(await caches.popular(Cached.ANALYTICS, 10)) == sorted([gone.tenant_id, looking.tenant_id])
    for member in (gone, looking):
        await caches.drop(member.tenant_id, Cached)
    await stage.store.commit([Delete(f"tenants/{gone.tenant_id}/tenant/{gone.tenant_id}")])
    assert await stage.tick("warm_caches") == 204
    for member in (looking, other):
        await stage.call("get_usage", as_=member)  # so that who they are is known
    spent = await looked(stage, looking)
    assert (spent, await looked(stage, other)) == (0, 19)


async def test_the_questions_that_most_candidates_are_writing_on_are_there_before_they_are_asked_for(
    stage: Stage, instance: Callable[[TestClock], Caches], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.platform.warm_caches.MOST_ASSESSMENTS", 1)
    caches = stage.composition.__dict__["caches"] = instance(stage.clock)
    few = await running_attempt(stage)
    first = await started(stage, few.recruiter)
    many = [first, *[await started(stage, few.recruiter, like=first) for _ in range(2)]]
    shown = [await questions_of(stage, each) for each in (few, *many)]
    assert await caches.popular(Cached.ASSESSMENT, 10) == [few.tenant_id]
    await caches.drop(few.tenant_id, Cached)
    assert await stage.tick("warm_caches") == 204
    stage.composition.__dict__["caches"] = instance(stage.clock)
    for sitting in (few, first):
        await stage.store.commit([Delete(f"tenants/{few.tenant_id}/questionVersions/{sitting.question_ids[0]}:1")])
    assert [await questions_of(stage, each) for each in many] == shown[1:]
    assert (await stage.call("get_attempt", as_=few.candidate, path=few.path)).status == 500


async def test_what_another_release_kept_in_another_shape_is_made_anew(
    instance: Callable[[TestClock], Caches],
) -> None:
    class Amount(FrozenModel):
        """What the next release keeps under the same key."""

        number: int
        unit: str = "none"

    async def load() -> Amount:
        return Amount(number=7, unit="s")

    source, clock = Source(), TestClock()
    assert await source.of(instance(clock)) == 1
    assert await instance(clock).get(KEY, Amount, load) == Amount(number=7, unit="s")


async def test_a_change_is_in_the_figures_at_once(stage: Stage, instance: Callable[[TestClock], Caches]) -> None:
    stage.composition.__dict__["caches"] = instance(stage.clock)
    admin = await stage.member(Role.ADMIN)
    path = {"tenantId": admin.tenant_id}
    before = (await stage.call("get_tenant_metrics", as_=admin, path=path)).data["activeProjects"]
    body = {"name": "Apollo"}
    created = await stage.call("create_project", as_=admin, body=body)
    assert created.status == 201, created.body
    after = (await stage.call("get_tenant_metrics", as_=admin, path=path)).data["activeProjects"]
    assert (before, after) == (0, 1)


def test_each_kind_is_kept_as_long_as_is_said() -> None:
    assert {kind.value: policy.seconds for kind, policy in CACHE_POLICIES.items()} == {
        "analytics": 1_800,
        "assessment": 1_800,
        "metrics": 1_800,
        "query": 3_600,
    }


async def started(stage: Stage, recruiter: SignedIn, like: Sitting | None = None) -> Sitting:
    """Have a candidate start an attempt: of an assessment of its own, or of another one's."""
    if like is not None:
        assessment_id, question_ids = like.assessment_id, like.question_ids
    else:
        question_id = await published_question(stage, recruiter, title="Another")
        questions = [{"questionId": question_id, "points": "5"}]
        assessment_id, question_ids = await active_assessment(stage, recruiter, questions=questions)
    sitting = await another_candidate(stage, recruiter, assessment_id, question_ids)
    assert (await stage.call("start_attempt", as_=sitting.candidate)).status == 201
    return sitting


async def questions_of(stage: Stage, sitting: Sitting) -> Any:
    """Return what a candidate is asked."""
    answer = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert answer.status == 200, answer.body
    return answer.data["questions"]


async def looked(stage: Stage, member: SignedIn) -> int:
    """Have somebody look at the usage; return what it costs in reads."""
    before = stage.store.reads
    assert (await stage.call("get_usage_analytics", as_=member)).status == 200
    return stage.store.reads - before
