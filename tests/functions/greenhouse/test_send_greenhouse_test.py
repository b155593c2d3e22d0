from dataclasses import replace
from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.greenhouse import PROFILE, URL, greenhouse, send, sent_test
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sender = await greenhouse(stage)
    return Arranged(as_=sender.key, body=sender.body())


async def test_the_candidate_is_invited_by_mail(stage: Stage) -> None:
    sender = await greenhouse(stage)
    answer = await send(stage, sender)
    assert (answer.status, list(answer.body)) == (200, ["partner_interview_id"])
    await stage.settle()
    mail = stage.mailer.sent[-1]
    assert mail.to == "mary.stone@example.com"
    [invitation] = [each for each in await stage.documents("invitations") if each["email"] == mail.to]
    assert (invitation["candidateName"], invitation["status"]) == ("Mary Stone", "pending")
    assert invitation["invitedBy"] == f"apiKey:{sender.key.user_id}"


async def test_what_is_not_needed_to_invite_somebody_is_not_kept(stage: Stage) -> None:
    sender = await greenhouse(stage)
    await send(stage, sender)
    stored = str(await stage.snapshot())
    assert "123-456-7890" not in stored
    assert "resume.pdf" not in stored
    assert PROFILE not in stored


async def test_the_same_test_sent_twice_is_one(stage: Stage) -> None:
    sender = await greenhouse(stage)
    first, second = await send(stage, sender), await send(stage, sender)
    assert first.body == second.body
    assert len(await stage.documents("greenhouseInterviews")) == 1
    assert len(await stage.documents("invitations")) == 2


async def test_sent_again_with_another_url_the_newer_one_counts(stage: Stage) -> None:
    sender = await greenhouse(stage)
    await send(stage, sender)
    await send(stage, sender, url=f"{URL}6")
    [interview] = await stage.documents("greenhouseInterviews")
    assert interview["url"] == f"{URL}6"


async def test_somebody_who_is_invited_already_gets_no_second_invitation(stage: Stage) -> None:
    sender = await greenhouse(stage)
    answer = await send(stage, sender, candidate={"email": "carl@example.com"})
    assert answer.status == 200
    [interview] = await stage.documents("greenhouseInterviews")
    assert interview["invitationId"] == sender.sitting.invitation_id


@pytest.mark.parametrize(
    ("candidate", "name"),
    [
        ({"preferred_name": "Mae"}, "Mae Stone"),
        ({"first_name": None, "last_name": ""}, "mary.stone@example.com"),
        ({"first_name": "x" * 1_000}, "x" * 200),
    ],
)
async def test_the_candidate_is_called_as_greenhouse_calls_them(
    stage: Stage, candidate: dict[str, Any], name: str
) -> None:
    sender = await greenhouse(stage)
    assert (await send(stage, sender, candidate=candidate)).status == 200
    names = {each["email"]: each["candidateName"] for each in await stage.documents("invitations")}
    assert names["mary.stone@example.com"] == name


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"partner_test_id": "unknown"}, 404, "assessment"),
        ({"candidate": {"email": None}}, 400, "candidate/email"),
        ({"candidate": {"email": "nobody"}}, 400, "candidate/email"),
        ({"candidate": {"first_name": "x" * 3_000}}, 400, "candidate/first_name"),
        ({"url": "ftp://example.com"}, 400, "url: use a URL that begins with https://"),
        ({"url": "https://rita:secret@example.com/"}, 400, "url: leave user name"),
        ({"url": "x" * 3_000}, 400, "url"),
    ],
)
async def test_what_is_wrong_is_told(stage: Stage, changes: dict[str, Any], status: int, told: str) -> None:
    sender = await greenhouse(stage)
    answer = await send(stage, sender, **changes)
    assert answer.status == status
    assert told in " ".join(answer.body["errors"])
    assert await stage.documents("greenhouseInterviews") == []


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://169.254.169.254/", "http://example.com/"])
async def test_a_url_inside_is_refused_outside_the_local_stack(stage: Stage, url: str) -> None:
    sender = await greenhouse(stage)
    stage.composition.config = replace(stage.composition.config, project="acme")
    answer = await send(stage, sender, url=url)
    assert (answer.status, answer.body["code"]) == (400, "destination_refused")


async def test_a_body_of_megabytes_is_413(stage: Stage) -> None:
    sender = await greenhouse(stage)
    answer = await send(stage, sender, padding="x" * 2_000_000)
    assert answer.status == 413
    assert answer.body["errors"]


async def test_an_archived_test_is_sent_to_nobody(stage: Stage) -> None:
    sender = await greenhouse(stage)
    path = {"assessmentId": sender.sitting.assessment_id}
    await stage.call("archive_assessment", as_=sender.sitting.recruiter, path=path)
    answer = await send(stage, sender)
    assert (answer.status, answer.body["code"]) == (409, "assessment_not_active")


async def test_an_erased_candidates_test_is_forgotten(stage: Stage) -> None:
    sender = await greenhouse(stage)
    _, sitting = await sent_test(stage, sender)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    answer = await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    assert answer.status == 202
    await stage.settle()
    assert await stage.documents("greenhouseInterviews") == []
