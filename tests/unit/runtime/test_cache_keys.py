"""No tenant ever meets another's cached values, and what is said to make them stale is there."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.model import FrozenModel
from shared.runtime.cache_policies import STALE_AFTER, Cached
from shared.runtime.caches import CacheKey, Caches
from shared.runtime.entry_points import function_files
from tests.fixtures.stage import TestClock

TEXTS = st.text(alphabet=st.sampled_from('ab:/",[]\\\n'), max_size=4) | st.text(max_size=4)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = st.builds(CacheKey, TEXTS, st.sampled_from(Cached), st.lists(TEXTS, max_size=3).map(tuple))


class Told(FrozenModel):
    """Whose value this is."""

    tenant_id: str


@UNHURRIED
@given(KEYS, KEYS)
def test_two_keys_have_one_name_only_if_they_are_one(one: CacheKey, other: CacheKey) -> None:
    assert (one.name == other.name) == (one == other)
    assert (one.stamp == other.stamp) == ((one.tenant_id, one.kind) == (other.tenant_id, other.kind))


@UNHURRIED
@given(st.lists(KEYS, min_size=1, max_size=12))
def test_whatever_is_asked_for_is_the_askers_own(keys: list[CacheKey]) -> None:
    async def asked() -> None:
        caches = Caches(TestClock())
        for key in [*keys, *keys]:

            async def load(key: CacheKey = key) -> Told:
                return Told(tenant_id=key.tenant_id)

            assert (await caches.get(key, Told, load)).tenant_id == key.tenant_id

    asyncio.run(asked())


def test_what_makes_values_stale_are_functions() -> None:
    assert set(STALE_AFTER) <= {path.stem for path in function_files()}
