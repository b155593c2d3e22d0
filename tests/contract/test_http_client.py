"""The one way out, against real servers on this machine and resolvers that lie."""

import asyncio
import datetime
import ssl
from collections.abc import Sequence
from dataclasses import replace
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from shared.adapters.guarded_http import GuardedHttpClient, Resolver
from shared.ports.http_client import CallFailed, DestinationRefused, OutboundRequest
from tests.fixtures.servers import Received, answers, serving

pytestmark = pytest.mark.anyio
HERE = ("127.0.0.1/32",)


def client(**changes: Any) -> GuardedHttpClient:
    return GuardedHttpClient("1.2.3", **({"https_only": False, "networks": HERE} | changes))


def named(*answers: Sequence[str]) -> tuple[Resolver, list[str]]:
    """Return a resolver that answers in turn, the last for ever, and the list of what it was asked."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return resolve, asked


def get(url: str, **changes: Any) -> OutboundRequest:
    return replace(OutboundRequest("GET", url), **changes)


async def test_a_call_carries_who_calls_and_the_trace_and_returns_whatever_came() -> None:
    async with serving(answers(418, b"short and stout", x_pot="tea")) as server:
        request = OutboundRequest("POST", server.url("/a?b=c"), {"X-Own": "1"}, b"body", traceparent="00-1-2-01")
        response = await client().send(request)
    assert (response.status, response.body, response.truncated) == (418, b"short and stout", False)
    assert response.headers["x-pot"] == "tea"
    [received] = server.received
    assert received.line == "POST /a?b=c HTTP/1.1"
    assert received.body == b"body"
    assert received.headers["user-agent"] == "Ella/1.2.3"
    assert received.headers["traceparent"] == "00-1-2-01"
    assert received.headers["x-own"] == "1"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
async def test_this_machine_is_not_called_however_it_is_spelt(host: str) -> None:
    async with serving(answers()) as server:
        with pytest.raises((DestinationRefused, CallFailed)):
            await client(networks=()).send(get(server.url(host=host)))
    assert server.received == []


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "::ffff:10.0.0.1", "fe80::1%eth0", "224.0.0.1"],
)
async def test_a_public_name_for_a_private_address_is_refused(address: str) -> None:
    resolver, _ = named([address])
    with pytest.raises(DestinationRefused):
        await client(resolver=resolver).send(get("http://innocent.example/"))


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    resolver, _ = named(["93.184.215.14", "10.0.0.1"])
    with pytest.raises(DestinationRefused):
        await client(resolver=resolver).send(get("http://mixed.example/"))


async def test_a_name_that_changes_its_meaning_is_called_where_it_was_looked_at() -> None:
    resolver, asked = named(["127.0.0.2"], ["127.0.0.1"])
    async with (
        serving(answers(body=b"checked"), host="127.0.0.2") as checked,
        serving(answers(body=b"inside"), port=checked.port) as inside,
    ):
        sent = get(checked.url(host="rebind.example"))
        response = await client(resolver=resolver, networks=("127.0.0.2/32",)).send(sent)
    assert response.body == b"checked"
    assert inside.received == []
    assert asked == ["rebind.example"]
    assert checked.received[0].headers["host"] == f"rebind.example:{checked.port}"


async def test_the_next_address_is_called_when_the_first_does_not_listen() -> None:
    resolver, _ = named(["127.0.0.3", "127.0.0.1"])
    async with serving(answers()) as server:
        sent = get(server.url(host="two.example"))
        response = await client(resolver=resolver, networks=("127.0.0.0/8",)).send(sent)
    assert response.status == 200


async def test_redirects_are_not_followed_unless_asked() -> None:
    async with serving(answers(302, location="http://10.0.0.1/")) as server:
        response = await client().send(get(server.url()))
    assert response.status == 302


async def test_a_redirect_into_a_private_network_is_refused() -> None:
    async with serving(answers(302, location="http://10.0.0.1/latest/meta-data")) as server:
        with pytest.raises(DestinationRefused):
            await client().send(get(server.url(), max_redirects=3))


async def test_a_redirect_to_another_name_is_looked_at_as_well() -> None:
    resolver, asked = named(["127.0.0.1"], ["169.254.169.254"])
    async with serving(answers(307, location="http://metadata.example/")) as server:
        with pytest.raises(DestinationRefused):
            await client(resolver=resolver).send(get(server.url(host="start.example"), max_redirects=1))
    assert asked == ["start.example", "metadata.example"]


async def test_a_redirect_from_https_to_http_is_refused_outside_demo_projects() -> None:
    server_tls, client_tls = certificates("secure.example")
    resolver, _ = named(["127.0.0.1"])
    async with serving(answers(302, location="http://plain.example/"), tls=server_tls) as server:
        sent = get(server.url(host="secure.example", scheme="https"), max_redirects=1)
        with pytest.raises(DestinationRefused, match="https"):
            await client(resolver=resolver, https_only=True, tls=client_tls).send(sent)


async def test_a_followed_redirect_takes_no_credentials_to_another_server() -> None:
    async with (
        serving(answers(body=b"there")) as target,
        serving(answers(302, location=target.url("/moved"))) as start,
    ):
        sent = get(start.url(), headers={"Authorization": "Bearer secret", "X-Own": "1"}, max_redirects=1)
        response = await client().send(sent)
    assert response.body == b"there"
    assert start.received[0].headers["authorization"] == "Bearer secret"
    assert "authorization" not in target.received[0].headers
    assert target.received[0].headers["x-own"] == "1"


async def test_a_post_is_never_redirected() -> None:
    async with serving(answers(307, location="/elsewhere")) as server:
        response = await client().send(OutboundRequest("POST", server.url(), body=b"x", max_redirects=5))
    assert (response.status, len(server.received)) == (307, 1)


async def test_a_circle_of_redirects_ends() -> None:
    async with serving(answers(302, location="/")) as server:
        response = await client().send(get(server.url(), max_redirects=3))
    assert (response.status, len(server.received)) == (302, 4)


async def test_a_body_without_end_is_read_up_to_the_limit() -> None:
    async def endless(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    async with serving(endless) as server:
        response = await client().send(get(server.url(), max_response=1_000))
    assert (response.body, response.truncated) == (b"x" * 1_000, True)


async def test_what_is_compressed_is_counted_as_it_came() -> None:
    async with serving(answers(body=b"\x1f\x8b not really", content_encoding="gzip")) as server:
        response = await client().send(get(server.url()))
    assert response.body == b"\x1f\x8b not really"
    assert server.received[0].headers["accept-encoding"] == "identity"


async def test_a_server_that_drips_is_given_up_after_the_total_time() -> None:
    async def drip(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nx: ")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving(drip) as server:
        with pytest.raises(CallFailed, match=r"within 0\.5 s"):
            await client().send(get(server.url(), total=0.5))


async def test_a_server_that_says_nothing_is_given_up() -> None:
    async def silence(request: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with serving(silence) as server:
        with pytest.raises(CallFailed):
            await client().send(get(server.url(), read=0.2))


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort"])
async def test_a_broken_answer_is_a_failed_call(answer: bytes) -> None:
    async def broken(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    async with serving(broken) as server:
        with pytest.raises(CallFailed):
            await client().send(get(server.url()))


async def test_endless_headers_are_a_failed_call() -> None:
    async def headers(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"x-more: " + b"x" * 60_000 + b"\r\n")
            await writer.drain()

    async with serving(headers) as server:
        with pytest.raises(CallFailed):
            await client().send(get(server.url()))


@pytest.mark.parametrize(
    "url",
    ["", "ftp://example.com/", "file:///etc/passwd", "//example.com/", "http://", "https://user:pass@example.com/",
     "https://example.com/#part", "https://exa mple.com/", "https://example.com:99999/", "http://[::1/", "https://ä.de",
     "https://example.com/" + "x" * 2_000, "http://example.com\r\nHost: inside/"],
)  # fmt: skip
async def test_what_is_no_proper_url_is_refused(url: str) -> None:
    with pytest.raises(DestinationRefused):
        await client().send(get(url))


async def test_plain_http_is_refused_outside_demo_projects() -> None:
    with pytest.raises(DestinationRefused, match="https"):
        await client(https_only=True).send(get("http://example.com/"))


async def test_a_header_can_not_be_smuggled() -> None:
    async with serving(answers()) as server:
        with pytest.raises(CallFailed):
            await client().send(get(server.url(), headers={"X-Own": "1\r\nX-Other: 2"}))
    assert server.received == []


async def read(request: OutboundRequest, **changes: Any) -> tuple[int, list[bytes]]:
    async with client(**changes).stream(request) as response:
        return response.status, [piece async for piece in response.pieces]


async def test_a_stream_is_read_while_it_comes() -> None:
    may_go_on = asyncio.Event()

    async def two_pieces(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\none")
        await writer.drain()
        await may_go_on.wait()
        writer.write(b"two")

    async with serving(two_pieces) as server, client().stream(get(server.url())) as response:
        pieces = aiter(response.pieces)
        assert await anext(pieces) == b"one"
        may_go_on.set()
        assert b"".join([piece async for piece in pieces]) == b"two"


async def test_a_stream_without_end_is_given_up() -> None:
    async def endless(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 1_000)
            await writer.drain()
            await asyncio.sleep(0.01)

    async with serving(endless) as server:
        with pytest.raises(CallFailed, match="longer than 5000 bytes"):
            await read(get(server.url(), max_response=5_000))
        with pytest.raises(CallFailed, match=r"within 0\.5 s"):
            await read(get(server.url(), total=0.5))


async def test_a_stream_that_breaks_off_is_a_failed_call() -> None:
    async with serving(answers(200, b"short", content_length="99")) as server:
        with pytest.raises(CallFailed, match="failed"):
            await read(get(server.url()))


async def test_a_stream_comes_from_no_private_address_and_follows_no_redirect() -> None:
    async with serving(answers(302, b"", location="/other")) as server:
        with pytest.raises(DestinationRefused):
            await read(get(server.url()), networks=())
        assert server.received == []
        assert await read(get(server.url(), max_redirects=5)) == (302, [])


async def test_the_operators_own_origin_is_called_and_nothing_beside_it() -> None:
    async with serving(answers()) as own, serving(answers(302, location=own.url("/x"))) as other:
        origins = [own.url("")]
        calling = client(networks=(), https_only=True, origins=origins)
        assert (await calling.send(get(own.url("/any/path")))).status == 200
        for url in (other.url(), own.url(host="localhost"), own.url(scheme="https", host="127.0.0.1.nip.example")):
            with pytest.raises((DestinationRefused, CallFailed)):
                await calling.send(get(url))
        redirecting = client(networks=(), origins=[other.url("")])
        with pytest.raises(DestinationRefused):
            await redirecting.send(get(other.url(), max_redirects=3))
    assert len(own.received) == 1


def certificates(name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's context with a certificate for a name, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(Encoding.PEM)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    server, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cadata=pem.decode())
    with NamedTemporaryFile() as file:
        file.write(pem + private)
        file.flush()
        server.load_cert_chain(file.name)
    return server, trusting


async def test_a_certificate_is_checked_for_the_name_though_the_address_is_called() -> None:
    server_tls, client_tls = certificates("secure.example")
    resolver, _ = named(["127.0.0.1"])
    calling = client(resolver=resolver, https_only=True, tls=client_tls)
    async with serving(answers(), tls=server_tls) as server:
        response = await calling.send(get(server.url(host="secure.example", scheme="https")))
        assert response.status == 200
        with pytest.raises(CallFailed):
            await calling.send(get(server.url(host="other.example", scheme="https")))
