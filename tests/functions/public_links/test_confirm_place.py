import asyncio
from typing import NoReturn

import pytest

from shared.domain.plans.usage import shard_paths
from shared.errors import DependencyUnavailable
from tests.fixtures.public_links import NAME, ask, code_for, confirm, place, public_link
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    code = await code_for(stage, link)
    return Arranged(body={"token": link.token, "email": "dora@example.com", "code": code})


async def test_the_code_admits_to_an_attempt(stage: Stage) -> None:
    link = await public_link(stage)
    answer = await place(stage, link)
    assert answer.data["confirmationRequired"] is False
    candidate = SignedIn(answer.data["accessToken"], link.recruiter.tenant_id, "")
    started = await stage.call("start_attempt", as_=candidate)
    assert started.data["id"] == answer.data["invitationId"]
    [invitation] = (await stage.call("list_invitations", as_=link.recruiter)).data
    assert (invitation["status"], invitation["email"], invitation["publicLinkId"]) == (
        "started",
        "dora@example.com",
        link.id,
    )
    assert (await stage.call("list_candidates", as_=link.recruiter)).data[0]["name"] == NAME


async def test_a_link_of_their_own_comes_by_mail(stage: Stage) -> None:
    link = await public_link(stage)
    await place(stage, link)
    await stage.settle()
    [mail] = [mail for mail in stage.mailer.sent if "invites you" in mail.subject]
    assert mail.to == "dora@example.com"
    token = mail.text.partition("token=")[2].split()[0]
    assert (await stage.call("redeem_invitation", body={"token": token})).data["confirmationRequired"] is True


async def test_never_more_people_than_places(stage: Stage) -> None:
    link = await public_link(stage, places=3)
    emails = [f"person{number}@example.com" for number in range(8)]
    mailed = {email: await code_for(stage, link, email) for email in emails}
    for _ in range(4):
        await asyncio.gather(*(confirm(stage, link, code, email) for email, code in mailed.items()))
    stored = await stage.document(link.document)
    assert stored is not None
    assert stored["taken"] == len(await stage.documents("invitations")) == 3
    holders = {each["email"] for each in await stage.documents("invitations")}
    for email in set(emails) - holders:
        answer = await confirm(stage, link, mailed[email], email)
        assert (answer.status, answer.error["code"]) == (409, "public_link_full")


async def test_nobody_takes_two_places_even_all_at_once(stage: Stage) -> None:
    link = await public_link(stage)
    code = await code_for(stage, link)
    emails = ["dora@example.com", "DORA@example.com", "dora@Example.com"]
    answers = await asyncio.gather(*(confirm(stage, link, code, email) for email in emails))
    assert sorted(answer.status for answer in answers) == [200, 403, 403]
    assert len(await stage.documents("invitations")) == 1


async def test_coming_back_leads_to_the_same_attempt_and_takes_no_place(stage: Stage) -> None:
    link = await public_link(stage, places=1)
    first = await place(stage, link)
    candidate = SignedIn(first.data["accessToken"], link.recruiter.tenant_id, "")
    await stage.call("start_attempt", as_=candidate)
    again = await place(stage, link)
    assert again.data["attemptId"] == first.data["invitationId"]
    assert len(await stage.documents("invitations")) == 1


async def test_after_the_attempt_there_is_no_second_place(stage: Stage) -> None:
    link = await public_link(stage)
    first = await place(stage, link)
    candidate = SignedIn(first.data["accessToken"], link.recruiter.tenant_id, "")
    attempt_id = (await stage.call("start_attempt", as_=candidate)).data["id"]
    await stage.call("finish_attempt", as_=candidate, path={"attemptId": attempt_id})
    await stage.settle()
    answer = await place(stage, link)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")


async def test_whoever_the_team_invited_is_admitted_by_that_invitation(stage: Stage) -> None:
    link = await public_link(stage)
    path, body = {"assessmentId": link.assessment_id}, {"email": "dora@example.com", "name": "Dora"}
    invited = await stage.call("invite_candidate", as_=link.recruiter, path=path, body=body)
    answer = await place(stage, link)
    assert answer.data["invitationId"] == invited.data["id"]
    stored = await stage.document(link.document)
    assert stored is not None
    assert stored["taken"] == 0


