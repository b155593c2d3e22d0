import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberInvited
from tests.fixtures.deliveries import dead_letter
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    envelope = stage.envelope(MemberInvited(invitation_id="I1"), admin.tenant_id)
    await dead_letter(stage, "send_member_invitation", envelope)
    return Arranged(as_=admin)


async def test_an_admin_sees_what_failed_and_why(stage: Stage) -> None:
    arranged = await arrange(stage)
    [letter] = (await stage.arranged("list_dead_letters", arranged)).data
    assert letter["subscriber"] == "send_member_invitation"
    assert letter["eventType"] == "tenants.member.invited.v1"
    assert letter["data"] == {"invitationId": "I1"}
    assert letter["id"] == f"send_member_invitation:{letter['eventId']}"
    assert letter["replayedAt"] is None


async def test_letters_are_filtered_by_subscriber_newest_first(stage: Stage) -> None:
    arranged = await arrange(stage)
    assert arranged.as_ is not None
    stage.clock.advance(minutes=1)
    envelope = stage.envelope(MemberInvited(invitation_id="I2"), arranged.as_.tenant_id)
    await dead_letter(stage, "send_member_invitation", envelope)
    await dead_letter(stage, "another_subscriber", envelope)
    answer = await stage.call("list_dead_letters", as_=arranged.as_, query={"subscriber": "send_member_invitation"})
    assert [letter["data"]["invitationId"] for letter in answer.data] == ["I2", "I1"]


async def test_another_tenants_letters_are_not_seen(stage: Stage) -> None:
    await arrange(stage)
    assert (await stage.call("list_dead_letters", as_=await stage.member(Role.OWNER))).data == []
