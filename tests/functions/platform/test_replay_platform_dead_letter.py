import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberInvited
from tests.fixtures.deliveries import fail
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

SUBSCRIBER = "send_member_invitation"


async def arrange(stage: Stage) -> Arranged:
    """A tenant's mail that could not be sent, listed; the cause is gone."""
    admin = await stage.member(Role.ADMIN)
    body = {"email": "rita@example.com", "role": "viewer"}
    invitation = (await stage.call("invite_member", as_=admin, body=body)).data["id"]
    await stage.waiting()
    stage.mailer.failure = RuntimeError("broken")
    envelope = stage.envelope(MemberInvited(invitation_id=invitation), admin.tenant_id)
    await fail(stage, SUBSCRIBER, envelope)
    stage.mailer.failure = None
    path = {"tenantId": admin.tenant_id, "deadLetterId": f"{SUBSCRIBER}:{envelope.id}"}
    return Arranged(as_=await staff_member(stage), path=path)


async def test_the_event_is_handled_and_the_tenants_log_says_which_of_the_staff_it_was(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("replay_platform_dead_letter", call)
    assert (answer.status, answer.data["replayedAt"]) == (202, "2026-03-02T09:00:00Z")
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == ["rita@example.com"]
    [entry] = await stage.audited("replay_platform_dead_letter")
    assert (entry["actor"], entry["tenantId"]) == (f"user:{call.as_.user_id}", call.path["tenantId"])


async def test_a_second_replay_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("replay_platform_dead_letter", call)
    again = await stage.arranged("replay_platform_dead_letter", call)
    assert (again.status, again.error["code"]) == (409, "already_replayed")


@pytest.mark.parametrize("changed", [{"tenantId": "nowhere"}, {"tenantId": ".."}, {"deadLetterId": "none"}])
async def test_an_unknown_letter_is_404(stage: Stage, changed: dict[str, str]) -> None:
    call = await arrange(stage)
    call.path |= changed
    assert (await stage.arranged("replay_platform_dead_letter", call)).status == 404


async def test_the_tenants_own_admin_is_not_staff(stage: Stage) -> None:
    call = await arrange(stage)
    call.as_ = await stage.member(Role.ADMIN, tenant_id=call.path["tenantId"])
    assert (await stage.arranged("replay_platform_dead_letter", call)).status == 403
