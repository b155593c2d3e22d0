import asyncio
from datetime import datetime, timedelta
from typing import NoReturn

import pytest

from shared.auth.links import link_token
from shared.auth.roles import Role
from shared.domain.invitations.model import LINK_KIND
from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import Sitting, finish, invited_candidate, running_attempt
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(body={"token": (await invited_candidate(stage)).token})


async def redeem(stage: Stage, sitting: Sitting) -> Answer:
    return await stage.call("redeem_invitation", body={"token": sitting.token})


def codes(stage: Stage) -> list[str]:
    return [mail.subject.removeprefix("Your code: ") for mail in stage.mailer.sent if "code" in mail.subject]


async def test_the_first_opening_admits_at_once(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    answer = await redeem(stage, sitting)
    assert answer.data["confirmationRequired"] is False
    assert answer.data["tenantId"] == sitting.tenant_id
    assert answer.data["assessmentTitle"] == "Backend engineer"
    assert answer.data["attemptId"] is None
    candidate = SignedIn(answer.data["accessToken"], sitting.tenant_id, "")
    started = await stage.call("start_attempt", as_=candidate)
    assert started.data["id"] == sitting.invitation_id


async def test_the_redemption_is_audited(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await redeem(stage, sitting)
    [entry] = [each for each in await stage.documents("auditEntries") if each["action"] == "redeem_invitation"]
    assert entry["target"] == {"invitationId": sitting.invitation_id}


async def test_a_later_opening_mails_a_code_and_gives_no_token(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await redeem(stage, sitting)
    answer = await redeem(stage, sitting)
    assert answer.status == 200
    assert answer.data["confirmationRequired"] is True
    assert answer.data["accessToken"] is None
    assert answer.data["refreshToken"] is None
    await stage.settle()
    [code] = codes(stage)
    assert len(code) == 6
    assert code not in str(answer.body)


async def test_the_code_is_in_no_event_and_no_document(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await redeem(stage, sitting)
    await redeem(stage, sitting)
    stored = str(await stage.document(sitting.document("invitations")))
    await stage.settle()
    [code] = codes(stage)
    assert code not in stored
    assert all(code not in str(event.data) for event in stage.bus.published)


async def test_two_openings_at_once_admit_one(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    answers = await asyncio.gather(*(redeem(stage, sitting) for _ in range(5)))
    assert [answer.status for answer in answers] == [200] * 5
    assert sum(not answer.data["confirmationRequired"] for answer in answers) == 1
    assert sum(answer.data["accessToken"] is not None for answer in answers) == 1
    await stage.settle()
    assert len(codes(stage)) == 1


async def test_codes_come_after_pauses_that_double(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await redeem(stage, sitting)
    for pause in (30, 60, 120):
        answer = await redeem(stage, sitting)
        next_at = datetime.fromisoformat(answer.data["nextCodeAt"])
        assert next_at == stage.clock.now() + timedelta(seconds=pause)
        again = await redeem(stage, sitting)
        assert again.data["nextCodeAt"] == answer.data["nextCodeAt"]
        stage.clock.advance(seconds=pause)
    await stage.settle()
    events = [event for event in stage.bus.published if event.type == "invitations.code.requested.v1"]
    assert len(events) == 3


@pytest.mark.thorough
async def test_guessing_never_gets_more_than_five_tries_an_hour_in_the_long_run(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await redeem(stage, sitting)
    for _ in range(14 * 24 * 2):
        await redeem(stage, sitting)
        stage.clock.advance(minutes=30)
    events = [event for event in stage.bus.published if event.type == "invitations.code.requested.v1"]
    assert len(events) <= 14 * 24 + 10


async def test_a_sign_in_that_fails_locks_nobody_out(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = await invited_candidate(stage)

    async def away(*_: object) -> NoReturn:
        raise DependencyUnavailable("the identity provider is away")

    with monkeypatch.context() as patch:
        patch.setattr(stage.identity, "sign_in_as", away)
        assert (await redeem(stage, sitting)).status == 503
    assert (await redeem(stage, sitting)).data["confirmationRequired"] is True
    await stage.settle()
    body = {"token": sitting.token, "code": codes(stage)[0]}
    answer = await stage.call("confirm_redemption", body=body)
    assert answer.data["accessToken"]


async def test_a_process_killed_before_the_sign_in_locks_nobody_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = await invited_candidate(stage)

    async def killed(*_: object) -> NoReturn:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(stage.identity, "sign_in_as", killed)
        with pytest.raises(asyncio.CancelledError):
            await redeem(stage, sitting)
    assert (await redeem(stage, sitting)).data["confirmationRequired"] is True
    await stage.settle()
    body = {"token": sitting.token, "code": codes(stage)[0]}
    assert (await stage.call("confirm_redemption", body=body)).data["accessToken"]


async def test_while_the_attempt_runs_the_link_leads_back_to_it(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await redeem(stage, sitting)
    assert answer.data["confirmationRequired"] is True
    assert answer.data["attemptId"] == sitting.invitation_id


async def test_a_running_attempt_outlives_the_invitations_last_day(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    stage.clock.advance(days=13, hours=23, minutes=30)
    candidate = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    assert (await stage.call("start_attempt", as_=candidate)).status == 201
    stage.clock.advance(minutes=45)
    assert (await redeem(stage, sitting)).status == 200


async def test_after_the_attempt_the_link_admits_by_code_for_90_days(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    stage.clock.advance(days=90, seconds=-1)
    answer = await redeem(stage, sitting)
    assert (answer.data["confirmationRequired"], answer.data["accessToken"]) == (True, None)
    assert (answer.data["attemptId"], answer.data["attemptEnded"]) == (sitting.invitation_id, True)
    stage.clock.advance(seconds=1)
    answer = await redeem(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")


async def test_after_an_erasure_the_link_is_used_up(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    answer = await redeem(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")


async def test_an_old_link_has_expired(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    stage.clock.advance(days=14)
    answer = await redeem(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "invitation_expired")


async def test_a_forged_link_is_nobodys(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    tenant_id, invitation_id, signature = sitting.token.split(".")
    stranger = await stage.tenant()
    for token in (
        "nonsense",
        "..",
        f"{tenant_id}.{invitation_id}.",
        f"{tenant_id}.{invitation_id}.{'0' * len(signature)}",
        f"{stranger}.{invitation_id}.{signature}",
        f"{tenant_id}.another.{signature}",
        f"{sitting.token}.more",
        link_token("member-invitation", tenant_id, invitation_id),
        link_token(LINK_KIND, tenant_id, "never-made"),
        link_token(LINK_KIND, stranger, invitation_id),
        "\u20ac.\u20ac.\u20ac",
    ):
        answer = await stage.call("redeem_invitation", body={"token": token})
        assert (answer.status, answer.error["code"]) == (404, "invitation_not_found"), token
