import pytest

from shared.domain.attempts import rescoring
from shared.domain.attempts.events import RescoringPageDue
from tests.fixtures.rescoring import LATE, RIGHT, mended_question, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    answer = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    await stage.waiting()
    return Arranged(event=RescoringPageDue(rescoring_id=answer.data["id"]), tenant_id=mended.recruiter.tenant_id)


async def test_each_program_runs_on_the_newer_version(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("score_rescoring_page", stage.envelope(call.event, call.tenant_id)) == 204
    runs = [run for run in await stage.documents("runs") if run["purpose"] == "rescoring"]
    assert {run["source"] for run in runs} == {LATE, RIGHT}
    assert {run["versionId"].rpartition(":")[2] for run in runs} == {"2"}
    assert {each["state"] for each in await stage.documents("rescoredAttempts")} == {"waiting", "unchanged"}


async def test_many_attempts_are_taken_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.rescorings.score_rescoring_page.PAGE", 1)
    mended = await mended_question(stage)
    await rescored(stage, mended)
    assert len(await stage.documents("rescoredAttempts")) == 3
    [document] = await stage.documents("rescorings")
    assert document["listed"] is True
    assert rescoring.PAGE > 1


async def test_an_attempt_that_is_not_scored_yet_is_left_alone(stage: Stage) -> None:
    mended = await mended_question(stage)
    await stage.change(mended.hurt.document("attempts"), status="submitted")
    await rescored(stage, mended)
    assert {each["attemptId"] for each in await stage.documents("rescoredAttempts")} == {
        mended.favoured.invitation_id,
        mended.blank.invitation_id,
    }
