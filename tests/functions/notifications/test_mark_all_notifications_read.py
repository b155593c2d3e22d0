import pytest

from shared.auth.roles import Role
from tests.fixtures.notifications import notified
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    await notified(stage, viewer, 2)
    return Arranged(as_=viewer)


async def test_all_of_ones_own_are_read_and_nobody_elses(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    colleague = await stage.member(Role.VIEWER, tenant_id=viewer.tenant_id)
    await notified(stage, viewer, 3)
    await notified(stage, colleague)
    answer = await stage.call("mark_all_notifications_read", as_=viewer)
    assert answer.data == {"count": 3, "more": False}
    unread = [each["memberId"] for each in await stage.documents("notifications") if not each["isRead"]]
    assert unread == [colleague.user_id]


async def test_more_than_a_page_takes_another_call(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    await notified(stage, viewer, 101)
    assert (await stage.call("mark_all_notifications_read", as_=viewer)).data == {"count": 100, "more": True}
    assert (await stage.call("mark_all_notifications_read", as_=viewer)).data == {"count": 1, "more": False}
    assert (await stage.call("mark_all_notifications_read", as_=viewer)).data == {"count": 0, "more": False}
