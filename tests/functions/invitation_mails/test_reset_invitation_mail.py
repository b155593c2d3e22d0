import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    await stage.call("set_invitation_mail", as_=admin, body={"kind": "reminder", "subject": "Hello"})
    return Arranged(as_=admin, body={"kind": "reminder"})


async def test_the_default_words_are_back_however_often_it_is_asked(stage: Stage) -> None:
    call = await arrange(stage)
    for _ in range(2):
        assert (await stage.arranged("reset_invitation_mail", call)).status == 204
        listed = (await stage.call("list_invitation_mails", as_=call.as_)).data["mails"]
        assert listed[1]["subject"] == "Reminder: $assessment"
        assert listed[1]["isDefault"] is True
