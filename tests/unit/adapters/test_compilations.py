"""Compiling once, with compilers that end when the test says so."""

import asyncio
from concurrent.futures import Future

import pytest

from shared.adapters.bubblewrap.compilations import Compilation, Compilations
from shared.ports.sandbox import MIB, Outcome

pytestmark = pytest.mark.anyio
WELL = Outcome(exit_code=0, stdout=b"artifact")


class Compiler:
    """Notes what is asked of it."""

    def __init__(self) -> None:
        self.started: list[Future[Outcome]] = []

    def start(self) -> Future[Outcome]:
        self.started.append(Future())
        return self.started[-1]

    def at_once(self, outcome: Outcome) -> Future[Outcome]:
        self.start().set_result(outcome)
        return self.started[-1]


async def get(compilations: Compilations, compiler: Compiler, outcome: Outcome, key: bytes = b"key") -> Compilation:
    return await compilations.get(key, 0, lambda: compiler.at_once(outcome))


async def test_many_who_ask_at_once_wait_for_one_compilation() -> None:
    compilations, compiler = Compilations(MIB), Compiler()
    asked = [asyncio.create_task(compilations.get(b"key", 0, compiler.start)) for _ in range(20)]
    await asyncio.sleep(0)
    [only] = compiler.started
    only.set_result(WELL)
    assert {each.artifact for each in await asyncio.gather(*asked)} == {b"artifact"}
    assert (await get(compilations, compiler, WELL)).outcome.ok
    assert compiler.started == [only]


async def test_a_program_that_does_not_compile_is_remembered_as_such() -> None:
    compilations, compiler = Compilations(MIB), Compiler()
    for _ in range(2):
        compilation = await get(compilations, compiler, Outcome(exit_code=1, stderr=b"no such thing"))
        assert (compilation.outcome.ok, compilation.outcome.message) == (False, "no such thing")
    assert len(compiler.started) == 1


@pytest.mark.parametrize(
    "outcome", [Outcome(internal_error="broken"), Outcome(time_exceeded=True)], ids=["internal-error", "out-of-time"]
)
async def test_what_may_go_better_the_next_time_is_tried_again(outcome: Outcome) -> None:
    compilations, compiler = Compilations(MIB), Compiler()
    assert not (await get(compilations, compiler, outcome)).outcome.ok
    assert (await get(compilations, compiler, WELL)).outcome.ok


async def test_the_least_recently_used_is_forgotten() -> None:
    compilations, compiler = Compilations(30_000), Compiler()
    large = Outcome(exit_code=0, stdout=bytes(8_000))
    for key in (b"1", b"2", b"3", b"1", b"4"):
        await get(compilations, compiler, large, key)
    assert len(compiler.started) == 4
    await get(compilations, compiler, large, b"1")
    assert len(compiler.started) == 4, "used since"
    await get(compilations, compiler, large, b"2")
    assert len(compiler.started) == 5, "forgotten"


async def test_what_is_too_large_is_not_kept() -> None:
    compilations, compiler = Compilations(5_000), Compiler()
    for _ in range(2):
        assert (await get(compilations, compiler, Outcome(exit_code=0, stdout=bytes(9_000)))).artifact == bytes(9_000)
    assert len(compiler.started) == 2


async def test_who_gives_up_leaves_the_compilation_to_the_others() -> None:
    compilations, compiler = Compilations(MIB), Compiler()
    one, other = (asyncio.create_task(compilations.get(b"key", 0, compiler.start)) for _ in range(2))
    await asyncio.sleep(0)
    one.cancel()
    await asyncio.wait([one])
    [only] = compiler.started
    assert not only.cancelled()
    only.set_result(WELL)
    assert (await other).outcome.ok


async def test_a_compilation_nobody_waits_for_leaves_the_line() -> None:
    compilations, compiler = Compilations(MIB), Compiler()
    asked = asyncio.create_task(compilations.get(b"key", 0, compiler.start))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.wait([asked])
    assert compiler.started[0].cancelled()
    assert (await get(compilations, compiler, WELL)).outcome.ok


async def test_who_watches_does_not_wait_for_a_compilation_in_bulk() -> None:
    compilations, compiler = Compilations(MIB), Compiler()
    bulk = asyncio.create_task(compilations.get(b"key", "bulk", compiler.start))
    await asyncio.sleep(0)
    assert (await compilations.get(b"key", "watched", lambda: compiler.at_once(WELL))).outcome.ok
    assert not bulk.done()
    compiler.started[0].set_result(WELL)
    assert (await bulk).outcome.ok
