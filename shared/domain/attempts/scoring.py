"""From a program's run, or from an answer itself, to a question's result."""

from decimal import Decimal

from shared.domain.attempts.model import AttemptQuestion
from shared.domain.attempts.responses import ChoiceResponse, FileResponse, NumericResponse, Response, TextResponse
from shared.domain.attempts.results import QuestionResult, TestPoints
from shared.engines.runs import RunResult
from shared.engines.scoring.answers import (
    AnswerScoring,
    ChoiceCredit,
    ChoiceScoring,
    ManualScoring,
    NumericScoring,
    TextScoring,
    choice_share,
    numeric_share,
    text_share,
)
from shared.engines.scoring.points import (
    ScoredTest,
    needs_review,
    points_by_test,
    question_points,
    rounded,
)
from shared.errors import InternalError


def run_result(asked: AttemptQuestion, language: str, judged: RunResult) -> QuestionResult:
    """Return the result of a program that was run."""
    scored = [ScoredTest(test.id, test.verdict, test.weight, test.group) for test in judged.tests]
    return QuestionResult.of(
        asked,
        question_points(scored, judged.groups, asked.points),
        language=language,
        verdict=judged.verdict,
        tests=tuple(
            TestPoints(
                id=test.id,
                visible=test.visible,
                verdict=test.verdict,
                weight=test.weight,
                group=test.group,
                points=points,
                cpu_ms=test.cpu_ms,
                memory_kib=test.memory_kib,
            )
            for test, points in zip(judged.tests, points_by_test(scored, judged.groups, asked.points), strict=True)
        ),
        needs_review=needs_review(scored),
    )


def answer_result(asked: AttemptQuestion, response: Response, scoring: AnswerScoring) -> QuestionResult:
    """Return the result of an answer that needs no run; a file, or a text no pattern judges, waits for a person."""
    share = _share(asked, response, _penalised(scoring, asked.penalty))
    if share is None:
        return QuestionResult.of(asked, Decimal("0.00"), needs_review=True)
    return QuestionResult.of(asked, rounded(asked.points * share))


def _penalised(scoring: AnswerScoring, penalty: Decimal | None) -> AnswerScoring:
    """Return the scoring with the assessment's penalty; where wrong choices cost already, or a person decides, none."""
    if penalty is None:
        return scoring
    match scoring:
        case ChoiceScoring(credit=ChoiceCredit.RIGHT_MINUS_WRONG) | TextScoring(manual=True) | ManualScoring():
            return scoring
        case _:
            return scoring.with_(penalty=penalty)


def _share(asked: AttemptQuestion, response: Response, scoring: AnswerScoring) -> Decimal | None:
    match response, scoring:
        case ChoiceResponse(), ChoiceScoring():
            return choice_share(scoring, response.chosen, len(asked.choices))
        case NumericResponse(), NumericScoring():
            return numeric_share(scoring, response.value)
        case TextResponse(), TextScoring():
            return text_share(scoring, response.text)
        case FileResponse(), ManualScoring():
            return None
        case _:
            raise InternalError(f"a {response.kind} response can't be scored as {scoring.kind}")
