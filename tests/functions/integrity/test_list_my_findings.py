import pytest

from tests.fixtures.attempts import finish, running_attempt
from tests.fixtures.integrity import attempt_with_findings, recorded_attempt, summary
from tests.fixtures.similar import an_exam_with_a_copy, compared
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_a_candidate_reads_each_statement_that_the_hiring_team_reads(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    own = await stage.call("list_my_findings", as_=sitting.candidate, path=sitting.path)
    team = await summary(stage, sitting)
    assert [each["statement"] for each in own.data["findings"]] == [each["statement"] for each in team["findings"]]
    assert own.data["reviewed"] is False


async def test_of_a_similar_submission_the_candidate_sees_their_own_lines_and_not_whose_the_other_is(
    stage: Stage,
) -> None:
    exam = await an_exam_with_a_copy(stage)
    await compared(stage, exam)
    candidate: SignedIn = await stage.candidate(exam.tenant_id, "copy")
    own = await stage.call("list_my_findings", as_=candidate, path={"attemptId": "copy"})
    [finding] = own.data["findings"]
    assert all(set(each) == {"ownFrom", "ownTo"} for each in finding["lines"])
    assert finding["lines"]
    assert "copied" not in str(own.body)


async def test_while_the_attempt_runs_there_is_nothing_to_see(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    answer = await stage.call("list_my_findings", as_=sitting.candidate, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "attempt_open")


async def test_of_an_attempt_that_was_not_recorded_the_list_is_empty(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    answer = await stage.call("list_my_findings", as_=sitting.candidate, path=sitting.path)
    assert answer.data == {"findings": [], "reviewed": False}
