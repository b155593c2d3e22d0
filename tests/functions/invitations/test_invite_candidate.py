import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


CARL = {"email": "carl@example.com", "name": "Carl Candidate"}


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id, _ = await active_assessment(stage, recruiter)
    return Arranged(as_=recruiter, path={"assessmentId": assessment_id}, body=CARL)


async def test_an_invitation_is_pending_and_says_who_sent_it(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("invite_candidate", call)
    assert answer.status == 201
    assert answer.data["status"] == "pending"
    assert answer.data["assessmentId"] == call.path["assessmentId"]
    assert call.as_ is not None
    assert answer.data["invitedBy"] == call.as_.user_id


async def test_the_link_is_in_no_answer_and_no_event(stage: Stage) -> None:
    answer = await stage.arranged("invite_candidate", await arrange(stage))
    invitation_id = answer.data["id"]
    assert f".{invitation_id}." not in str(answer.body)
    [event] = [each for each in await stage.waiting() if each.type == "invitations.candidate.invited.v1"]
    assert event.data == {"invitationId": invitation_id}


async def test_its_making_is_audited(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("invite_candidate", call)
    [entry] = [each for each in await stage.documents("auditEntries") if each["action"] == "invite_candidate"]
    assert entry["target"] == {"assessmentId": call.path["assessmentId"], "invitationId": answer.data["id"]}


async def test_nobody_is_invited_to_a_draft(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id = await draft_assessment(stage, recruiter, [await published_question(stage, recruiter)])
    answer = await stage.call("invite_candidate", as_=recruiter, path={"assessmentId": assessment_id}, body=CARL)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_active")


async def test_nobody_is_invited_to_an_archived_assessment(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.call("archive_assessment", as_=call.as_, path=call.path)).status == 200
    answer = await stage.arranged("invite_candidate", call)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_active")


async def test_archiving_at_the_same_time_leaves_no_invitation_made_after_it(stage: Stage) -> None:
    call = await arrange(stage)
    archived, *invited = await asyncio.gather(
        stage.call("archive_assessment", as_=call.as_, path=call.path),
        *(stage.arranged("invite_candidate", call) for _ in range(5)),
    )
    assert archived.status == 200
    assert {answer.status for answer in invited} <= {201, 409}
    made = [answer for answer in invited if answer.status == 201]
    assert len(await stage.documents("invitations")) == len(made)
    assert (await stage.arranged("invite_candidate", call)).status == 409


@pytest.mark.parametrize("email", ["carl", "carl@", "@example.com", "a@b@example.com", ""])
async def test_a_bad_address_is_named(stage: Stage, email: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("invite_candidate", as_=call.as_, path=call.path, body={**CARL, "email": email})
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/email"]
