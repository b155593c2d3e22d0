import re
from datetime import UTC, datetime
from string import Template

import pytest

from shared.engines.mail_layout import DATE_FORMATS, TEMPLATES, MailStyle, Value, mail, message_id
from shared.ports.mail import Mail

ACME = MailStyle(company="Acme")
VALUES: dict[str, Value] = {
    "amount": "10.00",
    "app": "Support bot",
    "assessment": "Backend engineer",
    "at": "2026-03-09 09:00",
    "author": "Ann",
    "before": "free",
    "between": "360",
    "between_goal": "720",
    "budget": "Models",
    "candidate": "Carl",
    "card": "Greeting",
    "code": "123456",
    "count": "2",
    "critical": "2",
    "day": "2026-03-09",
    "due": "2026-03-09 09:00 UTC",
    "errors": "7",
    "expires_at": datetime(2026, 3, 9, 9, 0, tzinfo=UTC),
    "finding": "refund, order",
    "given": "8.00",
    "infos": "1",
    "key": "Build server",
    "limit": "25",
    "max_points": "10",
    "minutes": "15",
    "month": "2026-02",
    "name": "Carl",
    "objectives": "available: 99.95 %\nrequests without an error: 100 %",
    "occasions": "One thing\n\nAnother",
    "percent": "80",
    "period": "2026-03",
    "plan": "team",
    "points": "7.50",
    "project": "Moving house",
    "question": "Sum",
    "quota": "members",
    "reason": "The example is there.",
    "receiver": "https://receiver.example/",
    "repair": "12.5",
    "repair_goal": "15",
    "report": "Hours by task",
    "requests": "10000",
    "role": "recruiter",
    "spent": "8.10",
    "status": "blocked",
    "subject": "Pack the books",
    "task": "Pack the books",
    "unjudged": "Sum",
    "used": "20",
    "until": "2026-03-09 09:00 UTC",
    "url": "https://ella.example/x?a=1&b=2",
    "warnings": "3",
    "week": "2026-03-02",
}
NAMES = sorted(path.stem for path in (TEMPLATES / "en").glob("*.txt"))


def written(template: str = "member_invitation", style: MailStyle = ACME, **changes: Value) -> Mail:
    return mail(template, VALUES | changes, to="a@example.com", style=style, message_id="<1@ella>")


def test_a_mail_says_the_same_as_text_and_as_html() -> None:
    sent = written()
    assert sent.subject == "Join Acme on Ella"
    assert sent.text == (
        "Hello,\n\nyou are invited to join Acme on Ella as recruiter.\n\n"
        "The link is yours alone and can be used once, until 09 March 2026, 09:00 UTC.\n\n"
        "Join:\nhttps://ella.example/x?a=1&b=2\n"
    )
    assert "<p>you are invited to join Acme on Ella as recruiter.</p>" in sent.html
    assert 'href="https://ella.example/x?a=1&amp;b=2"' in sent.html


@pytest.mark.parametrize("language", sorted(DATE_FORMATS))
@pytest.mark.parametrize("name", NAMES)
def test_every_mail_can_be_written_in_every_language(name: str, language: str) -> None:
    sent = written(name, MailStyle(company="Acme", locale=language))
    assert sent.subject
    assert f'lang="{language}"' in sent.html
    assert "$" not in sent.subject + sent.text + sent.html


@pytest.mark.parametrize("name", NAMES)
def test_every_language_says_the_same_values(name: str) -> None:
    named = [
        sorted(set(Template((TEMPLATES / language / f"{name}.txt").read_text()).get_identifiers()))
        for language in DATE_FORMATS
    ]
    assert all(each == named[0] for each in named)


@pytest.mark.parametrize(
    ("locale", "subject"),
    [("de", "Einladung zu Acme auf Ella"), ("de-AT", "Einladung zu Acme auf Ella"), ("fr", "Join Acme on Ella")],
)
def test_a_locale_that_has_no_templates_reads_english(locale: str, subject: str) -> None:
    assert written(style=MailStyle(company="Acme", locale=locale)).subject == subject


def test_a_moment_is_written_as_the_language_does() -> None:
    assert "bis 09.03.2026, 09:00 UTC" in written(style=MailStyle(company="Acme", locale="de")).text


def test_a_paragraph_without_its_value_is_left_out() -> None:
    assert "could not judge Sum" in written("attempt_scored").text
    assert "could not judge" not in written("attempt_scored", unjudged=None).text


def test_what_others_wrote_is_never_markup() -> None:
    evil = '"><script>alert(1)</script>'
    for name in NAMES:
        everything = dict.fromkeys(VALUES, evil)
        sent = mail(name, everything, to="a@example.com", style=MailStyle(company=evil), message_id="<1@ella>")
        assert "<script>" not in sent.html


def test_what_others_wrote_is_no_subject_line_no_button_and_no_name_to_replace() -> None:
    sent = written(
        "candidate_invitation", name="\n\n[Click](https://evil.example/)\n\n$url", assessment="A\r\nBcc: b@c"
    )
    assert sent.subject == "Acme invites you: A Bcc: b@c"
    assert 'href="https://evil.example/' not in sent.html
    assert "$url" in sent.text


def test_a_tenants_colour_and_logo_are_used() -> None:
    style = MailStyle(company="Acme", color="#ffee00", logo_url='https://acme.example/logo.png?a="b"')
    sent = written(style=style)
    assert "background:#ffee00;color:#000000" in sent.html
    assert 'src="https://acme.example/logo.png?a=&quot;b&quot;" alt="Acme"' in sent.html
    assert "color:#ffffff" in written(style=MailStyle(company="Acme", color="#000080")).html


@pytest.mark.parametrize("color", ["red", "#fff", "#12345g", "#123456;background:url(https://evil.example/)"])
def test_what_is_no_colour_is_not_used(color: str) -> None:
    assert "background:#2f5bea;" in written(style=MailStyle(company="Acme", color=color)).html


@pytest.mark.parametrize("url", ["http://acme.example/logo.png", "javascript:alert(1)", "data:image/png;base64,AA"])
def test_a_logo_comes_by_https_or_not_at_all(url: str) -> None:
    assert not re.search("<img", written(style=MailStyle(company="Acme", logo_url=url)).html)


def test_a_message_id_is_the_same_in_each_retry() -> None:
    assert message_id("send_mail", "event1") == message_id("send_mail", "event1") == "<event1.send_mail@ella>"
    assert message_id("send_mail", "event2") != message_id("send_mail", "event1")


def test_lines_of_a_value_stay_lines_and_are_no_markup() -> None:
    sent = written("digest", occasions="<b>One</b>\nhttps://a.example/")
    assert "<b>One</b>\nhttps://a.example/" in sent.text
    assert "&lt;b&gt;One&lt;/b&gt;<br>https://a.example/" in sent.html
