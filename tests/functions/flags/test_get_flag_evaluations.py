import pytest

from tests.fixtures.flags import asked, change, flagged, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    return Arranged(as_=manager, path=path)


async def test_evaluations_are_counted_by_day_and_variant(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    bot = await program(stage, call.as_, call.path["appId"])
    for _ in range(3):
        await asked(stage, bot, "new-search")
    stage.clock.advance(days=1)
    call.as_ = await stage.signed_in_again(call.as_)
    await asked(stage, bot, "new-search")
    await change(stage, call.as_, call.path, enabled=False)
    stage.clock.advance(seconds=5)
    await asked(stage, bot, "new-search")
    await asked(stage, bot, "gone")
    await stage.composition.flag_counts.flush()
    assert (await stage.arranged("get_flag_evaluations", call)).data["days"] == [
        {"day": "2026-03-02", "variants": {"on": 3}},
        {"day": "2026-03-03", "variants": {"off": 1, "on": 1}},
    ]
    call.query = {"days": 1}
    assert len((await stage.arranged("get_flag_evaluations", call)).data["days"]) == 1


async def test_a_batch_of_evaluations_is_one_write(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    bot = await program(stage, call.as_, call.path["appId"])
    await asked(stage, bot, "new-search")
    commits = stage.store.commits
    for _ in range(50):
        await asked(stage, bot, "new-search")
    await stage.composition.flag_counts.flush()
    await stage.composition.flag_counts.flush()
    assert stage.store.commits - commits == 1


async def test_counts_that_the_store_does_not_take_are_dropped_and_evaluations_go_on(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    bot = await program(stage, call.as_, call.path["appId"])
    await asked(stage, bot, "new-search")
    stage.store.fail_next_commit(RuntimeError("down"))
    await stage.composition.flag_counts.flush()
    assert (await asked(stage, bot, "new-search"))["value"] is True
    await stage.composition.flag_counts.flush()
    assert (await stage.arranged("get_flag_evaluations", call)).data["days"][0]["variants"] == {"on": 1}
