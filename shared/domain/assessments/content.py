"""What the authors of an assessment decide: sections of questions and pools, in how much time, marked how."""

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, ValidationInfo, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from shared.domain.assessments.availability import Availability
from shared.engines.drawing import PoolPlan, SectionPlan
from shared.engines.recording import Recording
from shared.engines.results import Marking, Penalty, ResultPolicy, Worth
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel

MAX_SECTIONS = 20
MAX_ASKED = 200
"""How many questions one candidate is asked."""
MAX_PROGRAMS = 50
"""How many of them ask for a program: each runs by itself, and all of them wait for the last one."""
MAX_TESTS_ASKED = 5_000
"""How many tests these programs have together: what each came to lies in one document."""
MAX_NAMED = 300
"""How many questions all sections and pools name together."""

Location = tuple[str | int, ...]


def _normalised(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())


def _distinct(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Instructions = Annotated[str, StringConstraints(max_length=2_000)]
QuestionId = Annotated[str, Field(min_length=1, max_length=200)]
Minutes = Annotated[int, Field(ge=1, le=24 * 60)]
Category = Annotated[str, StringConstraints(max_length=60), AfterValidator(_normalised)]
"""In lower case with single spaces, so that one category has one name; empty for none."""
Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True), AfterValidator(_normalised)]


class Difficulty(StrEnum):
    """How hard its authors think an assessment is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class QuestionChoice(FrozenModel):
    """A question that everybody is asked, what it is worth, and what a wrong answer costs."""

    question_id: QuestionId
    points: Worth
    penalty: Penalty | None = None


class Pool(FrozenModel):
    """Questions of which each candidate is asked some, all worth the same."""

    draw: Annotated[int, Field(ge=1, le=MAX_ASKED)]
    question_ids: Annotated[tuple[QuestionId, ...], Field(min_length=1, max_length=MAX_NAMED)]
    points: Worth
    penalty: Penalty | None = None

    @field_validator("question_ids")
    @classmethod
    def _are_enough(cls, question_ids: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if len(question_ids) < info.data.get("draw", 0):
            raise PydanticCustomError("pool_too_small", "name at least as many questions as are drawn")
        return question_ids


class Section(FrozenModel):
    """A part of an assessment; with a time limit it has a clock of its own."""

    title: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    instructions: Instructions = ""
    time_limit_minutes: Minutes | None = None
    questions: Annotated[tuple[QuestionChoice, ...], Field(max_length=MAX_ASKED)] = ()
    pools: Annotated[tuple[Pool, ...], Field(max_length=MAX_ASKED)] = ()
    shuffle_questions: bool = False
    shuffle_choices: bool = False

    @property
    def asked(self) -> int:
        """How many questions each candidate is asked."""
        return len(self.questions) + sum(pool.draw for pool in self.pools)

    def plan(self) -> SectionPlan:
        """Return what is drawn from."""
        pools = tuple(PoolPlan(pool.question_ids, pool.draw) for pool in self.pools)
        return SectionPlan(tuple(each.question_id for each in self.questions), pools, self.shuffle_questions)

    def most_tests(self, tests: Mapping[str, int]) -> list[int]:
        """Return the numbers of tests of the programs that the unluckiest candidate is asked for."""
        found = [tests[each.question_id] for each in self.questions if each.question_id in tests]
        for pool in self.pools:
            programs = [tests[question_id] for question_id in pool.question_ids if question_id in tests]
            found += sorted(programs, reverse=True)[: pool.draw]
        return found

    def terms(self, question_id: str) -> QuestionChoice:
        """Return what one of the section's questions is worth, drawn or not."""
        for pool in self.pools:
            if question_id in pool.question_ids:
                return QuestionChoice(question_id=question_id, points=pool.points, penalty=pool.penalty)
        return next(each for each in self.questions if each.question_id == question_id)


class Retakes(FrozenModel):
    """How many attempts one candidate has, and how long after the start of one the next may begin."""

    attempts: Annotated[int, Field(ge=1, le=100)] = 1
    wait_hours: Annotated[int, Field(ge=0, le=24 * 365)] = 0


