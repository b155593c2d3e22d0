"""Which tests are run, which once more, and what a custom validator is asked."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.execution.executing import Executed, execute
from shared.domain.execution.model import Run, RunPurpose
from shared.engines.forms import SqlForm
from shared.engines.runs import RunSpec, RunTest
from shared.engines.scoring.checkers import CustomChecker
from shared.engines.test_data import TestTexts
from shared.ports.sandbox import CompileOutcome, Input, Outcome, Priority
from tests.fixtures.fake_sandbox import BREAKS_DOWN, CRASHES, FakeSandbox, always, prints

pytestmark = pytest.mark.anyio

PROGRAM, VALIDATOR = "the program", "the validator"
SPEC = RunSpec(
    tests=tuple(
        RunTest(id=f"t{number}", input=f"{number}", expected_output=f"answer {number}", visible=False)
        for number in range(3)
    ),
    cpu_ms=1000,
    memory_mib=64,
)
CHECKED = SPEC.with_(checker=CustomChecker(language="python", source=VALIDATOR, arguments=("--strict",)))
ALMOST = Outcome(exit_code=0, cpu_seconds=1.1, time_exceeded=True)
FAR_TOO_LONG = Outcome(cpu_seconds=1.16, time_exceeded=True)


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


async def executed(sandbox: FakeSandbox, spec: RunSpec = SPEC, **changes: Any) -> Executed:
    run = Run(
        id="run",
        purpose=RunPurpose.SCORING,
        subject_id="attempt",
        language="python",
        source=PROGRAM,
        created_at=datetime(2026, 3, 2, tzinfo=UTC),
    ).with_(**changes)
    return await execute(sandbox, run, spec, TestTexts())


async def test_only_what_failed_on_our_side_is_run_again(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, [prints("a"), BREAKS_DOWN, CRASHES, prints("b")])
    outcomes = (await executed(sandbox)).program.outcomes
    assert [outcome.stdout for outcome in outcomes] == [b"a", b"b", b""]
    assert [run.stdins for run in sandbox.runs] == [(b"0", b"1", b"2"), (b"1",)]


async def test_a_program_just_over_its_time_gets_another_try(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, [ALMOST, FAR_TOO_LONG, prints("c"), prints("a")])
    outcomes = (await executed(sandbox)).program.outcomes
    assert [outcome.time_exceeded for outcome in outcomes] == [False, True, False]
    assert sandbox.runs[1].stdins == (b"0",)


async def test_the_second_try_counts_whatever_it_says(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, [ALMOST, prints("b"), prints("c"), ALMOST])
    assert (await executed(sandbox)).program.outcomes[0].time_exceeded
    assert len(sandbox.runs) == 2


async def test_a_second_try_that_gets_nowhere_leaves_the_first(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, [ALMOST, prints("b"), prints("c"), BREAKS_DOWN])
    assert (await executed(sandbox)).program.outcomes[0] == ALMOST


async def test_a_compiler_that_broke_down_is_asked_again(sandbox: FakeSandbox) -> None:
    sandbox.compilations[PROGRAM] = CompileOutcome(ok=False, internal_error="lost")
    assert (await executed(sandbox)).program.compilation.internal_error == "lost"
    assert len(sandbox.runs) == 2


async def test_a_validator_sees_input_answer_and_output_and_nothing_of_the_program(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, always(prints("mine")))
    sandbox.program(VALIDATOR, [Outcome(exit_code=42), Outcome(exit_code=43), Outcome(exit_code=1)])
    validations = (await executed(sandbox, CHECKED)).validations
    assert [validations[number].exit_code for number in range(3)] == [42, 43, 1]
    asked = sandbox.runs[1]
    assert (asked.program.source, asked.program.files) == (VALIDATOR.encode(), {})
    assert asked.inputs[1] == Input(
        b"mine",
        ("/box/input", "/box/answer", "/tmp/", "--strict"),  # noqa: S108
        {"input": b"1", "answer": b"answer 1"},
    )


async def test_the_program_never_gets_an_expected_output(sandbox: FakeSandbox) -> None:
    await executed(sandbox, CHECKED)
    assert "answer" not in repr(sandbox.runs[0])


async def test_a_validator_is_asked_about_what_ended_well_only(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, [prints("a"), CRASHES, FAR_TOO_LONG])
    sandbox.program(VALIDATOR, always(Outcome(exit_code=42)))
    assert list((await executed(sandbox, CHECKED)).validations) == [0]


async def test_a_validator_that_does_not_compile_is_an_internal_error(sandbox: FakeSandbox) -> None:
    sandbox.broken_program(VALIDATOR, "SyntaxError")
    sandbox.program(PROGRAM, always(prints("a")))
    validations = (await executed(sandbox, CHECKED)).validations
    assert {outcome.internal_error for outcome in validations.values()} == {
        "the validator does not compile: SyntaxError"
    }


async def test_a_database_is_set_up_before_a_tests_own_rows(sandbox: FakeSandbox) -> None:
    sandbox.program(PROGRAM, always(prints("a,b")))
    form = SqlForm(type="sql", setup="CREATE TABLE t(a);")
    await executed(sandbox, SPEC.with_(form=form))
    assert sandbox.runs[0].stdins[2] == b"CREATE TABLE t(a);\n2"


@pytest.mark.parametrize(
    ("purpose", "priority"),
    [
        (RunPurpose.PRACTICE, Priority.INTERACTIVE),
        (RunPurpose.SCORING, Priority.BULK),
        (RunPurpose.QUESTION_VALIDATION, Priority.BULK),
    ],
)
async def test_who_watches_is_served_first(sandbox: FakeSandbox, purpose: RunPurpose, priority: Priority) -> None:
    await executed(sandbox, purpose=purpose)
    assert sandbox.runs[0].priority is priority
