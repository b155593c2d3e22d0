"""`ella score verify BUNDLE`: compute a score again from all it was computed from, without asking anybody."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from shared.config import config
from shared.domain.attempts.responses import CodeResponse
from shared.domain.attempts.score_bundles import BundledRun, ScoreCheck, check_score, without_texts
from shared.domain.questions.content import CodingContent, QuestionContent
from shared.domain.questions.model import variant_key
from shared.engines.score_bundles.reading import Bundle, open_bundle

if TYPE_CHECKING:
    from shared.ports.sandbox import Sandbox

_CONTENT: TypeAdapter[QuestionContent] = TypeAdapter(QuestionContent)


def main(arguments: list[str]) -> int:
    """Run one command; return 0 where the score comes out, 1 where it doesn't, 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(prog="ella score", description=__doc__)
    parser.add_argument("command", choices=("verify",))
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", help="the log's verifier key, as get_audit_checkpoint tells it; else the file's own")
    parser.add_argument("--run", action="store_true", help="run the programs again in this machine's sandbox")
    chosen = parser.parse_args(arguments)
    try:
        bundle = open_bundle(chosen.file.read_bytes(), chosen.key)
    except OSError as error:
        print(f"{chosen.file} can't be read: {error.strerror}", file=sys.stderr)
        return 2
    problems = bundle.problems or [*check_score(bundle), *_problems_of_questions(bundle)]
    if chosen.run and not problems:
        problems = asyncio.run(_run_again(bundle))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{chosen.file} does not prove its score", file=sys.stderr)
        return 1
    facts = bundle.manifest
    print(f"attempt {facts['attemptId']}: {facts['points']} of {facts['maxPoints']} points come out again")
    print(f"key {bundle.verifier_key}" + ("" if chosen.key else " (the file's own: compare it with the log's)"))
    return 0


def _problems_of_questions(bundle: Bundle) -> Iterator[str]:
    """Yield where what was asked, or run, does not follow from the question's version and its seed."""
    check = ScoreCheck(bundle)
    for place in range(1, len(check.attempt.questions) + 1):
        question, run = check.question(place), check.run(place)
        key = variant_key(question.question_id, question.variant_seed or 0)
        variant = _CONTENT.validate_python(question.content).variant(key)
        if variant != _CONTENT.validate_python(question.asked):
            yield f"question {place}: other values are drawn for its seed"
        if run is None or not isinstance(variant, CodingContent):
            continue
        if without_texts(variant.run_spec(variant.tests)) != run.spec:
            yield f"question {place}: the program was run on something else than the question's tests"
        texts = check.texts(place, run)
        for test in variant.tests:
            if not test.stored and texts[test.id] != (test.input.encode(), test.expected_output.encode()):
                yield f"question {place}: test {test.id}: its texts are not the question's"


async def _run_again(bundle: Bundle) -> list[str]:
    """Return where the programs get other verdicts here."""
    from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
    from shared.engines.languages import LANGUAGES

    sandbox = BubblewrapSandbox(LANGUAGES, config().sandbox_slots, config().sandbox_cache)
    try:
        return await run_again(ScoreCheck(bundle), sandbox)
    finally:
        await sandbox.close()


async def run_again(check: ScoreCheck, sandbox: "Sandbox") -> list[str]:
    """Return where a bundle's programs get other verdicts in a sandbox."""
    problems: list[str] = []
    for place in range(1, len(check.attempt.questions) + 1):
        given, run = check.answer(place), check.run(place)
        if given is None or run is None or not isinstance(given.answer.response, CodeResponse):
            continue
        verdicts = await _verdicts(sandbox, check, place, run, given.answer.response.source)
        for test in run.result.tests:
            if verdicts[test.id] != test.verdict:
                problems.append(
                    f"question {place}: test {test.id}: {test.verdict} is recorded, {verdicts[test.id]} here"
                )
    return problems


async def _verdicts(
    sandbox: "Sandbox", check: ScoreCheck, place: int, recorded: BundledRun, source: str
) -> dict[str, str]:
    from shared.domain.execution import judging
    from shared.domain.execution.executing import execute
    from shared.domain.execution.model import Run
    from shared.engines.test_data import TestTexts, archive_of

    now = datetime.now(UTC)
    run = Run.submitted("again", language=recorded.language, source=source, spec=recorded.spec, at=now)
    texts = TestTexts(archive_of(check.texts(place, recorded)))
    executed = await execute(sandbox, run, recorded.spec, texts)
    result = judging.judge(recorded.spec, texts, executed.program, executed.validations, at=now)
    return {test.id: test.verdict for test in result.tests}
