import pytest

from shared.auth.roles import Role
from tests.fixtures.notifications import prefer
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.VIEWER))


async def test_whoever_chose_nothing_hears_of_everything_by_every_way_at_once(stage: Stage) -> None:
    call = await arrange(stage)
    found = (await stage.arranged("get_notification_preferences", call)).data["preferences"]
    assert {(each["inApp"], each["mail"]) for each in found} == {(True, "at_once")}
    assert [each["kind"] for each in found if each["mailRequired"]] == ["api_key_expiring"]


async def test_a_choice_is_ones_own(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    await prefer(stage, admin, "plan_changed", "never")
    chosen: list[str] = []
    for member in (admin, viewer):
        found = (await stage.call("get_notification_preferences", as_=member)).data["preferences"]
        chosen += [each["mail"] for each in found if each["kind"] == "plan_changed"]
    assert chosen == ["never", "at_once"]