async def test_whoever_the_team_cancelled_takes_no_place(stage: Stage) -> None:
    link = await public_link(stage)
    invitation_id = (await place(stage, link)).data["invitationId"]
    cancel = await stage.call("cancel_invitation", as_=link.recruiter, path={"invitationId": invitation_id})
    assert cancel.status == 200
    answer = await place(stage, link)
    assert (answer.status, answer.error["code"]) == (409, "invitation_cancelled")


async def test_an_invitation_that_ended_unused_is_in_nobodys_way(stage: Stage) -> None:
    link = await public_link(stage)
    ends = stage.clock.now().replace(hour=11).isoformat()
    path = {"assessmentId": link.assessment_id}
    body = {"email": "dora@example.com", "name": "Dora", "expiresAt": ends}
    old = await stage.call("invite_candidate", as_=link.recruiter, path=path, body=body)
    stage.clock.advance(days=1)
    assert (await place(stage, link)).data["invitationId"] != old.data["id"]


async def test_a_place_counts_against_the_plan_and_says_nothing_of_it(stage: Stage) -> None:
    link = await public_link(stage, places=30)
    await place(stage, link)
    period = stage.clock.now().strftime("%Y-%m")
    root = f"tenants/{link.recruiter.tenant_id}/"
    shards = [await stage.document(root + path) for path in shard_paths(period)]
    assert sum(shard.get("assessments", 0) for shard in shards if shard) == 1
    path = next(root + path for path, shard in zip(shard_paths(period), shards, strict=True) if shard)
    await stage.change(path, assessments=10**9)
    answer = await place(stage, link, "erik@example.com")
    assert (answer.status, answer.error["code"]) == (409, "public_link_unavailable")
    assert "plan" not in str(answer.body)
    stored = await stage.document(link.document)
    assert stored is not None
    assert stored["taken"] == 1


async def test_a_wrong_code_costs_a_try_and_five_end_the_code(stage: Stage) -> None:
    link = await public_link(stage)
    code = await code_for(stage, link)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for left in (4, 3, 2, 1, 0):
        answer = await confirm(stage, link, wrong)
        assert (answer.status, answer.error["code"]) == (403, "code_wrong")
        assert answer.error["details"] == {"triesLeft": left}
    answer = await confirm(stage, link, code)
    assert (answer.status, answer.error["code"]) == (403, "code_expired")
    stage.clock.advance(seconds=30)
    assert (await place(stage, link)).status == 200


async def test_somebody_elses_code_is_wrong(stage: Stage) -> None:
    link = await public_link(stage)
    code = await code_for(stage, link)
    await ask(stage, link, "erik@example.com")
    answer = await confirm(stage, link, code, "erik@example.com")
    assert (answer.status, answer.error["code"]) == (403, "code_wrong")


async def test_a_code_nobody_asked_for_is_none(stage: Stage) -> None:
    answer = await confirm(stage, await public_link(stage), "123456")
    assert (answer.status, answer.error["code"]) == (403, "code_expired")


async def test_a_sign_in_that_fails_costs_no_second_place(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    link = await public_link(stage, places=1)
    code = await code_for(stage, link)

    async def away(*_: object) -> NoReturn:
        raise DependencyUnavailable("the identity provider is away")

    with monkeypatch.context() as patch:
        patch.setattr(stage.identity, "sign_in_as", away)
        assert (await confirm(stage, link, code)).status == 503
    assert (await place(stage, link)).data["accessToken"]
    assert len(await stage.documents("invitations")) == 1


async def test_a_suspended_tenant_admits_nobody_new(stage: Stage) -> None:
    link = await public_link(stage)
    code = await code_for(stage, link)
    tenant_id = link.recruiter.tenant_id
    await stage.change(f"tenants/{tenant_id}/tenant/{tenant_id}", state="suspended")
    answer = await confirm(stage, link, code)
    assert (answer.status, answer.error["code"]) == (409, "tenant_not_active")


async def test_the_place_is_audited(stage: Stage) -> None:
    link = await public_link(stage)
    invitation_id = (await place(stage, link)).data["invitationId"]
    [entry] = await stage.audited("confirm_place")
    assert entry["target"] == {"publicLinkId": link.id, "invitationId": invitation_id}
