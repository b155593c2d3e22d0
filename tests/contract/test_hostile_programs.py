"""Programs that attack the sandbox: what each is called, and that nothing of it gets out or stays behind."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.scoring.checkers import TokensChecker
from shared.engines.scoring.verdicts import Verdict, judge
from shared.ports.sandbox import Input, Language, Limits, Outcome, Program, ProgramOutcome, Sandbox, SandboxUnavailable
from tests.contract.hostile import PROGRAMS, SEQUENCES, STRANGE
from tests.contract.hostile.helpers import BESIDE, NEIGHBOUR
from tests.contract.hostile.printing import Printed
from tests.contract.hostile.program import LONGER, PYTHON, SPOKEN, Hostile
from tests.contract.hostile.surroundings import Surroundings
from tests.fixtures.sandbox import not_run

pytestmark = pytest.mark.anyio


@dataclass
class Prison:
    """One slot, what lies around it, and what a well-behaved program sees in it."""

    sandbox: Sandbox
    surroundings: Surroundings
    clean: bytes = field(default=b"", repr=False)

    async def run(
        self, language: Language, source: str, inputs: list[Input], limits: Limits = LONGER
    ) -> ProgramOutcome:
        program = Program(language, self.surroundings.name(source).encode(), BESIDE)
        try:
            return await self.sandbox.run(program, inputs, limits)
        except SandboxUnavailable as error:
            not_run(error.message)
            raise

    async def neighbour(self) -> Outcome:
        [outcome] = (await self.sandbox.run(Program(PYTHON, NEIGHBOUR), [Input()], LONGER)).outcomes
        return outcome

    async def assert_contained(self, came_to: ProgramOutcome) -> None:
        """Assert that no program learnt the secret, and that the world is as it was."""
        for outcome in came_to.outcomes:
            assert self.surroundings.secret.encode() not in outcome.stdout + outcome.stderr
        assert self.surroundings.secret not in came_to.compilation.message
        after = await self.neighbour()
        assert after.internal_error is None, after
        assert after.exit_code == 0, after
        assert after.stdout == self.clean, "the next program finds another world"
        assert after.wall_seconds < 3, "the next program is slow"
        self.surroundings.assert_untouched()


@pytest.fixture(scope="module")
def surroundings() -> Iterator[Surroundings]:
    with Surroundings() as around:
        yield around


@pytest.fixture(scope="module")
async def prison(surroundings: Surroundings) -> AsyncIterator[Prison]:
    sandbox = BubblewrapSandbox(SPOKEN, slots=1)
    missing = await sandbox.probe()
    if missing is None:
        prison = Prison(sandbox, surroundings)
        for language in SPOKEN.values():  # what is made once for each is no change
            with suppress(SandboxUnavailable):
                await sandbox.run(Program(language, b""), [], LONGER)
        prison.clean = (await prison.neighbour()).stdout
        surroundings.remember()
        yield prison
    await sandbox.close()
    if missing is not None:
        not_run(missing)


def judged(came_to: ProgramOutcome, hostile: Hostile) -> Verdict:
    if not came_to.compilation.ok:
        assert came_to.compilation.internal_error is None, came_to
        return Verdict.CE
    [outcome] = came_to.outcomes
    return judge(outcome, hostile.expected, TokensChecker())


@pytest.mark.parametrize("hostile", PROGRAMS.values(), ids=PROGRAMS)
async def test_a_hostile_program_gets_its_verdict_and_leaves_nothing(prison: Prison, hostile: Hostile) -> None:
    came_to = await prison.run(hostile.language, hostile.source, [Input(hostile.stdin)], hostile.granted)
    verdicts = hostile.verdicts(memory_is_counted=prison.surroundings.memory_is_counted)
    assert judged(came_to, hostile) in verdicts, came_to
    assert hostile.says in came_to.compilation.message
    await prison.assert_contained(came_to)


@pytest.mark.parametrize("printed", STRANGE.values(), ids=STRANGE)
async def test_strange_output_is_taken_to_the_byte(prison: Prison, printed: Printed) -> None:
    came_to = await prison.run(printed.language, printed.source, [Input()], printed.limits)
    [outcome] = came_to.outcomes
    assert (outcome.exit_code, outcome.output_exceeded) == (0, False), outcome
    assert outcome.stdout == printed.stdout
    assert outcome.stderr == printed.stderr
    await prison.assert_contained(came_to)


@pytest.mark.parametrize(("language", "source"), SEQUENCES.values(), ids=SEQUENCES)
async def test_a_run_finds_nothing_of_the_one_before(prison: Prison, language: Language, source: str) -> None:
    came_to = await prison.run(language, source, [Input()] * 3)
    first, *others = came_to.outcomes
    assert first.exit_code == 0, first
    assert first.stdout
    assert [each.stdout for each in others] == [first.stdout] * 2
    await prison.assert_contained(came_to)


async def test_programs_side_by_side_know_nothing_of_each_other(surroundings: Surroundings) -> None:
    keeper = (
        "import os, time\n"
        "os.environ['SECRET'] = secret = input()\n"
        "for folder in ('/tmp', '/dev/shm'):\n    with open(f'{folder}/{secret}', 'w') as file: file.write(secret)\n"
        "time.sleep(60)"
    )
    secret, spy = surroundings.secret.encode(), PROGRAMS["reads-python-searches-everything"]
    async with _two_slots() as sandbox:
        held = Program(PYTHON, keeper.encode(), {"secret": secret})
        kept, *spied = await asyncio.gather(
            sandbox.run(held, [Input(secret)], replace(LONGER, wall_seconds=3)),
            *(sandbox.run(Program(PYTHON, spy.source.encode(), BESIDE), [Input()], LONGER) for _ in range(3)),
        )
    assert kept.outcomes[0].time_exceeded, "it was there all the while"
    assert [judged(each, spy) for each in spied] == [Verdict.AC] * 3


@pytest.mark.parametrize("name", ["processes-c-fork", "memory-c-socket-buffers", "files-c-many-small-files"])
async def test_a_bomb_does_not_hurt_the_program_beside_it(surroundings: Surroundings, name: str) -> None:
    bomb = PROGRAMS[name]
    async with _two_slots() as sandbox:
        _, *others = await asyncio.gather(
            sandbox.run(Program(bomb.language, bomb.source.encode(), BESIDE), [Input()], bomb.granted),
            *(sandbox.run(Program(PYTHON, b"print(input())"), [Input(b"42")], LONGER) for _ in range(5)),
        )
    assert [judge(each.outcomes[0], b"42", TokensChecker()) for each in others] == [Verdict.AC] * 5


@asynccontextmanager
async def _two_slots() -> AsyncIterator[Sandbox]:
    sandbox = BubblewrapSandbox(SPOKEN, slots=2)
    try:
        if missing := await sandbox.probe():
            not_run(missing)
        yield sandbox
    finally:
        await sandbox.close()
