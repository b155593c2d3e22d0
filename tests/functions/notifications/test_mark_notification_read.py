import pytest

from shared.auth.roles import Role
from tests.fixtures.notifications import notified
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    [notification_id] = await notified(stage, viewer)
    return Arranged(as_=viewer, path={"notificationId": notification_id})


async def test_it_was_read_when_it_was_read_first(stage: Stage) -> None:
    arranged = await arrange(stage)
    first = await stage.arranged("mark_notification_read", arranged)
    assert (first.data["isRead"], first.data["readAt"]) == (True, "2026-03-02T09:00:01Z")
    stage.clock.advance(minutes=1)
    second = await stage.arranged("mark_notification_read", arranged)
    assert second.data == first.data


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN, Role.OWNER])
async def test_anothers_is_not_found(stage: Stage, role: Role) -> None:
    arranged = await arrange(stage)
    assert arranged.as_ is not None
    colleague = await stage.member(role, tenant_id=arranged.as_.tenant_id)
    answer = await stage.call("mark_notification_read", as_=colleague, path=arranged.path)
    assert (answer.status, answer.error["code"]) == (404, "notification_not_found")
