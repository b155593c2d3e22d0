import pytest

from shared.domain.tenants.events import MemberRenamed
from tests.fixtures.people import accept, invite, sign_up
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member()
    return Arranged(as_=member, event=MemberRenamed(user_id=member.user_id), tenant_id=member.tenant_id)


async def names(stage: Stage, viewer: SignedIn) -> set[str]:
    return {member["displayName"] for member in (await stage.call("list_members", as_=viewer)).data}


async def found(stage: Stage, viewer: SignedIn, words: str) -> list[str]:
    answer = await stage.call("search_members", as_=viewer, query={"q": words})
    return [member["displayName"] for member in answer.data]


async def test_a_new_name_is_seen_and_found_in_every_tenant_of_the_person(stage: Stage) -> None:
    owner = await sign_up(stage)
    other = await sign_up(stage, subdomain="other", email="other@example.com", displayName="Otto")
    assert (await accept(stage, await invite(stage, other, owner.email), displayName="Olga Owner")).status == 200
    await stage.settle()
    await stage.call("update_profile", as_=owner, body={"displayName": "Ada Lovelace"})
    handled = await stage.settle()
    assert handled.count("tenants.member.renamed.v1 -> rename_member: 204") == 2
    assert await names(stage, owner) == {"Ada Lovelace"}
    assert await names(stage, other) == {"Otto", "Ada Lovelace"}
    for viewer in (owner, other):
        assert await found(stage, viewer, "lovelace") == ["Ada Lovelace"]
        assert await found(stage, viewer, "olga owner") == []


async def test_the_last_name_stays_whichever_message_comes_last(stage: Stage) -> None:
    owner = await sign_up(stage)
    await stage.settle()
    for name in ("Ada", "Grace"):
        await stage.call("update_profile", as_=owner, body={"displayName": name})
    first, second = await stage.waiting()
    for envelope in (second, first):
        stage.clock.advance(seconds=1)
        assert await stage.deliver("rename_member", envelope) == 204
    assert await names(stage, owner) == {"Grace"}
    assert await found(stage, owner, "grace") == ["Grace"]


async def test_nothing_but_the_name_changes(stage: Stage) -> None:
    owner = await sign_up(stage)
    path = f"tenants/{owner.tenant_id}/members/{owner.user_id}"
    before = await stage.document(path)
    await stage.call("update_profile", as_=owner, body={"displayName": "Ada"})
    await stage.settle()
    after = await stage.document(path)
    assert before is not None
    assert after == {**before, "displayName": "Ada", "commitId": after and after["commitId"]}


async def test_somebody_who_left_meanwhile_is_not_brought_back(stage: Stage) -> None:
    envelope = stage.envelope(MemberRenamed(user_id="nobody"), await stage.tenant())
    assert await stage.deliver("rename_member", envelope) == 204
    assert await stage.documents("members") == []
    assert await stage.documents("searchEntries") == []
