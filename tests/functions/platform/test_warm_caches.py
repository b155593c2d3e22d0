import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_without_redis_there_is_nothing_to_warm(stage: Stage) -> None:
    await stage.call("get_usage_analytics", as_=await stage.member(Role.ADMIN))
    before = stage.store.reads
    assert await stage.tick("warm_caches") == 204
    assert stage.store.reads == before
