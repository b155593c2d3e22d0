"""The proxy that outages are played with: what it passes on, and each thing that it does wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.chaos.proxy import Proxy
from tests.chaos.sittings import Found
from tools.stack.ports import free_ports

pytestmark = pytest.mark.anyio

WHOLE = bytes(range(256)) * 2_000


@asynccontextmanager
async def before_an_echo() -> AsyncIterator[Proxy]:
    """Put a proxy before a server that says what it hears."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(65_536):
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass  # the other side was cut
        finally:
            writer.close()

    ports = free_ports(["proxy", "echo"])
    server = await asyncio.start_server(echo, "127.0.0.1", ports["echo"])
    proxy = Proxy(ports["proxy"])
    proxy.target = ports["echo"]
    await proxy.mend()
    try:
        yield proxy
    finally:
        await proxy.refuse()
        server.close()


async def said(proxy: Proxy, what: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        writer.write(what)
        writer.write_eof()
        return await reader.readexactly(len(what))
    finally:
        writer.close()


async def test_what_is_sent_comes_back_whole() -> None:
    async with before_an_echo() as proxy:
        assert await asyncio.wait_for(said(proxy, WHOLE), 60) == WHOLE


async def test_a_slow_proxy_passes_everything_on_in_order_and_no_sooner_than_told() -> None:
    async with before_an_echo() as proxy:
        proxy.delay_seconds = 0.05
        began = asyncio.get_running_loop().time()
        assert await asyncio.wait_for(said(proxy, WHOLE), 60) == WHOLE
        assert asyncio.get_running_loop().time() - began >= 2 * 0.05


async def test_a_cut_breaks_what_is_open_and_takes_what_is_new() -> None:
    async with before_an_echo() as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(b"x")
        assert await asyncio.wait_for(reader.readexactly(1), 60) == b"x"
        proxy.cut()
        assert proxy.broken == 1
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 60)
        writer.close()
        assert await asyncio.wait_for(said(proxy, b"again"), 60) == b"again"


async def test_one_that_refuses_takes_nobody_until_it_is_mended() -> None:
    async with before_an_echo() as proxy:
        await proxy.refuse()
        with pytest.raises(ConnectionRefusedError):
            await said(proxy, b"x")
        await proxy.mend()
        assert await asyncio.wait_for(said(proxy, b"x"), 60) == b"x"


@pytest.mark.parametrize("wrong", ["lost", "unscored", "scored_twice"])
def test_a_loss_a_score_that_never_came_and_one_that_came_twice_do_not_hold(wrong: str) -> None:
    well = {"sent": 9, "acknowledged": 8, "lost": 0, "unscored": 0, "scored_twice": 0, "refused": 5, "broken": 1}
    assert Found(**well).holds
    assert not Found(**well | {wrong: 1}).holds


def test_an_outage_in_which_nobody_saved_shows_nothing() -> None:
    assert not Found(sent=9, acknowledged=0, lost=0, unscored=0, scored_twice=0, refused=9, broken=1).holds
