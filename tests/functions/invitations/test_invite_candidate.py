import asyncio
from datetime import datetime, timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment, published_question
from tests.fixtures.stage import Answer, Arranged, Stage

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
    assert len(await stage.documents("invitations")) == len(made) <= 1
    assert (await stage.arranged("invite_candidate", call)).status == 409


@pytest.mark.parametrize("email", ["carl", "carl@", "@example.com", "a@b@example.com", ""])
async def test_a_bad_address_is_named(stage: Stage, email: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("invite_candidate", as_=call.as_, path=call.path, body={**CARL, "email": email})
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/email"]


async def invite(stage: Stage, call: Arranged, email: str, **more: object) -> Answer:
    return await stage.call("invite_candidate", as_=call.as_, path=call.path, body={**CARL, "email": email, **more})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("carl@example.com", "carl@example.com"),
        ("Carl@Example.COM", "carl@example.com"),
        ("jörg@münchen.example", "JÖRG@xn--mnchen-3ya.example"),
        ("o'carl+tag/x={}@example.com", " O'Carl+Tag/x={}@example.com "),
    ],
)
async def test_nobody_has_two_live_invitations_to_an_assessment(stage: Stage, first: str, second: str) -> None:
    call = await arrange(stage)
    made = await invite(stage, call, first)
    again = await invite(stage, call, second)
    assert (again.status, again.error["code"]) == (409, "already_invited")
    assert again.error["details"] == {"invitationId": made.data["id"], "status": "pending"}
    assert len(await stage.documents("invitations")) == 1


@pytest.mark.parametrize("other", ["carl+1@example.com", "c.arl@example.com", "carl@mail.example.com"])
async def test_another_address_is_another_person(stage: Stage, other: str) -> None:
    call = await arrange(stage)
    assert (await invite(stage, call, "carl@example.com")).status == 201
    assert (await invite(stage, call, other)).status == 201


async def test_of_many_at_once_one_invites(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(invite(stage, call, "carl@example.com") for _ in range(8)))
    assert sorted(answer.status for answer in answers) == [201] + [409] * 7
    assert len(await stage.documents("invitations")) == 1


async def test_an_invitation_that_expired_is_in_nobodys_way(stage: Stage) -> None:
    call = await arrange(stage)
    first = await invite(stage, call, "carl@example.com")
    stage.clock.advance(days=14)
    assert call.as_ is not None
    call.as_ = await stage.signed_in_again(call.as_)
    answers = await asyncio.gather(*(invite(stage, call, "carl@example.com") for _ in range(4)))
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409]
    [candidate] = await stage.documents("candidates")
    assert first.data["id"] not in candidate["invitations"].values()


async def test_it_ends_when_the_caller_says(stage: Stage) -> None:
    call = await arrange(stage)
    ends = (stage.clock.now() + timedelta(days=3)).isoformat()
    answer = await invite(stage, call, "carl@example.com", expiresAt=ends)
    assert datetime.fromisoformat(answer.data["expiresAt"]) == stage.clock.now() + timedelta(days=3)


@pytest.mark.parametrize("after", [timedelta(minutes=59), timedelta(days=91), timedelta(days=-1)])
async def test_it_ends_neither_at_once_nor_never(stage: Stage, after: timedelta) -> None:
    call = await arrange(stage)
    answer = await invite(stage, call, "carl@example.com", expiresAt=(stage.clock.now() + after).isoformat())
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == ["/expiresAt"]
