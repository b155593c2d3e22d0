"""Running a program on its tests: once, and once more where a test told nothing about the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from shared.domain.execution.judging import limits_of
from shared.domain.execution.model import Run
from shared.engines.forms import assembled, stdin_of
from shared.engines.languages import LANGUAGES
from shared.engines.runs import RunSpec
from shared.engines.scoring.checkers import CustomChecker
from shared.engines.scoring.verdicts import failure, near_limit
from shared.engines.test_data import TestTexts
from shared.ports.sandbox import (
    MIB,
    CompileOutcome,
    Input,
    Limits,
    Outcome,
    Priority,
    Program,
    ProgramOutcome,
    Sandbox,
)

VALIDATOR_LIMITS = Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=512 * MIB, output_bytes=64 * 1024)
_INPUT, _ANSWER, _FEEDBACK = "input", "answer", "/tmp/"  # noqa: S108


@dataclass(frozen=True, slots=True)
class Executed:
    """What the program came to, and a custom validator's outcome for each test that it was asked about."""

    program: ProgramOutcome
    validations: dict[int, Outcome]


async def execute(
    sandbox: Sandbox,
    run: Run,
    spec: RunSpec,
    texts: TestTexts,
    on_outcome: Callable[[int, Outcome], None] | None = None,
) -> Executed:
    """Run every test, then those once more that failed on our side or at the very limit; raise SandboxUnavailable."""
    language = LANGUAGES.get(run.language)
    if language is None:
        return Executed(_not_run(f"{run.language} is not among the languages"), {})
    program = assembled(spec.form, language, run.source, run.files)
    limits, priority = limits_of(spec, texts), run.purpose.priority
    inputs = [Input(stdin_of(spec.form, texts.input(test)), test.arguments) for test in spec.tests]
    outcome = await sandbox.run(program, inputs, limits, priority=priority, on_outcome=on_outcome)
    again = _undecided(outcome, language.grant(limits), len(inputs))
    if again:
        second = await sandbox.run(program, [inputs[number] for number in again], limits, priority=priority)
        outcome = _merged(outcome, again, second)
    if isinstance(spec.checker, CustomChecker) and outcome.compilation.ok:
        answers = [texts.expected(test) for test in spec.tests]
        return Executed(outcome, await _validated(sandbox, spec.checker, inputs, answers, outcome.outcomes, priority))
    return Executed(outcome, {})


async def _validated(
    sandbox: Sandbox,
    checker: CustomChecker,
    inputs: Sequence[Input],
    answers: Sequence[bytes],
    outcomes: Sequence[Outcome],
    priority: Priority,
) -> dict[int, Outcome]:
    """Ask the validator about each test that ended well; the candidate's program is not in its sandbox.

    It gets the output on standard input, and the names of the test's input, of the expected output and of a folder.
    """
    asked = [number for number, outcome in enumerate(outcomes) if failure(outcome) is None]
    if not asked:
        return {}
    language = LANGUAGES.get(checker.language)
    if language is None:
        return dict.fromkeys(asked, Outcome(internal_error=f"{checker.language} is not among the languages"))
    arguments = (f"/box/{_INPUT}", f"/box/{_ANSWER}", _FEEDBACK)
    questions = [
        Input(
            outcomes[number].stdout,
            (*arguments, *checker.arguments),
            {_INPUT: inputs[number].stdin, _ANSWER: answers[number]},
        )
        for number in asked
    ]
    validator = Program(language, checker.source.encode())
    answered = await sandbox.run(validator, questions, VALIDATOR_LIMITS, priority=priority)
    if not answered.compilation.ok:
        why = answered.compilation.internal_error or answered.compilation.message
        return dict.fromkeys(asked, Outcome(internal_error=f"the validator does not compile: {why}"))
    return dict(zip(asked, answered.outcomes, strict=True))


def _not_run(why: str) -> ProgramOutcome:
    return ProgramOutcome(CompileOutcome(ok=False, internal_error=why))


def _undecided(outcome: ProgramOutcome, limits: Limits, tests: int) -> tuple[int, ...]:
    """Return which tests tell nothing sure about the program: running them failed on our side, or time was close."""
    if outcome.compilation.internal_error is not None:
        return tuple(range(tests))
    return tuple(
        number
        for number, each in enumerate(outcome.outcomes)
        if each.internal_error is not None or near_limit(each, limits)
    )


def _merged(first: ProgramOutcome, again: Sequence[int], second: ProgramOutcome) -> ProgramOutcome:
    """Return the first outcome with what came of running some tests again, where that told anything."""
    if first.compilation.internal_error is not None:
        return second
    if not second.compilation.ok:
        return first
    told = {
        number: outcome
        for number, outcome in zip(again, second.outcomes, strict=True)
        if outcome.internal_error is None
    }
    return replace(first, outcomes=tuple(told.get(number, each) for number, each in enumerate(first.outcomes)))
