"""What a score bundle holds of an attempt, and how its score is computed from that again.

Nothing in it says who the candidate is. Tests' texts are parts of their own, beside the run they were used in.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from shared.domain.attempts.model import Answer, Attempt, AttemptQuestion
from shared.domain.attempts.receipts import Receipt, digest
from shared.domain.attempts.rescoring import EarlierResult
from shared.domain.attempts.results import AttemptResult, QuestionResult, ScoreSource
from shared.domain.attempts.scoring import answer_result, run_result
from shared.engines.merkle.checkpoints import opened
from shared.engines.runs import RunResult, RunSpec, RunTest
from shared.engines.score_bundles.reading import Bundle
from shared.engines.scoring.answers import AnswerScoring
from shared.model import FrozenModel

ATTEMPT, RESULT, HISTORY, RUNNER = "attempt.json", "result.json", "history.json", "runner.json"

_PERSONAL = {"candidate_name", "candidate_email", "candidate_uid", "seating"}
_SCORING: TypeAdapter[AnswerScoring] = TypeAdapter(AnswerScoring)


class BundledQuestion(FrozenModel):
    """A question's version as it lies in the bank, and as its parameters were drawn for this attempt."""

    question_id: str
    version: int
    variant_seed: int | None = None
    content: dict[str, Any]
    asked: dict[str, Any]


class BundledAnswer(FrozenModel):
    """An answer with its last save's receipt, signed."""

    answer: Answer
    receipt: str


class BundledRun(FrozenModel):
    """The run that decided: what the program was run on, without the tests' texts, and what it came to."""

    language: str
    spec: RunSpec
    result: RunResult


class BundledChange(FrozenModel):
    """A result as it was before a question's points changed; `version` is the one it was scored by from then on.

    Without a version people gave the points.
    """

    question_id: str
    version: int | None
    decided_by: str | None
    earlier: EarlierResult


_CHANGES: TypeAdapter[list[BundledChange]] = TypeAdapter(list[BundledChange])


def folder(place: int) -> str:
    """Return where the parts of a question lie; places count from 1."""
    return f"questions/{place:03d}"


def text_path(place: int, test: RunTest, part: str) -> str:
    """Return where a test's input (`in`) or expected output (`ans`) lies."""
    return f"{folder(place)}/tests/{test.id}.{part}"


def without_texts(spec: RunSpec) -> RunSpec:
    """Return a run's specification as it lies in a bundle: every test's texts are stored beside."""
    tests = tuple(test.with_(input="", expected_output="", stored=True) for test in spec.tests)
    return spec.with_(tests=tests, test_data=None)


def attempt_facts(attempt: Attempt) -> dict[str, Any]:
    """Return an attempt as a bundle holds it, as JSON values."""
    return attempt.model_dump(by_alias=True, mode="json", exclude=_PERSONAL)


