import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER), body={"kind": "reminder", "intro": "Still there, $name?"})


async def test_a_preview_shows_the_mail_and_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    before = await stage.snapshot()
    answer = await stage.arranged("preview_invitation_mail", call)
    assert answer.data["subject"] == "Reminder: Backend engineer"
    assert "Still there, Alex Example?" in answer.data["text"]
    assert "<p>Still there, Alex Example?</p>" in answer.data["html"]
    assert stage.mailer.sent == []
    assert {path for path in await stage.snapshot() if "candidateMails" in path} == set()
    assert await stage.snapshot() == before


async def test_words_that_could_not_be_saved_can_not_be_seen(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("preview_invitation_mail", as_=call.as_, body={"kind": "invitation", "subject": "$5"})
    assert [each["code"] for each in answer.error["details"]] == ["bad_placeholder"]
