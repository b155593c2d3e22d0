import pytest

from shared.auth.roles import Role
from tests.fixtures.notifications import notified
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    await notified(stage, viewer)
    return Arranged(as_=viewer)


async def test_ones_own_are_listed_newest_first(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    first, second = await notified(stage, viewer, 2)
    await notified(stage, await stage.member(Role.OWNER, tenant_id=viewer.tenant_id))
    answer = await stage.call("list_notifications", as_=viewer)
    assert [each["id"] for each in answer.data] == [second, first]
    assert answer.data[0]["values"] == {"receiver": "https://1.example/", "because": "gone"}
    assert (answer.data[0]["kind"], answer.data[0]["isRead"]) == ("webhook_disabled", False)


async def test_they_are_filtered_by_whether_they_were_read_and_by_kind(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    read, unread = await notified(stage, viewer, 2)
    await stage.call("mark_notification_read", as_=viewer, path={"notificationId": read})

    async def listed(**query: str) -> list[str]:
        return [each["id"] for each in (await stage.call("list_notifications", as_=viewer, query=query)).data]

    assert (await listed(isRead="true"), await listed(isRead="false")) == ([read], [unread])
    assert await listed(kind="attempt_scored") == []


async def test_not_even_an_owner_lists_anothers(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    await notified(stage, viewer)
    owner = await stage.member(Role.OWNER, tenant_id=viewer.tenant_id)
    assert (await stage.call("list_notifications", as_=owner)).data == []
    assert (await stage.call("list_notifications", as_=owner, query={"memberId": viewer.user_id})).status == 400
