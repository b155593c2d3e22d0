import pytest

from shared.domain.attempts.devices import MAX_DISPLACED
from tests.fixtures.attempts import Sitting, finish, replay, running_attempt, save, seat, take_over, written
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def written_in_two_places(stage: Stage) -> Sitting:
    """Have a candidate go on on their phone while their laptop was offline, with something unsaved."""
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, seat=seat("laptop"))
    await take_over(stage, sitting, seat("phone"))
    await replay(stage, sitting, written(sitting, 0, 2, "# unsaved"), seat=seat("laptop"))
    return sitting


async def arrange(stage: Stage) -> Arranged:
    sitting = await written_in_two_places(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_what_was_kept_aside_can_be_fetched(stage: Stage) -> None:
    sitting = await written_in_two_places(stage)
    answer = await stage.call("list_conflict_copies", as_=sitting.candidate, path=sitting.path)
    assert answer.data["copies"] == [
        {
            "questionId": sitting.question_ids[0],
            "seat": seat("laptop"),
            "revision": 2,
            "response": {"kind": "coding", "language": "python", "source": "# unsaved"},
            "keptAt": "2026-03-02T09:00:00Z",
        }
    ]


async def test_it_stays_there_when_the_attempt_is_taken_back_and_after_its_end(stage: Stage) -> None:
    sitting = await written_in_two_places(stage)
    await take_over(stage, sitting, seat("laptop"))
    await finish(stage, sitting)
    answer = await stage.call("list_conflict_copies", as_=sitting.candidate, path=sitting.path)
    assert len(answer.data["copies"]) == 1


async def test_it_is_never_what_is_scored(stage: Stage) -> None:
    sitting = await written_in_two_places(stage)
    await finish(stage, sitting)
    await stage.settle(but=["execute_run"])
    assert all("unsaved" not in run["source"] for run in await stage.documents("runs"))


async def test_what_was_saved_already_is_not_kept_again(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, source="# 1", seat=seat("laptop"))
    await take_over(stage, sitting, seat("phone"))
    answer = await replay(stage, sitting, written(sitting, 0, 1), seat=seat("laptop"))
    assert answer.data["revisions"][0]["outcome"] == "repeated"
    assert await stage.documents("conflictCopies") == []


async def test_so_many_tabs_are_remembered_and_not_more(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    for number in range(MAX_DISPLACED + 2):
        await take_over(stage, sitting, seat(f"device-{number}"))
    first = await replay(stage, sitting, written(sitting, 0, 1), seat=seat("device-0"))
    second = await replay(stage, sitting, written(sitting, 0, 1), seat=seat("device-1"))
    assert (first.status, second.status) == (409, 200)
