"""Programs waiting for one slot."""

import asyncio

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Outcome, Priority, Program, Sandbox, SandboxUnavailable
from tests.fixtures.sandbox import PYTHON, QUICK, run

pytestmark = pytest.mark.anyio
SLEEP = Program(PYTHON, b"import time; time.sleep(0.05)")


class Order:
    """Notes who was served when."""

    def __init__(self) -> None:
        self.served: list[str] = []

    def of(self, name: str) -> "list[str]":
        return [each for each in self.served if each == name]

    async def submit(
        self, sandbox: Sandbox, name: str, tests: int, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[Outcome, ...]:
        told: list[tuple[int, Outcome]] = []

        def note(number: int, outcome: Outcome) -> None:
            self.served.append(name)
            told.append((number, outcome))

        done = await sandbox.run(SLEEP, [Input()] * tests, QUICK, priority=priority, on_outcome=note)
        assert [outcome for _, outcome in sorted(told, key=lambda each: each[0])] == list(done.outcomes)
        return done.outcomes


async def single_slot() -> BubblewrapSandbox:
    sandbox = BubblewrapSandbox(LANGUAGES, slots=1)
    await run(sandbox, PYTHON, "")
    return sandbox


async def test_a_large_submission_does_not_hold_up_a_small_one(sandbox: Sandbox) -> None:
    single, order = await single_slot(), Order()
    try:
        large = asyncio.create_task(order.submit(single, "large", 30))
        while not order.served:
            await asyncio.sleep(0.01)
        await order.submit(single, "small", 2)
        assert len(order.of("large")) < 15
        assert len(await large) == 30
    finally:
        await single.close()


async def test_who_watches_goes_before_work_in_bulk(sandbox: Sandbox) -> None:
    single, order = await single_slot(), Order()
    try:
        bulk = asyncio.create_task(order.submit(single, "bulk", 12, Priority.BULK))
        while not order.served:
            await asyncio.sleep(0.01)
        before = len(order.served)
        await order.submit(single, "watched", 5)
        assert len(order.of("bulk")) <= before + 3, "what ran already, and what fits between two tests"
        assert len(await bulk) == 12
    finally:
        await single.close()


async def test_who_gives_up_leaves_the_line(sandbox: Sandbox) -> None:
    single, order = await single_slot(), Order()
    try:
        first = asyncio.create_task(order.submit(single, "first", 2))
        given_up = asyncio.create_task(order.submit(single, "given up", 50))
        await asyncio.sleep(0)
        given_up.cancel()
        await order.submit(single, "last", 1)
        await first
        assert given_up.cancelled()
        assert len(order.of("given up")) <= 1
    finally:
        await single.close()


async def test_closing_waits_for_what_is_in_line_and_takes_nothing_more(sandbox: Sandbox) -> None:
    single, order = await single_slot(), Order()
    running = [asyncio.create_task(order.submit(single, name, 1)) for name in ("one", "other")]
    while not order.served:
        await asyncio.sleep(0.01)
    await single.close()
    assert [outcome.exit_code for ran in running for outcome in await ran] == [0, 0]
    with pytest.raises(SandboxUnavailable, match="closed"):
        await single.run(SLEEP, [Input()], QUICK)
