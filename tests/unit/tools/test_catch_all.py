import asyncio
import smtplib
from email.message import EmailMessage

import httpx
import pytest
from aiosmtpd.smtp import SMTP

from tools.stack.catch_all import LetterBox, inbox

pytestmark = [pytest.mark.anyio, pytest.mark.enable_socket]


@pytest.fixture
async def box():
    return LetterBox()


@pytest.fixture
async def smtp_port(box):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="localhost", loop=loop), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture
async def http(box):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(inbox(box)), base_url="http://inbox") as client:
        yield client


def mail(to, subject="Grüße", text="Ella ruft.\n", html=None):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ella@example.com", to, subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


async def send(port, message):
    def deliver():
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            client.send_message(message)

    await asyncio.to_thread(deliver)


async def test_a_mail_sent_is_a_mail_shown(smtp_port, http):
    await send(smtp_port, mail("Ann@example.com", html="<p>Ella ruft.</p>"))
    [shown] = (await http.get("/messages")).json()["messages"]
    assert shown["id"] == 1
    assert shown["sender"] == "ella@example.com"
    assert shown["to"] == ["Ann@example.com"]
    assert shown["subject"] == "Grüße"
    assert shown["text"] == "Ella ruft.\n"
    assert shown["html"] == "<p>Ella ruft.</p>\n"


async def test_mails_are_found_by_recipient_oldest_first(smtp_port, http):
    for to, subject in (("ann@example.com", "one"), ("bob@example.com", "two"), ("ann@example.com", "three")):
        await send(smtp_port, mail(to, subject))
    shown = (await http.get("/messages", params={"to": "ANN@example.com"})).json()["messages"]
    assert [each["subject"] for each in shown] == ["one", "three"]


async def test_the_box_can_be_emptied(smtp_port, http):
    await send(smtp_port, mail("ann@example.com"))
    assert (await http.delete("/messages")).status_code == 204
    assert (await http.get("/messages")).json() == {"messages": []}
