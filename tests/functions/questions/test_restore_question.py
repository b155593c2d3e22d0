import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import draft_question, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await draft_question(stage, recruiter)}
    await stage.call("archive_question", as_=recruiter, path=path)
    return Arranged(as_=recruiter, path=path)


async def test_a_draft_is_a_draft_again_and_can_be_edited(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("restore_question", call)).data["status"] == "draft"
    edited = await stage.call("update_question", as_=call.as_, path=call.path, body={"content": {"title": "Other"}})
    assert edited.status == 200


async def test_what_was_published_is_published_again(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    await stage.call("archive_question", as_=recruiter, path=path)
    restored = (await stage.call("restore_question", as_=recruiter, path=path)).data
    assert (restored["status"], restored["publishedVersion"]) == ("published", 1)


async def test_what_is_not_archived_is_not_restored(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("restore_question", call)
    answer = await stage.arranged("restore_question", call)
    assert (answer.status, answer.error["code"]) == (409, "question_not_archived")
