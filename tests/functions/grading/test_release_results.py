import pytest

from tests.fixtures.grading import agreed, essay, handed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

ON_RELEASE = {"shown": "on_release"}


async def arrange(stage: Stage) -> Arranged:
    graded = await agreed(stage, results=ON_RELEASE)
    return Arranged(
        as_=graded.lead,
        path={"assessmentId": graded.sitting.assessment_id},
        body={"attemptIds": [graded.sitting.invitation_id]},
    )


async def test_the_candidate_sees_the_result_and_gets_it_by_mail_once(stage: Stage) -> None:
    graded = await agreed(stage, results=ON_RELEASE)
    path = {"assessmentId": graded.sitting.assessment_id}
    own = {"as_": graded.sitting.candidate, "path": graded.sitting.path}
    assert (await stage.call("get_my_result", **own)).status == 409
    before = len(stage.mailer.sent)
    for _ in range(2):
        answer = await stage.call("release_results", as_=graded.lead, path=path)
        assert answer.status == 202
        await stage.settle()
    assert (await stage.call("get_my_result", **own)).data["points"] == "10.00"
    [mail] = stage.mailer.sent[before:]
    assert (mail.to, mail.subject) == ("carl@example.com", "Your result: Backend engineer")
    assert "10.00 of 10 points" in mail.text


async def test_what_waits_for_a_grader_is_left_for_later(stage: Stage) -> None:
    graded = await agreed(stage, results=ON_RELEASE)
    other = await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    await stage.call("release_results", as_=graded.lead, path={"assessmentId": graded.sitting.assessment_id})
    await stage.settle()
    shown = (await stage.call("list_attempts", as_=graded.lead)).data
    released = {each["id"]: each["releasedAt"] is not None for each in shown}
    assert released == {graded.sitting.invitation_id: True, other.invitation_id: False}


async def test_named_ones_that_are_not_ready_are_named_and_nothing_is_released(stage: Stage) -> None:
    graded = await agreed(stage, results=ON_RELEASE)
    other = await essay(stage)
    waits = await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    ids = [graded.sitting.invitation_id, waits.invitation_id, other.sitting.invitation_id]
    path = {"assessmentId": graded.sitting.assessment_id}
    answer = await stage.call("release_results", as_=graded.lead, path=path, body={"attemptIds": ids})
    assert (answer.status, answer.error["code"]) == (409, "result_not_ready")
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [
        ("/attemptIds/1", "result_not_ready"),
        ("/attemptIds/2", "attempt_not_found"),
    ]
    await stage.settle()
    assert all(each["releasedAt"] is None for each in await stage.documents("attempts"))
