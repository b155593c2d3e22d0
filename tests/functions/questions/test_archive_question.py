import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment, draft_question, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"questionId": await draft_question(stage, recruiter)})


async def test_an_archived_question_is_listed_only_where_that_is_asked_for(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("archive_question", call)
    assert (answer.status, answer.data["status"]) == (200, "archived")
    assert (await stage.call("list_questions", as_=call.as_)).data == []
    archived = await stage.call("list_questions", as_=call.as_, query={"status": "archived"})
    assert [each["id"] for each in archived.data] == [call.path["questionId"]]


async def test_an_archived_question_is_not_edited_published_or_archived_again(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("archive_question", call)
    edit = {"content": {"title": "Other"}}
    for name, body in (("update_question", edit), ("publish_question", {}), ("archive_question", {})):
        answer = await stage.call(name, as_=call.as_, path=call.path, body=body)
        assert (answer.status, answer.error["code"]) == (409, "question_archived"), name


async def test_a_question_that_an_active_assessment_asks_can_be_archived_and_is_asked_on(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id, [question_id] = await active_assessment(stage, recruiter)
    answer = await stage.call("archive_question", as_=recruiter, path={"questionId": question_id})
    assert answer.data["status"] == "archived"
    assessment = await stage.call("get_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert (assessment.data["status"], assessment.data["versions"]) == ("active", {question_id: 1})


async def test_no_assessment_is_activated_with_an_archived_question(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_question(stage, recruiter)
    path = {"assessmentId": await draft_assessment(stage, recruiter, [question_id])}
    await stage.call("archive_question", as_=recruiter, path={"questionId": question_id})
    answer = await stage.call("activate_assessment", as_=recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "question_not_published")
    await stage.call("restore_question", as_=recruiter, path={"questionId": question_id})
    assert (await stage.call("activate_assessment", as_=recruiter, path=path)).status == 200


async def test_a_question_is_not_archived_while_it_is_validated(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("publish_question", as_=call.as_, path=call.path)
    answer = await stage.arranged("archive_question", call)
    assert (answer.status, answer.error["code"]) == (409, "question_validating")