class AssessmentContent(FrozenModel):
    """What the authors of an assessment decide. Practice has no limit of attempts and shows its results at once.

    In pair mode interviewers may join a running attempt and write with the candidate.
    """

    title: Title
    description: Annotated[str, StringConstraints(max_length=2_000)] = ""
    instructions: Instructions = ""
    category: Category = ""
    difficulty: Difficulty | None = None
    tags: Annotated[tuple[Tag, ...], Field(max_length=20), AfterValidator(_distinct)] = ()
    time_limit_minutes: Minutes
    sections: Annotated[tuple[Section, ...], Field(max_length=MAX_SECTIONS)] = ()
    marking: Marking = Marking()
    availability: Availability | None = None
    retakes: Retakes = Retakes()
    results: ResultPolicy = ResultPolicy()
    practice: bool = False
    recording: Recording = Recording()
    pair_mode: bool = False

    @field_validator("sections")
    @classmethod
    def _sections_fit_together(cls, sections: tuple[Section, ...], info: ValidationInfo) -> tuple[Section, ...]:
        problems = [*_repeated(sections), *_too_long(sections, info.data.get("time_limit_minutes"))]
        if problems:
            raise ValidationError.from_exception_data("sections", problems)
        if sum(section.asked for section in sections) > MAX_ASKED:
            raise PydanticCustomError("too_many_asked", "ask at most {most} questions", {"most": MAX_ASKED})
        if sum(1 for _ in named(sections)) > MAX_NAMED:
            raise PydanticCustomError("too_many_named", "name at most {most} questions", {"most": MAX_NAMED})
        return sections

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Every question that may be asked."""
        return tuple(question_id for _, question_id in named(self.sections))

    def require_questions(self, there: Container[str]) -> None:
        """Raise InvalidInput, pointing at each question that is not there."""
        missing = self.problems_without(there, "question_not_found", "there is no such question")
        if missing:
            raise InvalidInput("some questions don't exist; see details", code="question_not_found", fields=missing)

    def require_not_archived(self, in_use: Container[str]) -> None:
        """Raise InvalidInput, pointing at each question that was put away."""
        archived = self.problems_without(in_use, "question_archived", "it is archived: restore it, or ask another")
        if archived:
            raise InvalidInput("some questions are archived; see details", code="question_archived", fields=archived)

    def require_scorable(self, tests: Mapping[str, int]) -> None:
        """Raise FailedPrecondition when a candidate may be asked for more than is scored at once.

        `tests` holds how many tests each program has, by its question.
        """
        asked = [number for section in self.sections for number in section.most_tests(tests)]
        if len(asked) > MAX_PROGRAMS:
            raise FailedPrecondition(f"ask for at most {MAX_PROGRAMS} programs", code="too_many_programs")
        if sum(asked) > MAX_TESTS_ASKED:
            raise FailedPrecondition(
                f"the programs asked for have at most {MAX_TESTS_ASKED} tests together", code="too_many_tests"
            )

    def problems_without(self, there: Container[str], code: str, message: str) -> list[FieldProblem]:
        """Return a problem for each question that is not there, pointing at it."""
        return [
            FieldProblem("/".join(("/sections", *map(str, location))), code, message)
            for location, question_id in named(self.sections)
            if question_id not in there
        ]


def named(sections: Sequence[Section]) -> Iterator[tuple[Location, str]]:
    """Yield every question with the place in `sections` that names it."""
    for number, section in enumerate(sections):
        for place, each in enumerate(section.questions):
            yield (number, "questions", place, "questionId"), each.question_id
        for place, pool in enumerate(section.pools):
            for index, question_id in enumerate(pool.question_ids):
                yield (number, "pools", place, "questionIds", index), question_id


def _repeated(sections: Sequence[Section]) -> Iterator[InitErrorDetails]:
    seen = set[str]()
    for location, question_id in named(sections):
        if question_id in seen:
            problem = PydanticCustomError("duplicate_question", "name each question once")
            yield InitErrorDetails(type=problem, loc=location, input=question_id)
        seen.add(question_id)


def _too_long(sections: Sequence[Section], limit: int | None) -> Iterator[InitErrorDetails]:
    for number, section in enumerate(sections):
        if limit is not None and section.time_limit_minutes is not None and section.time_limit_minutes > limit:
            problem = PydanticCustomError("section_too_long", "a section ends with the assessment at the latest")
            yield InitErrorDetails(type=problem, loc=(number, "timeLimitMinutes"), input=section.time_limit_minutes)
