"""What goes wrong on the running stack while candidates are at work, as data."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.chaos.emulated import World

SLOW_SECONDS = 0.1
_CUT_EVERY_SECONDS = 0.5


@dataclass(frozen=True)
class Outage:
    """One thing that goes wrong, from `begin` to `end`; `possible` says whether it can be played here."""

    name: str
    begin: Callable[[World], Awaitable[None]]
    end: Callable[[World], Awaitable[None]]
    possible: Callable[[World], bool] = lambda _: True


def _refused(name: str) -> Callable[[World], Awaitable[None]]:
    async def begin(world: World) -> None:
        await world.proxies[name].refuse()

    return begin


def _mended(name: str) -> Callable[[World], Awaitable[None]]:
    async def end(world: World) -> None:
        await world.proxies[name].mend()

    return end


_cutting: list[asyncio.Task[None]] = []


async def _cut_again_and_again(world: World) -> None:
    async def cut() -> None:
        while True:
            world.proxies["firestore"].cut()
            await asyncio.sleep(_CUT_EVERY_SECONDS)

    _cutting.append(asyncio.create_task(cut()))


async def _cut_no_more(_: World) -> None:
    task = _cutting.pop()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _slow(world: World) -> None:
    world.proxies["firestore"].delay_seconds = SLOW_SECONDS


async def _pubsub_stopped(world: World) -> None:
    await world.proxies["pubsub"].refuse()
    world.signal_pubsub(signal.SIGSTOP)


async def _pubsub_back(world: World) -> None:
    world.signal_pubsub(signal.SIGCONT)
    await world.proxies["pubsub"].mend()


async def _doubled(world: World) -> None:
    if not await world.double():
        raise RuntimeError("nobody subscribes to the events of attempts")


async def _single(world: World) -> None:
    await world.single()


async def _redis_gone(world: World) -> None:
    if not world.proxies["redis"].connections:
        raise RuntimeError("the functions never asked Redis")
    if world.redis:
        await world.proxies["redis"].refuse()
        await asyncio.to_thread(world.redis.stop)


async def _redis_back(world: World) -> None:
    if world.redis:
        await asyncio.to_thread(world.redis.start)
        await world.proxies["redis"].mend()


async def _killed(world: World) -> None:
    await world.kill_functions()
    await world.start_functions()


OUTAGES = (
    Outage("Firestore cut off, and back", _refused("firestore"), _mended("firestore")),
    Outage("Firestore's connections cut twice a second", _cut_again_and_again, _cut_no_more),
    Outage("Firestore slower by 200 ms", _slow, _mended("firestore")),
    Outage("Pub/Sub stopped, and back", _pubsub_stopped, _pubsub_back),
    Outage("events delivered twice", _doubled, _single),
    Outage("Redis gone, and back", _redis_gone, _redis_back, lambda world: world.redis is not None),
    Outage("mail server refuses", _refused("smtp"), _mended("smtp")),
    Outage("functions killed twice", _killed, _killed),
)
