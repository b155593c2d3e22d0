import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import SUM_CONTENT, draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    return Arranged(as_=viewer, path={"questionId": await draft_question(stage, recruiter)})


async def test_a_viewer_reads_the_whole_question(stage: Stage) -> None:
    answer = await stage.arranged("get_question", await arrange(stage))
    assert answer.data["content"] == SUM_CONTENT
    assert answer.data["status"] == "draft"
    assert answer.data["publishedVersion"] == 0


async def test_a_candidate_does_not_read_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    candidate = await stage.candidate(call.as_.tenant_id, "invitation")
    answer = await stage.call("get_question", as_=candidate, path=call.path)
    assert answer.status == 403


async def test_another_tenants_question_looks_like_one_that_never_was(stage: Stage) -> None:
    call = await arrange(stage)
    stranger = await stage.member(Role.OWNER)
    theirs = await stage.call("get_question", as_=stranger, path=call.path)
    nobodys = await stage.call("get_question", as_=stranger, path={"questionId": "nothing"})
    assert theirs.status == nobodys.status == 404
    assert theirs.error == nobodys.error
    assert theirs.error["code"] == "question_not_found"


async def test_an_unchanged_question_is_not_sent_again(stage: Stage) -> None:
    call = await arrange(stage)
    etag = (await stage.arranged("get_question", call)).headers["etag"]
    again = await stage.call("get_question", as_=call.as_, path=call.path, headers={"if-none-match": etag})
    assert (again.status, again.body) == (304, None)
