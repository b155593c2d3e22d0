import json

import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberInvited
from tests.fixtures.deliveries import dead_letter, fail
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

SUBSCRIBER = "send_member_invitation"


async def arrange(stage: Stage) -> Arranged:
    await letter_of(stage, await stage.member(Role.ADMIN))
    return Arranged(as_=await staff_member(stage))


async def letter_of(stage: Stage, admin: SignedIn, subscriber: str = SUBSCRIBER) -> None:
    await dead_letter(stage, subscriber, stage.envelope(MemberInvited(invitation_id="I1"), admin.tenant_id))


async def test_letters_of_all_tenants_are_listed_newest_first_and_filtered(stage: Stage) -> None:
    first, second = await stage.member(Role.ADMIN), await stage.member(Role.ADMIN)
    await letter_of(stage, first)
    stage.clock.advance(minutes=1)
    await letter_of(stage, second)
    stage.clock.advance(minutes=1)
    await letter_of(stage, second, "another_subscriber")
    staff = await staff_member(stage)

    async def tenants(**query: str) -> list[str]:
        answer = await stage.call("list_platform_dead_letters", as_=staff, query=query)
        return [letter["tenantId"] for letter in answer.data]

    assert await tenants() == [second.tenant_id, second.tenant_id, first.tenant_id]
    assert await tenants(tenantId=first.tenant_id) == [first.tenant_id]
    assert await tenants(subscriber=SUBSCRIBER) == [second.tenant_id, first.tenant_id]
    assert await tenants(subscriber=SUBSCRIBER, tenantId="nowhere") == []


async def test_staff_see_the_kind_of_error_but_none_of_the_tenants_data(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    body = {"email": "rita@example.com", "role": "viewer"}
    invitation = (await stage.call("invite_member", as_=admin, body=body)).data["id"]
    await stage.waiting()
    stage.mailer.failure = RuntimeError("rita@example.com was refused")
    await fail(stage, SUBSCRIBER, stage.envelope(MemberInvited(invitation_id=invitation), admin.tenant_id))
    answer = await stage.call("list_platform_dead_letters", as_=await staff_member(stage))
    [letter] = answer.data
    assert (letter["errorType"], letter["deliveries"]) == ("RuntimeError", 5)
    assert "rita" not in json.dumps(answer.body)
    assert invitation not in json.dumps(answer.body)


async def test_an_admin_is_not_staff(stage: Stage) -> None:
    assert (await stage.call("list_platform_dead_letters", as_=await stage.member(Role.ADMIN))).status == 403
