import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER))


async def test_by_default_they_say_what_comes_with_ella_in_the_tenants_language(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = f"tenants/{call.as_.tenant_id}/tenant/{call.as_.tenant_id}"
    found: list[str] = []
    for locale in ("en", "de-AT"):
        await stage.change(path, locale=locale)
        mails = (await stage.arranged("list_invitation_mails", call)).data["mails"]
        assert [(mail["kind"], mail["isDefault"]) for mail in mails] == [("invitation", True), ("reminder", True)]
        found.append(mails[0]["subject"])
    assert found == ["$company invites you: $assessment", "$company lädt Sie ein: $assessment"]
