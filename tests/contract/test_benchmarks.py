"""What the benchmarks compare does the same work: each measured program passes its tests in the sandbox and bare."""

from pathlib import Path

import pytest

from benchmarks.processes import BareProgram
from benchmarks.programs import LIMITS, sums, unseen
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Program, Sandbox, SandboxUnavailable
from tests.fixtures.sandbox import not_run

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("language", ["python", "c", "java"])
async def test_a_measured_program_passes_in_the_sandbox_and_bare(
    language: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    asked, source = sums(2), unseen(language)
    try:
        outcome = await sandbox.run(
            Program(LANGUAGES[language], source.encode()), [Input(test.input.encode()) for test in asked], LIMITS
        )
    except SandboxUnavailable as error:
        not_run(error.message)
        raise
    assert [each.stdout.decode() for each in outcome.outcomes] == [test.expected for test in asked]
    assert BareProgram(LANGUAGES[language], source, tmp_path / "bare").seconds(asked, at_once=2) > 0


def test_no_two_measured_compilations_are_of_one_source() -> None:
    assert len({unseen("c") for _ in range(3)}) == 3
