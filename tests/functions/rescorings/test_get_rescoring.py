import pytest

from tests.fixtures.rescoring import mended_question, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    return Arranged(as_=mended.recruiter, path={"rescoringId": await rescored(stage, mended)})


async def test_it_says_how_many_would_change(stage: Stage) -> None:
    answer = await stage.arranged("get_rescoring", await arrange(stage))
    assert answer.data["ready"] is True
    assert answer.data["attempts"] == {"waiting": 0, "kept": 0, "unchanged": 2, "changed": 1, "applied": 0}


async def test_it_is_not_ready_while_runs_are_on_their_way(stage: Stage) -> None:
    mended = await mended_question(stage)
    begun = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    path = {"rescoringId": begun.data["id"]}
    assert (await stage.call("get_rescoring", as_=mended.recruiter, path=path)).data["ready"] is False
    await stage.settle(but=["execute_run"])
    answer = await stage.call("get_rescoring", as_=mended.recruiter, path=path)
    assert (answer.data["ready"], answer.data["attempts"]["waiting"]) == (False, 2)
