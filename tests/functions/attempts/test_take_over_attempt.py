import asyncio

import pytest

from tests.fixtures.attempts import finish, running_attempt, save, seat, take_over
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    await save(stage, sitting, seat=seat("laptop"))
    return Arranged(as_=sitting.candidate, path=sitting.path, body={"seat": seat("phone")})


async def test_the_first_tab_that_saves_has_the_attempt(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, seat=seat())
    shown = await stage.document(sitting.document("attemptStatus"))
    assert shown is not None
    assert shown["activeSeat"] == seat()


async def test_another_device_is_told_that_the_attempt_is_open_elsewhere(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, seat=seat("laptop"))
    answer = await save(stage, sitting, revision=2, seat=seat("phone"))
    assert (answer.status, answer.error["code"]) == (409, "attempt_active_elsewhere")
    assert answer.error["details"] == {"sameDevice": False, "displaced": False}
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert seen.data["activeSeat"] == seat("laptop")


async def test_so_is_a_second_tab_of_the_same_device(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, seat=seat("laptop", "first"))
    answer = await save(stage, sitting, revision=2, seat=seat("laptop", "second"))
    assert answer.error["details"] == {"sameDevice": True, "displaced": False}


async def test_and_whoever_does_not_say_where_they_write(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, seat=seat())
    assert (await save(stage, sitting, revision=2)).error["code"] == "attempt_active_elsewhere"


async def test_after_a_takeover_the_one_saves_and_the_other_can_not(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, source="# laptop", seat=seat("laptop"))
    answer = await take_over(stage, sitting, seat("phone"))
    assert answer.data["activeSeat"] == seat("phone")
    refused = await save(stage, sitting, revision=2, source="# lost?", seat=seat("laptop"))
    assert refused.error["details"] == {"sameDevice": False, "displaced": True}
    assert (await save(stage, sitting, revision=2, source="# phone", seat=seat("phone"))).status == 200


async def test_it_can_be_taken_back(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    for where in (seat("laptop"), seat("phone"), seat("laptop")):
        await take_over(stage, sitting, where)
    assert (await save(stage, sitting, seat=seat("laptop"))).status == 200


async def test_taking_over_what_one_has_changes_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await take_over(stage, sitting, seat())
    before = await stage.snapshot()
    assert (await take_over(stage, sitting, seat())).status == 200
    assert await stage.snapshot() == before


async def test_two_devices_that_save_first_at_once_are_never_both_let_in(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answers = await asyncio.gather(
        *(save(stage, sitting, revision=each, source=f"# {each}", seat=seat(f"device-{each}")) for each in range(1, 5))
    )
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]


async def test_a_save_in_its_own_tab_costs_nothing_more(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, seat=seat())
    before = {path: each for path, each in (await stage.snapshot()).items() if "/answers/" not in path}
    reads, commits = stage.store.reads, stage.store.commits
    await save(stage, sitting, revision=2, seat=seat())
    assert (stage.store.reads - reads, stage.store.commits - commits) == (1, 1)
    assert {path: each for path, each in (await stage.snapshot()).items() if "/answers/" not in path} == before


async def test_an_attempt_that_has_ended_is_not_taken_over(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    assert (await take_over(stage, sitting, seat())).error["code"] == "attempt_closed"