class ScoreCheck:
    """Compute a bundle's score again and compare, place by place."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        nobody = {"candidateName": "", "candidateEmail": "", "candidateUid": ""}
        self.attempt = Attempt.model_validate({**bundle.json(ATTEMPT), **nobody})
        self.result = AttemptResult.model_validate(bundle.json(RESULT))
        changes = _CHANGES.validate_python(bundle.json(HISTORY))
        self.given_points = {each.question_id for each in changes if each.version is None}

    def problems(self) -> Iterator[str]:
        """Yield what differs."""
        results: list[QuestionResult] = []
        for place, asked in enumerate(self.attempt.questions, 1):
            try:
                recorded = self.result.result_of(asked.question_id)
                if recorded is None:
                    raise ValueError("there is no result of it")
                again = self._scored(place, asked.with_(version=recorded.version))
                if recorded.source is not ScoreSource.SCORING:
                    again = self._given(recorded, again)
                results.append(again)
                yield from (f"question {place}: {each}" for each in _differences(recorded, again))
                yield from (f"question {place}: {each}" for each in self._problems_of_receipt(place))
            except (ValueError, KeyError) as error:
                yield f"question {place}: {error}"
        total = AttemptResult.of(self.attempt, results, at=self.result.scored_at)
        for name in ("points", "max_points", "passed", "needs_review"):
            if getattr(total, name) != getattr(self.result, name):
                yield f"{name}: {getattr(self.result, name)} is recorded, {getattr(total, name)} comes out"
        if str(self.result.points) != self._bundle.manifest.get("points"):
            yield "points: the manifest names others than the result"

    def run(self, place: int) -> BundledRun | None:
        """Return the run that decided about a question, None where none was needed."""
        path = f"{folder(place)}/run.json"
        return BundledRun.model_validate(self._bundle.json(path)) if path in self._bundle.files else None

    def answer(self, place: int) -> BundledAnswer | None:
        """Return what was answered, None where nothing was."""
        path = f"{folder(place)}/answer.json"
        return BundledAnswer.model_validate(self._bundle.json(path)) if path in self._bundle.files else None

    def question(self, place: int) -> BundledQuestion:
        """Return a question as it was asked."""
        return BundledQuestion.model_validate(self._bundle.json(f"{folder(place)}/question.json"))

    def texts(self, place: int, run: BundledRun) -> dict[str, tuple[bytes, bytes]]:
        """Return the tests' inputs and expected outputs, by test; raise KeyError for a missing one."""
        files = self._bundle.files
        return {
            test.id: (files[text_path(place, test, "in")], files[text_path(place, test, "ans")])
            for test in run.spec.tests
        }

    def _scored(self, place: int, asked: AttemptQuestion) -> QuestionResult:
        given, run = self.answer(place), self.run(place)
        if given is None or given.answer.response.is_blank:
            return QuestionResult.unanswered(asked)
        if run is None:
            scoring = _SCORING.validate_python(self.question(place).asked["scoring"])
            return answer_result(asked, given.answer.response, scoring)
        self.texts(place, run)
        tests = [(test.id, test.weight, test.group, test.visible) for test in run.spec.tests]
        ran = [(test.id, test.weight, test.group, test.visible) for test in run.result.tests]
        if tests != ran or run.spec.groups != run.result.groups:
            raise ValueError("the run's result is not of the tests it was run on")
        return run_result(asked, run.language, run.result)

    def _given(self, recorded: QuestionResult, again: QuestionResult) -> QuestionResult:
        """Return a result with the points that people gave, which nothing but the history can vouch for."""
        if recorded.question_id not in self.given_points:
            raise ValueError("people are said to have given its points, and the history has no word of it")
        return again.given(recorded.points, recorded.source)

    def _problems_of_receipt(self, place: int) -> Iterator[str]:
        given = self.answer(place)
        if given is None:
            return
        receipt = Receipt.parse(opened(given.receipt, str(self._bundle.manifest["receiptsVerifierKey"])))
        if receipt != given.answer.receipt or receipt.digest != digest(given.answer.response):
            yield "the answer is not the one that its receipt is of"


def check_score(bundle: Bundle) -> Iterator[str]:
    """Yield what differs between a bundle's score and the one that comes out of its parts."""
    try:
        yield from ScoreCheck(bundle).problems()
    except (ValueError, KeyError, ValidationError) as error:
        yield f"it can't be scored: {error}"


def _differences(recorded: QuestionResult, again: QuestionResult) -> Iterator[str]:
    for name in QuestionResult.model_fields:
        before, after = getattr(recorded, name), getattr(again, name)
        if name != "tests" and before != after:
            yield f"{name}: {before} is recorded, {after} comes out"
    if len(recorded.tests) != len(again.tests):
        yield f"{len(recorded.tests)} tests are recorded, {len(again.tests)} come out"
    for before, after in zip(recorded.tests, again.tests, strict=False):
        if before != after:
            yield (
                f"test {before.id}: {before.verdict} for {before.points} is recorded, "
                f"{after.verdict} for {after.points} comes out"
            )


def runner_facts(report: dict[str, Any] | None, *, at: datetime) -> dict[str, Any]:
    """Return the languages and versions of the runner as last reported, none where it never has."""
    return {"report": report, "readAt": at.isoformat()}
