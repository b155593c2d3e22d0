import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import questions_of
from tests.fixtures.examples import active_assessment, publish
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

OWN = {"id", "status", "versions", "createdAt", "updatedAt", "createdBy"}


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    availability = {"timeZone": "Europe/Berlin", "opens": "2026-03-02T09:00", "closes": None}
    assessment_id, _ = await active_assessment(stage, recruiter, category="backend", availability=availability)
    return Arranged(as_=recruiter, path={"assessmentId": assessment_id}, body={})


async def test_a_clone_is_a_draft_with_the_same_content(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    original = (await stage.call("get_assessment", as_=call.as_, path=call.path)).data
    other = await stage.member(Role.RECRUITER, tenant_id=call.as_.tenant_id)
    stage.clock.advance(minutes=1)
    answer = await stage.call("clone_assessment", as_=other, path=call.path, body={})
    assert answer.status == 201
    assert {name for name in original if answer.data[name] != original[name]} == OWN
    assert (answer.data["status"], answer.data["versions"]) == ("draft", {})
    assert answer.data["createdBy"] == other.user_id


async def test_a_clone_gets_the_title_it_is_given(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("clone_assessment", as_=call.as_, path=call.path, body={"title": "Second round"})
    assert answer.data["title"] == "Second round"


async def test_a_clone_is_activated_with_the_newest_versions_and_the_original_keeps_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    clone = (await stage.arranged("clone_assessment", call)).data
    question_id = questions_of(clone)[0]["questionId"]
    body = {"content": {"title": "Second edition"}}
    await stage.call("update_question", as_=call.as_, path={"questionId": question_id}, body=body)
    await publish(stage, call.as_, question_id)
    activated = await stage.call("activate_assessment", as_=call.as_, path={"assessmentId": clone["id"]})
    original = await stage.call("get_assessment", as_=call.as_, path=call.path)
    assert (activated.data["versions"], original.data["versions"]) == ({question_id: 2}, {question_id: 1})
