"""What every mailer promises; SMTP is the real thing, with a server in this process."""

import email
import email.policy
from collections.abc import AsyncIterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from shared.adapters.memory_mailer import MemoryMailer
from shared.adapters.smtp import SmtpMailer
from shared.errors import DependencyUnavailable, InvalidInput
from shared.ports.mail import Attachment, Mail
from tools.stack.ports import free_ports

pytestmark = pytest.mark.anyio
SENDER = "Ella <no-reply@ella.example>"
MAIL = Mail(
    to="ada@example.com",
    subject="Your assessment is ready — viel Glück",
    text="Hello Ada,\n.\nstart here: https://ella.example/a?b=c&d=" + "x" * 120,
    html="<p>Hello <b>Ada</b></p>",
    message_id="<invitation-1@ella.example>",
)


class Inbox:
    """What the server took; `answers` are what it says instead, one for each step."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, list[str], EmailMessage]] = []
        self.answers: dict[str, str] = {}

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Any:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_ports(["smtp"])["smtp"], enable_SMTPUTF8=True)
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture(params=["memory", "smtp"])
async def mailer(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[Any]:
    if request.param == "memory":
        yield MemoryMailer(SENDER)
    else:
        yield SmtpMailer(f"smtp://127.0.0.1:{request.getfixturevalue('server').port}", SENDER)


async def test_a_mail_is_accepted(mailer: Any, inbox: Inbox) -> None:
    await mailer.send(MAIL)
    if isinstance(mailer, MemoryMailer):
        assert mailer.sent == [MAIL]
    else:
        assert len(inbox.messages) == 1


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\nX: y",
        "Ada <ada@example.com>",
        "ü x@example.com",
        "ü@x.example,b@x.example",
    ],
)
async def test_what_is_not_one_address_is_refused(mailer: Any, inbox: Inbox, to: str) -> None:
    with pytest.raises(InvalidInput):
        await mailer.send(replace(MAIL, to=to))
    assert inbox.messages == []


@pytest.mark.parametrize("message_id", ["a@b\r\nBcc: x@y.example", "<a b@c>", "a@b@c", ""])
async def test_a_message_id_cannot_smuggle_a_header(mailer: Any, message_id: str) -> None:
    with pytest.raises(InvalidInput):
        await mailer.send(replace(MAIL, message_id=message_id))


# -- SMTP alone


def smtp(server: Any, **changes: Any) -> SmtpMailer:
    return SmtpMailer(f"smtp://127.0.0.1:{server.port}", SENDER, **changes)


async def test_the_message_reads_as_it_was_written(server: Any, inbox: Inbox) -> None:
    await smtp(server).send(MAIL)
    [(sender, recipients, message)] = inbox.messages
    assert (sender, recipients) == ("no-reply@ella.example", ["ada@example.com"])
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, MAIL.to, MAIL.subject)
    assert message["Message-ID"] == MAIL.message_id
    assert message["Date"]
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n").rstrip("\n") == MAIL.text
    assert html.get_content().strip() == MAIL.html


async def test_a_line_break_in_the_subject_adds_no_header(server: Any, inbox: Inbox) -> None:
    await smtp(server).send(replace(MAIL, subject="Hello\r\nBcc: eve@example.com\n\nbody", message_id="plain"))
    [(_, recipients, message)] = inbox.messages
    assert recipients == ["ada@example.com"]
    assert message["Bcc"] is None
    assert message["Subject"] == "Hello Bcc: eve@example.com body"
    assert message["Message-ID"] == "<plain@ella.example>"


async def test_an_address_beyond_ascii_is_reached(server: Any, inbox: Inbox) -> None:
    await smtp(server).send(replace(MAIL, to="żółw@example.com"))
    assert inbox.messages[0][1] == ["żółw@example.com"]


@pytest.mark.parametrize(
    ("step", "answer", "raised"),
    [
        ("RCPT", "550 no such mailbox", InvalidInput),
        ("RCPT", "450 mailbox busy", DependencyUnavailable),
        ("DATA", "552 too big", InvalidInput),
        ("DATA", "451 try later", DependencyUnavailable),
        ("MAIL", "553 sender not allowed", DependencyUnavailable),
        ("MAIL", "421 shutting down", DependencyUnavailable),
    ],
)
async def test_refusals_for_good_and_for_now_are_told_apart(
    server: Any, inbox: Inbox, step: str, answer: str, raised: type[Exception]
) -> None:
    inbox.answers[step] = answer
    with pytest.raises(raised):
        await smtp(server).send(MAIL)


async def test_a_server_that_is_away_is_a_dependency_that_is_down() -> None:
    with pytest.raises(DependencyUnavailable):
        await SmtpMailer(f"smtp://127.0.0.1:{free_ports(['smtp'])['smtp']}", SENDER).send(MAIL)


async def test_a_server_that_says_nothing_is_given_up() -> None:
    import asyncio

    gone = asyncio.Event()

    async def silent(reader: Any, writer: Any) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        gone.set()

    listener = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    with pytest.raises(DependencyUnavailable):
        await SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER, timeout=0.2).send(MAIL)
    await gone.wait()
    listener.close()
    await listener.wait_closed()


async def test_demanded_encryption_that_is_not_offered_is_not_given_up(server: Any) -> None:
    mailer = SmtpMailer(f"smtp://127.0.0.1:{server.port}?starttls=1", SENDER)
    with pytest.raises(DependencyUnavailable):
        await mailer.send(MAIL)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "accepted"), [("p%40ss%3Aword", True), ("wrong", False)])
async def test_name_and_password_come_from_the_url(inbox: Inbox, password: str, accepted: bool) -> None:
    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"ella", b"p@ss:word"), handled=False)

    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=free_ports(["smtp"])["smtp"],
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=False,
    )
    controller.start()
    try:
        mailer = SmtpMailer(f"smtp://ella:{password}@127.0.0.1:{controller.port}", SENDER)
        if accepted:
            await mailer.send(MAIL)
            assert len(inbox.messages) == 1
        else:
            with pytest.raises(DependencyUnavailable):
                await mailer.send(MAIL)
    finally:
        controller.stop()


@pytest.mark.parametrize("url", ["", "127.0.0.1:1025", "http://127.0.0.1:1025", "smtp://"])
def test_a_url_of_another_kind_is_a_configuration_error(url: str) -> None:
    with pytest.raises(ValueError, match="smtp"):
        SmtpMailer(url, SENDER)


async def test_an_attached_file_arrives_as_it_was(mailer: Any, inbox: Inbox) -> None:
    attached = Attachment("assessment.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:Prüfung\r\n".encode())
    await mailer.send(replace(MAIL, attachments=(attached,)))
    if isinstance(mailer, MemoryMailer):
        return
    [(_, _, message)] = inbox.messages
    [part] = list(message.iter_attachments())
    assert (part.get_filename(), part.get_content_type()) == (attached.filename, attached.media_type)
    assert part.get_payload(decode=True) == attached.content
