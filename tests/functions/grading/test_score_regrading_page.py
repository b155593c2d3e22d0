import pytest

from shared.domain.attempts.events import RegradingPageDue
from tests.fixtures.grading import agreed, assign, handed_in, set_rubric, submit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

SHORTER = {"criteria": [{"id": "style", "title": "How it is written", "points": "1"}]}


async def arrange(stage: Stage) -> Arranged:
    graded = await agreed(stage)
    await set_rubric(stage, graded, SHORTER)
    answer = await stage.call("regrade_attempts", as_=graded.lead, path=graded.question_path, body={})
    await stage.waiting()
    return Arranged(event=RegradingPageDue(rescoring_id=answer.data["id"]), tenant_id=graded.lead.tenant_id)


async def test_many_answers_are_judged_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.grading.score_regrading_page.PAGE", 1)
    graded = await agreed(stage)
    await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    await assign(stage, graded, markers=1)
    await submit(stage, graded.graders[0], "half", "1")
    await set_rubric(stage, graded, SHORTER)
    begun = await stage.call("regrade_attempts", as_=graded.lead, path=graded.question_path, body={})
    await stage.settle()
    shown = await stage.call("get_rescoring", as_=graded.lead, path={"rescoringId": begun.data["id"]})
    assert shown.data["ready"] is True
    assert (shown.data["attempts"]["unchanged"], shown.data["attempts"]["changed"]) == (1, 1)
