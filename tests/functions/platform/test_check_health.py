import pytest

from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_it_tells_its_version_and_touches_no_store(stage: Stage) -> None:
    answer = await stage.call("check_health")
    assert answer.data == {"status": "ok", "version": stage.composition.config.version}
    assert (stage.store.reads, stage.store.commits) == (0, 0)


async def test_it_answers_while_other_anonymous_calls_are_limited(stage: Stage) -> None:
    for _ in range(150):
        assert (await stage.call("check_health")).status == 200
