import pytest

from shared.auth.roles import Role
from shared.data.store import Create
from tests.fixtures.examples import draft_assessment, draft_question, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"questionId": await draft_question(stage, recruiter)})


async def test_a_draft_goes_and_is_found_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.settle()
    assert (await stage.arranged("delete_question", call)).status == 204
    await stage.settle()
    assert (await stage.call("get_question", as_=call.as_, path=call.path)).status == 404
    assert (await stage.call("search_questions", as_=call.as_, query={"q": "sum"})).data == []
    assert await stage.documents("questions") == await stage.documents("searchEntries") == []


async def test_what_was_published_stays(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    answer = await stage.call("delete_question", as_=recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "question_was_published")
    assert (await stage.call("get_question", as_=recruiter, path=path)).status == 200


async def test_what_assessments_ask_stays_and_they_are_named(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    question_id = call.path["questionId"]
    asking = await draft_assessment(stage, call.as_, [question_id], title="Backend")
    gone = await draft_assessment(stage, call.as_, [question_id], title="Frontend")
    await draft_assessment(stage, call.as_, title="Asks nothing")
    await stage.call("archive_assessment", as_=call.as_, path={"assessmentId": gone})
    answer = await stage.arranged("delete_question", call)
    assert (answer.status, answer.error["code"]) == (409, "question_in_use")
    assert answer.error["details"] == {"assessments": [{"id": asking, "title": "Backend"}]}
    await stage.call("archive_assessment", as_=call.as_, path={"assessmentId": asking})
    assert (await stage.arranged("delete_question", call)).status == 204


async def test_a_question_that_is_being_imported_stays(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    version = await stage.document(f"tenants/{recruiter.tenant_id}/questionVersions/{path['questionId']}:1")
    draft = {"questionId": await draft_question(stage, recruiter)}
    assert version is not None
    trial = f"tenants/{recruiter.tenant_id}/questionVersions/{draft['questionId']}:0"
    data = {**version, "id": f"{draft['questionId']}:0", "number": 0, "questionId": draft["questionId"]}
    await stage.store.commit([Create(trial, data)])
    answer = await stage.call("delete_question", as_=recruiter, path=draft)
    assert (answer.status, answer.error["code"]) == (409, "question_importing")


async def test_a_question_is_not_deleted_while_it_is_validated(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("publish_question", as_=call.as_, path=call.path)
    answer = await stage.arranged("delete_question", call)
    assert (answer.status, answer.error["code"]) == (409, "question_validating")


async def test_what_a_validation_that_never_ended_left_goes_too(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("publish_question", as_=call.as_, path=call.path)
    stage.clock.advance(minutes=16)
    assert (await stage.arranged("delete_question", call)).status == 204
    assert await stage.documents("questionVersions") == []
