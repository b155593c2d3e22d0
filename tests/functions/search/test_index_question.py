import pytest

from shared.auth.roles import Role
from shared.data.store import Delete
from shared.domain.questions.events import QuestionChanged
from tests.fixtures.examples import draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    return Arranged(as_=recruiter, event=QuestionChanged(question_id=question_id), tenant_id=recruiter.tenant_id)


async def test_a_question_that_is_gone_leaves_the_index(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.settle()
    assert len(await stage.documents("searchEntries")) == 1
    assert isinstance(call.event, QuestionChanged)
    await stage.store.commit([Delete(f"tenants/{call.tenant_id}/questions/{call.event.question_id}")])
    assert await stage.deliver("index_question", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("searchEntries") == []


async def test_events_in_the_wrong_order_leave_the_index_right(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, title="Before")
    first = await stage.waiting()
    stage.clock.advance(seconds=1)
    body = {"content": {"title": "After"}}
    await stage.call("update_question", as_=recruiter, path={"questionId": question_id}, body=body)
    for envelope in (*await stage.waiting(), *first):
        assert await stage.deliver("index_question", envelope) == 204
    [entry] = await stage.documents("searchEntries")
    assert entry["texts"][0]["words"] == "after"
