"""That the harness plays each fault; `make chaos` plays them over 200 attempts."""

import pytest

from shared.data.store import Delete
from tests.chaos.faults import FAULTS, Fault, Scene
from tests.chaos.play import play

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_no_acknowledged_save_is_lost_and_nothing_is_scored_twice(fault: Fault) -> None:
    found = await play(fault, attempts=4)
    assert (found.lost, found.unscored, found.scored_twice) == (0, 0, 0)
    assert found.acknowledged > 0
    assert (found.failed_calls > 0) == (fault.name in (FAULTS[0].name, FAULTS[-1].name))


async def test_a_loss_is_noticed() -> None:
    def begin(scene: Scene) -> None:
        inner, commit = scene.store.inner, scene.store.inner.commit

        async def forgetful(writes: list[object]) -> dict[str, str]:
            versions = await commit(writes)  # type: ignore[arg-type]
            for path in versions:
                if "/answers/" in path:
                    await commit([Delete(path)])
            return versions

        inner.commit = forgetful  # type: ignore[assignment, method-assign]

    found = await play(Fault("forgets", begin, lambda scene: None), attempts=2)
    assert found.lost > 0
    assert not found.holds
