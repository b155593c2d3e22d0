import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

WORDS = {
    "kind": "invitation",
    "subject": "Your next step at $company: $assessment",
    "intro": "Thank you for applying, $name.\n\nPlay by $expires_at and win $$100.\n\n[Click](https://evil.example/)",
}


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body=WORDS)


async def test_candidates_are_invited_in_the_tenants_words(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    assert (await stage.call("set_invitation_mail", as_=admin, body=WORDS)).data["isDefault"] is False
    await stage.settle()
    [mail] = stage.mailer.sent
    assert mail.subject == "Your next step at Acme: Backend engineer"
    assert mail.text.startswith(
        "Hello Carl Candidate,\n\nThank you for applying, Carl Candidate.\n\n"
        "Play by 16 March 2026, 09:00 UTC and win $100.\n\n[Click](https://evil.example/)\n\nThe time starts"
    )
    assert f"token={sitting.token}" in mail.text
    assert "<p>Thank you for applying, Carl Candidate.</p>" in mail.html
    assert 'href="https://evil.example/' not in mail.html


async def test_the_words_are_kept_and_can_be_changed_again(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("set_invitation_mail", call)
    answer = await stage.call("set_invitation_mail", as_=call.as_, body={"kind": "invitation", "subject": "Hello"})
    assert (answer.data["subject"], answer.data["intro"].startswith("$company invites you")) == ("Hello", True)
    listed = (await stage.call("list_invitation_mails", as_=call.as_)).data["mails"]
    assert listed[0] == answer.data


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("subject", "Hello $nmae", "unknown_placeholder"),
        ("intro", "Go to $url", "unknown_placeholder"),
        ("intro", "Win $100", "bad_placeholder"),
        ("subject", "Hello ${name", "bad_placeholder"),
        ("subject", "   ", "string_too_short"),
        ("subject", "x" * 151, "string_too_long"),
        ("intro", "x" * 2_001, "string_too_long"),
    ],
)
async def test_words_that_could_not_be_sent_are_refused_when_saved(
    stage: Stage, field: str, text: str, code: str
) -> None:
    call = await arrange(stage)
    answer = await stage.call("set_invitation_mail", as_=call.as_, body=WORDS | {field: text})
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(f"/{field}", code)]


async def test_another_tenants_words_stay(stage: Stage) -> None:
    await stage.arranged("set_invitation_mail", await arrange(stage))
    other: SignedIn = await stage.member(Role.RECRUITER)
    assert (await stage.call("list_invitation_mails", as_=other)).data["mails"][0]["isDefault"] is True
