import pytest

from shared.domain.analytics.events import SubmissionComparisonRequested
from shared.domain.operations.transitions import cancelled
from tests.fixtures.analytics import an_exam, sat
from tests.fixtures.attempts import unit
from tests.fixtures.operations import pending_operation
from tests.fixtures.similar import OWN, SORTS, STARTER, an_exam_with_a_copy, compared
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam_with_a_copy(stage)
    operation_id = await pending_operation(stage, exam.recruiter, kind="submission_comparison")
    event = SubmissionComparisonRequested(
        operation_id=operation_id, assessment_id=exam.assessment_id, question_id=exam.coding_id
    )
    return Arranged(as_=exam.recruiter, event=event, tenant_id=exam.tenant_id)


async def test_a_disguised_copy_is_found_and_nothing_is_done_to_anybody(stage: Stage) -> None:
    exam = await an_exam_with_a_copy(stage)
    before = await stage.documents("attempts"), await stage.documents("attemptResults")
    await compared(stage, exam)
    [pair] = await stage.documents("similarSubmissions")
    assert {pair["firstAttemptId"], pair["secondAttemptId"]} == {"copied", "copy"}
    assert (await stage.documents("attempts"), await stage.documents("attemptResults")) == before


async def test_the_starter_code_that_everybody_has_is_no_similarity(stage: Stage) -> None:
    exam = await an_exam(stage, starterCode={"python": STARTER})
    for id, source in (("one", SORTS), ("other", OWN)):
        await sat(stage, exam, id, source=STARTER + source)
    await compared(stage, exam)
    assert await stage.documents("similarSubmissions") == []


async def test_programs_are_read_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.analytics.find_similar_submissions.PAGE", 1)
    operation_id = await compared(stage, await an_exam_with_a_copy(stage))
    [operation] = [each for each in await stage.documents("operations") if each["id"] == operation_id]
    assert operation["result"] == {"submissions": 3, "pairs": 1}


async def test_a_cancelled_comparison_finds_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, SubmissionComparisonRequested)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    assert await stage.deliver("find_similar_submissions", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("similarSubmissions") == []
