"""The largest attempt that can be asked for: each of its documents stays one that the store takes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shared.adapters.values import checked_writes
from shared.data.repository import Entity
from shared.data.store import CommitTooLarge, Create
from shared.domain.assessments.content import (
    MAX_ASKED,
    MAX_NAMED,
    MAX_PROGRAMS,
    MAX_SECTIONS,
    MAX_TESTS_ASKED,
    AssessmentContent,
    Pool,
    QuestionChoice,
    Section,
)
from shared.domain.assessments.model import Assessment
from shared.domain.attempts import results
from shared.domain.attempts.model import Attempt, AttemptQuestion
from shared.domain.attempts.sections import AttemptSection
from shared.errors import FailedPrecondition
from shared.ids import new_id

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WIDE = "漢"
TITLE = WIDE * 200
TEXT = WIDE * 2_000
POINTS = Decimal("1000.00")


def fits(entity: Entity) -> bool:
    try:
        checked_writes([Create(f"tenants/t/things/{entity.id}", entity.to_data())])
    except CommitTooLarge:
        return False
    return True


def largest_attempt(questions: int) -> Attempt:
    choices = tuple(f"{number:040d}" for number in range(30))
    asked = [
        AttemptQuestion(
            question_id=new_id(),
            version=1_000,
            variant_seed=2**52,
            section=19,
            kind="multiple_choice",
            title=TITLE,
            choices=choices,
            points=POINTS,
            penalty=Decimal("0.25"),
        )
        for _ in range(questions)
    ]
    section = AttemptSection(title=TITLE, instructions=TEXT, time_limit_seconds=60)
    return Attempt(
        id=new_id(),
        invitation_id=new_id(),
        candidate_uid=new_id(),
        candidate_email="e" * 250,
        candidate_name=TITLE,
        assessment_id=new_id(),
        title=TITLE,
        questions=tuple(asked),
        sections=(section,) * MAX_SECTIONS,
        seed=new_id(),
        instructions=TEXT,
        started_at=NOW,
        deadline=NOW,
        max_points=POINTS,
    )


def largest_result(tests: int) -> results.AttemptResult:
    shown = tuple(
        results.TestPoints(
            id=f"{number:040d}",
            visible=False,
            verdict="TLE",
            weight=100,
            group="g" * 40,
            points=POINTS,
            cpu_ms=20_000,
            memory_kib=1_048_576,
        )
        for number in range(tests)
    )
    questions = [
        results.QuestionResult(
            question_id=new_id(),
            version=1_000,
            kind="coding",
            title=TITLE,
            answered=True,
            language="javascript",
            verdict="TLE",
            points=POINTS,
            max_points=POINTS,
            tests=() if number else shown,
        )
        for number in range(MAX_ASKED)
    ]
    return results.AttemptResult(
        id=new_id(), attempt_id=new_id(), points=POINTS, max_points=POINTS, questions=tuple(questions), scored_at=NOW
    )


def test_two_hundred_questions_with_all_their_choices_fit_an_attempt() -> None:
    assert MAX_ASKED == 200
    assert fits(largest_attempt(MAX_ASKED))
    assert not fits(largest_attempt(3 * MAX_ASKED))


def test_a_result_holds_as_many_tests_as_may_be_asked_for() -> None:
    assert fits(largest_result(MAX_TESTS_ASKED))
    assert not fits(largest_result(2 * MAX_TESTS_ASKED))


def test_an_assessment_that_names_as_many_questions_as_it_may_fits() -> None:
    ids = [new_id() for _ in range(MAX_NAMED)]
    asked = tuple(QuestionChoice(question_id=id, points=POINTS, penalty=Decimal("0.25")) for id in ids[:MAX_ASKED])
    sections = [Section(title=TITLE, instructions=TEXT) for _ in range(MAX_SECTIONS - 1)]
    pool = Pool(draw=1, question_ids=tuple(ids[MAX_ASKED:]), points=POINTS)
    assert fits(assessment_of(Section(title=TITLE, instructions=TEXT, questions=asked[1:], pools=(pool,)), *sections))


def assessment_of(*sections: Section) -> Assessment:
    content = AssessmentContent(
        title=TITLE, description=TEXT, instructions=TEXT, time_limit_minutes=60, sections=sections
    )
    draft = Assessment.draft(content, id=new_id(), by=new_id(), at=NOW)
    return draft.with_(versions=dict.fromkeys(draft.question_ids, 1_000))


def section_of(ids: list[str], *, drawn: int = 0) -> Section:
    """Return a section that asks all of some questions, or draws so many of them."""
    if drawn:
        return Section(pools=(Pool(draw=drawn, question_ids=tuple(ids), points=POINTS),))
    return Section(questions=tuple(QuestionChoice(question_id=id, points=POINTS) for id in ids))


@pytest.mark.parametrize(
    ("drawn", "tests", "code"),
    [
        (0, dict.fromkeys(map(str, range(MAX_PROGRAMS)), 100), None),
        (0, dict.fromkeys(map(str, range(MAX_PROGRAMS + 1)), 1), "too_many_programs"),
        (0, {"0": 1_000, "1": 1_000, "2": 3_001}, "too_many_tests"),
        (MAX_PROGRAMS, dict.fromkeys(map(str, range(60)), 1), None),
        (MAX_PROGRAMS + 1, dict.fromkeys(map(str, range(60)), 1), "too_many_programs"),
        (2, {"0": 1_000, "1": 1_000, "2": 3_001}, None),
        (2, {"0": 1_000, "1": 2_000, "2": 3_001}, "too_many_tests"),
    ],
)
def test_no_candidate_is_asked_for_more_programs_or_tests_than_are_scored_at_once(
    drawn: int, tests: dict[str, int], code: str | None
) -> None:
    assessment = assessment_of(section_of([str(number) for number in range(100)], drawn=drawn))
    if code is None:
        assessment.require_scorable(tests)
        return
    with pytest.raises(FailedPrecondition) as refused:
        assessment.require_scorable(tests)
    assert refused.value.code == code
