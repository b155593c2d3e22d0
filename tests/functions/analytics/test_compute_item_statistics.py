import random
from typing import Any

import pytest

from shared.domain.analytics.events import ItemAnalysisRequested
from shared.domain.operations.transitions import cancelled
from tests.fixtures.analytics import Exam, an_exam, sat
from tests.fixtures.attempts import unit
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam(stage)
    await sat(stage, exam, "first")
    operation_id = await pending_operation(stage, exam.recruiter, kind="item_analysis")
    event = ItemAnalysisRequested(operation_id=operation_id, assessment_id=exam.assessment_id)
    return Arranged(as_=exam.recruiter, event=event, tenant_id=exam.tenant_id)


async def statistics(stage: Stage, exam: Exam) -> Any:
    await stage.call("analyze_items", as_=exam.recruiter, path=exam.path, body={})
    await stage.settle()
    return (await stage.call("get_item_statistics", as_=exam.recruiter, path=exam.path)).data


async def test_each_question_has_its_difficulty_discrimination_and_distractors(stage: Stage) -> None:
    exam = await an_exam(stage)
    for number in range(9):
        good = number >= 4
        chosen = ("a", "c") if good else ("b",)
        await sat(stage, exam, str(number), coding=number, choice=10 if good else 0, chosen=chosen)
    found = await statistics(stage, exam)
    assert (found["attempts"], found["model"]) == (9, "too_few")
    assert "at least 200 people" in found["modelNote"]
    coding, choice = sorted(found["items"], key=lambda item: item["kind"])
    assert (coding["difficulty"], coding["asked"], coding["options"]) == (0.4, 9, [])
    assert choice["difficulty"] == 0.5556
    assert choice["pointBiserial"] == pytest.approx(0.8660, abs=0.0001)
    assert choice["options"] == [
        {"option": "a", "chosen": 5, "low": 0, "high": 3},
        {"option": "b", "chosen": 4, "low": 3, "high": 0},
        {"option": "c", "chosen": 5, "low": 0, "high": 3},
    ]
    assert found["alpha"] == pytest.approx(0.8295, abs=0.0001)


async def test_many_attempts_are_read_page_by_page_the_latest_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.analytics.compute_item_statistics.PAGE", 2)
    monkeypatch.setattr("functions.analytics.compute_item_statistics.MOST", 4)
    exam = await an_exam(stage)
    for number in range(7):
        stage.clock.advance(seconds=1)
        await sat(stage, exam, str(number), coding=10 if number >= 3 else 0)
    found = await statistics(stage, exam)
    assert found["attempts"] == 4
    assert {item["kind"]: item["difficulty"] for item in found["items"]} == {"coding": 1.0, "multiple_choice": 1.0}


async def test_statistics_computed_again_take_the_old_ones_place(stage: Stage) -> None:
    exam = await an_exam(stage)
    chance = random.Random(3)  # noqa: S311 (a fixed sample)
    for number in range(5):
        await sat(stage, exam, str(number), coding=chance.choice([0, 10]))
        assert (await statistics(stage, exam))["attempts"] == number + 1
    assert len(await stage.documents("itemAnalyses")) == 1


async def test_a_cancelled_one_computes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ItemAnalysisRequested)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    assert await stage.deliver("compute_item_statistics", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("itemAnalyses") == []
