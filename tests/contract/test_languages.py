"""Each language does what every language does, in the real sandbox."""

import re
from collections.abc import Sequence

import pytest

from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import MIB, Input, Limits, Outcome, Program, ProgramOutcome, Sandbox, SandboxUnavailable
from tests.fixtures.samples import SAMPLES
from tests.fixtures.sandbox import ROOT, not_run

pytestmark = pytest.mark.anyio

OPTIONAL = ("go", "rust")
REQUIRED = sorted(LANGUAGES.keys() - set(OPTIONAL))
COMPILED = [name for name, language in LANGUAGES.items() if language.compile]
# Time enough on a crowded machine: what is asked here is what happens, not how fast.
AMPLE = Limits(cpu_seconds=10, wall_seconds=60, memory_bytes=256 * MIB, output_bytes=64 * 1024)
SHORT = Limits(cpu_seconds=1, wall_seconds=60, memory_bytes=256 * MIB, output_bytes=64 * 1024)
FOREIGN_PATH = re.compile(r"(?<![\w/.])/(?!box/)\w+/")


def those_with(sample: str) -> list[str]:
    return [name for name in LANGUAGES if getattr(SAMPLES[name], sample) is not None]


async def run(
    sandbox: Sandbox,
    name: str,
    source: str | bytes,
    inputs: Sequence[Input] = (Input(),),
    limits: Limits = AMPLE,
    files: dict[str, bytes] | None = None,
) -> ProgramOutcome:
    """Run a program; a language this machine lacks is not run."""
    content = source.encode() if isinstance(source, str) else source
    try:
        outcome = await sandbox.run(Program(LANGUAGES[name], content, files or {}), inputs, limits)
    except SandboxUnavailable as error:
        if name in OPTIONAL:
            pytest.skip(f"NOT RUN: {error.message}")
        not_run(error.message)
        raise
    assert outcome.compilation.internal_error is None
    assert [each.internal_error for each in outcome.outcomes if each.internal_error] == []
    return outcome


async def run_once(sandbox: Sandbox, name: str, source: str, stdin: str = "", limits: Limits = AMPLE) -> Outcome:
    outcome = await run(sandbox, name, source, [Input(stdin.encode(), ("ärg",))], limits)
    assert outcome.compilation.ok, outcome.compilation
    [single] = outcome.outcomes
    return single


def test_every_language_has_its_samples() -> None:
    assert SAMPLES.keys() == LANGUAGES.keys()


async def test_what_runs_here_is_reported_with_its_version(sandbox: Sandbox) -> None:
    versions = await sandbox.languages()
    missing = [name for name in REQUIRED if name not in versions]
    if missing:
        not_run(f"{', '.join(missing)} missing")
    assert [name for name, version in versions.items() if not re.search(r"\d+\.\d+", version)] == []


@pytest.mark.parametrize("name", sorted(LANGUAGES.keys() - {"sql"}))
async def test_a_program_reads_a_line_and_an_argument_and_prints_both(sandbox: Sandbox, name: str) -> None:
    outcome = await run_once(sandbox, name, SAMPLES[name].greets, "grüße 東京 🎈\n")
    assert (outcome.exit_code, outcome.stdout.decode().strip()) == (0, "grüße 東京 🎈 ärg"), outcome
    assert outcome.stderr == b""


@pytest.mark.parametrize("name", those_with("broken"))
async def test_a_compile_error_names_file_and_line_and_no_foreign_path(sandbox: Sandbox, name: str) -> None:
    samples = SAMPLES[name]
    assert samples.broken is not None
    compilation = (await run(sandbox, name, samples.broken)).compilation
    assert not compilation.ok
    assert [word for word in samples.broken_says if word not in compilation.message] == [], compilation.message
    assert FOREIGN_PATH.findall(compilation.message) == []
    assert str(ROOT) not in compilation.message


@pytest.mark.parametrize("name", LANGUAGES)
async def test_a_runtime_error_ends_with_another_code_than_zero(sandbox: Sandbox, name: str) -> None:
    outcome = await run_once(sandbox, name, SAMPLES[name].fails)
    assert outcome.exit_code not in (0, None)
    assert not any((outcome.time_exceeded, outcome.memory_exceeded, outcome.output_exceeded))


@pytest.mark.parametrize("name", LANGUAGES)
async def test_an_endless_loop_runs_out_of_time(sandbox: Sandbox, name: str) -> None:
    outcome = await run_once(sandbox, name, SAMPLES[name].loops, limits=SHORT)
    assert outcome.time_exceeded, outcome


@pytest.mark.parametrize("name", LANGUAGES)
async def test_a_hoarder_passes_the_memory_limit_before_its_runtime_gives_up(sandbox: Sandbox, name: str) -> None:
    outcome = await run_once(sandbox, name, SAMPLES[name].hoards)
    assert outcome.memory_exceeded, outcome
    assert not outcome.time_exceeded


@pytest.mark.parametrize("name", LANGUAGES)
async def test_a_flood_of_output_is_cut(sandbox: Sandbox, name: str) -> None:
    outcome = await run_once(sandbox, name, SAMPLES[name].floods)
    assert outcome.output_exceeded, outcome
    assert len(outcome.stdout) == AMPLE.output_bytes


@pytest.mark.parametrize("name", those_with("recurses"))
async def test_fifty_thousand_calls_deep_there_is_still_stack(sandbox: Sandbox, name: str) -> None:
    source = SAMPLES[name].recurses
    assert source is not None
    outcome = await run_once(sandbox, name, source)
    assert (outcome.exit_code, outcome.stdout.strip()) == (0, b"50000"), outcome


@pytest.mark.parametrize("name", those_with("joins"))
async def test_a_second_file_beside_the_program_is_part_of_it(sandbox: Sandbox, name: str) -> None:
    joins = SAMPLES[name].joins
    assert joins is not None
    source, other, content = joins
    outcome = await run(sandbox, name, source, files={other: content.encode()})
    assert outcome.compilation.ok, outcome.compilation
    assert (outcome.outcomes[0].exit_code, outcome.outcomes[0].stdout.strip()) == (0, b"42"), outcome


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize(
    ("source", "compiles"),
    [(b"", "empty_compiles"), (bytes(range(256)) * 40, "binary_compiles")],
    ids=["empty", "binary"],
)
async def test_no_program_at_all_is_told_so(sandbox: Sandbox, name: str, source: bytes, compiles: str) -> None:
    compilation = (await run(sandbox, name, source, inputs=())).compilation
    assert compilation.ok is getattr(SAMPLES[name], compiles), compilation
    assert compilation.ok or compilation.message


@pytest.mark.parametrize("name", LANGUAGES)
async def test_ten_megabytes_of_source_are_no_error_of_ours(sandbox: Sandbox, name: str) -> None:
    source = SAMPLES[name].greets + "\n" * (10 * MIB)
    compilation = (await run(sandbox, name, source, inputs=())).compilation
    assert compilation.ok or compilation.message


@pytest.mark.parametrize("name", those_with("bomb"))
async def test_a_compile_bomb_ends_as_a_compile_error(sandbox: Sandbox, name: str) -> None:
    bomb = SAMPLES[name].bomb
    assert bomb is not None
    compilation = (await run(sandbox, name, bomb)).compilation
    assert not compilation.ok
    assert compilation.message
