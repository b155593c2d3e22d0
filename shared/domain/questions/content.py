"""What a question asks, by kind; a published version freezes it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from shared.domain.questions.basis import BaseContent
from shared.domain.questions.solutions import KnownSolution, Language, ReferenceSolution, Source
from shared.engines import forms
from shared.engines.file_types import ANSWER_TYPES, MAX_ANSWER_BYTES
from shared.engines.forms import Form, FunctionForm, StdinForm
from shared.engines.harnesses.signature import Signature
from shared.engines.languages import LANGUAGES
from shared.engines.runs import RunSpec, RunTest
from shared.engines.scoring import answers
from shared.engines.scoring.answers import ChoiceScoring, ManualScoring, NumericScoring, TextScoring
from shared.engines.scoring.checkers import CheckerSpec, CustomChecker, JsonChecker, TokensChecker, problem
from shared.engines.scoring.points import TestGroup, group_problem
from shared.errors import FieldProblem
from shared.model import FrozenModel
from shared.ports.files import FileRef

MAX_TESTS = 1_000
MAX_TEST_BYTES = 256 * 1024
MAX_TEST_CHARACTERS = 50_000
MAX_STARTER_BYTES = 192 * 1024
MAX_SOLUTIONS_BYTES = 256 * 1024
MAX_TOTAL_CPU_MS = 120_000

TestText = Annotated[str, StringConstraints(max_length=MAX_TEST_CHARACTERS)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-zA-Z0-9_-]+$")]


class Test(FrozenModel):
    """An input with its expected output. Only visible ones are ever shown to a candidate.

    A `stored` one has empty texts here: they are too large for a document, and lie in the question's test data.
    """

    id: Name
    input: TestText
    expected_output: TestText
    stored: bool = False
    visible: bool = False
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    group: Name | None = None


class RunLimits(FrozenModel):
    """What one test may use: CPU time in milliseconds, memory in MiB."""

    cpu_ms: Annotated[int, Field(ge=100, le=20_000)] = 2_000
    memory_mib: Annotated[int, Field(ge=16, le=1_024)] = 256


class CodingContent(BaseContent):
    """A program is asked for. The bounds keep a version in one document, and its run in one function's time."""

    kind: Literal["coding"]
    form: Form = StdinForm()
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=20)]
    starter_code: Annotated[dict[Language, Source], Field(max_length=20, default_factory=dict)]
    tests: Annotated[tuple[Test, ...], Field(min_length=1, max_length=MAX_TESTS)]
    groups: Annotated[tuple[TestGroup, ...], Field(max_length=50)] = ()
    checker: CheckerSpec = TokensChecker()
    reference: ReferenceSolution
    solutions: Annotated[tuple[KnownSolution, ...], Field(max_length=20)] = ()
    limits: Annotated[RunLimits, Field(validate_default=True)] = RunLimits()

    @field_validator("languages")
    @classmethod
    def _languages_are_distinct(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(languages)) < len(languages):
            raise PydanticCustomError("duplicate_language", "name each language once")
        return languages

    @field_validator("starter_code")
    @classmethod
    def _starter_code_fits(cls, starter_code: dict[str, str]) -> dict[str, str]:
        if sum(len(source.encode()) for source in starter_code.values()) > MAX_STARTER_BYTES:
            raise PydanticCustomError(
                "starter_code_too_large", "starter code takes at most {most} bytes", {"most": MAX_STARTER_BYTES}
            )
        return starter_code

    @field_validator("tests")
    @classmethod
    def _tests_are_distinct_and_fit(cls, tests: tuple[Test, ...]) -> tuple[Test, ...]:
        if len({test.id for test in tests}) < len(tests):
            raise PydanticCustomError("duplicate_test_id", "give each test an id of its own")
        if sum(len(test.input.encode()) + len(test.expected_output.encode()) for test in tests) > MAX_TEST_BYTES:
            raise PydanticCustomError(
                "tests_too_large", "all tests together take at most {most} bytes", {"most": MAX_TEST_BYTES}
            )
        return tests

    @field_validator("solutions")
    @classmethod
    def _solutions_are_distinct_and_fit(cls, solutions: tuple[KnownSolution, ...]) -> tuple[KnownSolution, ...]:
        if len({each.name for each in solutions}) < len(solutions):
            raise PydanticCustomError("duplicate_solution_name", "give each solution a name of its own")
        if sum(each.size for each in solutions) > MAX_SOLUTIONS_BYTES:
            raise PydanticCustomError(
                "solutions_too_large", "all solutions together take at most {most} bytes", {"most": MAX_SOLUTIONS_BYTES}
            )
        return solutions

    @field_validator("limits")
    @classmethod
    def _tests_end_in_time(cls, limits: RunLimits, info: ValidationInfo) -> RunLimits:
        if limits.cpu_ms * len(info.data.get("tests", ())) > MAX_TOTAL_CPU_MS:
            raise PydanticCustomError(
                "tests_take_too_long",
                "cpuMs times the number of tests is at most {most}",
                {"most": MAX_TOTAL_CPU_MS},
            )
        return limits

    def visible_tests(self) -> tuple[Test, ...]:
        """Return the tests a candidate may see."""
        return tuple(test for test in self.tests if test.visible)

    @property
    def stored_tests(self) -> frozenset[str]:
        """The ids of the tests whose texts lie in the question's test data."""
        return frozenset(test.id for test in self.tests if test.stored)

    def run_spec(self, tests: Iterable[Test], test_data: FileRef | None = None, *, validated: bool = False) -> RunSpec:
        """Return what a program is run on; to validate a question, its languages must be there as well."""
        return RunSpec(
            tests=tuple(RunTest(**{name: getattr(test, name) for name in Test.model_fields}) for test in tests),
            test_data=test_data,
            form=self.form,
            checker=self.checker,
            groups=self.groups,
            cpu_ms=self.limits.cpu_ms,
            memory_mib=self.limits.memory_mib,
            languages=self._languages_needed() if validated else (),
        )

    def _languages_needed(self) -> tuple[str, ...]:
        """Return what must be installed where programs run: what candidates may use, and the validator's."""
        needed = (*self.languages, self.checker.language) if isinstance(self.checker, CustomChecker) else self.languages
        return tuple(dict.fromkeys(needed))

    def publishing_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing that a draft may still have."""
        yield from self._language_problems()
        yield from self._form_problems()
        yield from self._test_problems()

    def can_be_scored(self) -> bool:
        """Tell whether the checker can compare with every expected output."""
        own = (test for test in self.tests if not test.stored)
        return all(problem(self.checker, test.expected_output.encode()) is None for test in own)

    def parameter_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing variants: of the parameters, or of some that are drawn to see."""
        if self.stored_tests:
            message = "a question with parameters holds all of its tests itself"
            yield FieldProblem("/content/parameters", "stored_tests_fixed", message)
            return
        yield from super().parameter_problems()

    def _language_problems(self) -> Iterator[FieldProblem]:
        named = [(f"/content/languages/{number}", language) for number, language in enumerate(self.languages)]
        if isinstance(self.checker, CustomChecker):
            named.append(("/content/checker/language", self.checker.language))
        solutions = [("/content/reference/language", self.reference.language)]
        solutions += [(f"/content/solutions/{number}/language", each.language) for number, each in self._numbered()]
        for pointer, language in (*named, *solutions):
            if language not in LANGUAGES:
                yield FieldProblem(pointer, "language_unsupported", f"choose from: {', '.join(LANGUAGES)}")
        for language in self.starter_code:
            if language not in self.languages:
                pointer = "/content/starterCode/" + language.replace("~", "~0").replace("/", "~1")
                yield FieldProblem(pointer, "language_not_offered", "add the language or remove its starter code")
        for pointer, language in solutions:
            if language not in self.languages:
                yield FieldProblem(pointer, "language_not_offered", "choose one of the languages")

    def _form_problems(self) -> Iterator[FieldProblem]:
        for number, why in forms.problems(self.form, self.languages):
            yield FieldProblem(f"/content/languages/{number}", "language_does_not_fit", why)
        if isinstance(self.form, FunctionForm):
            if not isinstance(self.checker, JsonChecker | CustomChecker):
                yield FieldProblem("/content/checker/type", "checker_does_not_fit", "a result is JSON: choose json")
            yield from self._argument_problems(self.form.signature)

    def _argument_problems(self, signature: Signature) -> Iterator[FieldProblem]:
        from shared.engines.harnesses.values import check_arguments, check_result

        for number, test in enumerate(self.tests):
            if test.stored:
                continue
            for field, wrong in (
                ("input", check_arguments(signature, test.input, self.languages)),
                ("expectedOutput", check_result(signature, test.expected_output, self.languages)),
            ):
                if wrong:
                    pointer = f"/content/tests/{number}/{field}"
                    yield FieldProblem(pointer, wrong.code, f"at '{wrong.pointer}': {wrong.message}")

    def _test_problems(self) -> Iterator[FieldProblem]:
        for number, test in enumerate(self.tests):
            wrong = None if test.stored else problem(self.checker, test.expected_output.encode())
            if wrong:
                yield FieldProblem(f"/content/tests/{number}/expectedOutput", "expected_output_unusable", wrong)
            if test.stored and test.visible:
                message = "a test that candidates see lies in the question itself"
                yield FieldProblem(f"/content/tests/{number}/visible", "stored_test_visible", message)
        wrong = group_problem(self.groups, [test.group for test in self.tests if test.group is not None])
        if wrong:
            yield FieldProblem("/content/groups", "groups_unusable", wrong)

    def _numbered(self) -> Iterator[tuple[int, KnownSolution]]:
        yield from enumerate(self.solutions)


class Choice(FrozenModel):
    """One of the answers to choose from."""

    id: Name
    text: Annotated[str, StringConstraints(min_length=1, max_length=5_000)]


class ChoiceContent(BaseContent):
    """One or several of some choices are asked for."""

    kind: Literal["multiple_choice"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=30)]
    several: bool = False
    scoring: ChoiceScoring

    @field_validator("choices")
    @classmethod
    def _choices_are_distinct(cls, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        if len({choice.id for choice in choices}) < len(choices):
            raise PydanticCustomError("duplicate_choice_id", "give each choice an id of its own")
        return choices

    def publishing_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing that a draft may still have."""
        known = {choice.id for choice in self.choices}
        for number, correct in enumerate(self.scoring.correct):
            if correct not in known:
                yield FieldProblem(f"/content/scoring/correct/{number}", "choice_unknown", "name one of the choices")
        if len(self.scoring.correct) > 1 and not self.several:
            yield FieldProblem("/content/several", "several_needed", "more than one is right: let several be chosen")


class NumericContent(BaseContent):
    """A number is asked for."""

    kind: Literal["numeric"]
    unit: Annotated[str, StringConstraints(max_length=40)] = ""
    scoring: NumericScoring

    def publishing_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing that a draft may still have."""
        if self.scoring.parameter is not None:
            message = f"no parameter is named {self.scoring.parameter}"
            yield FieldProblem("/content/scoring/parameter", "parameter_unknown", message)

    def _with_values(self, data: dict[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
        expected = values.get(self.scoring.parameter or "")
        if expected is None:
            return data
        return {**data, "scoring": {**data["scoring"], "parameter": None, "expected": expected}}


class TextContent(BaseContent):
    """A text is asked for, judged by patterns or by a person."""

    kind: Literal["free_text"]
    max_length: Annotated[int, Field(ge=1, le=50_000)] = 5_000
    scoring: TextScoring

    def publishing_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing that a draft may still have."""
        wrong = answers.problem(self.scoring)
        if wrong:
            yield FieldProblem("/content/scoring/patterns", "pattern_unusable", wrong)

    def can_be_scored(self) -> bool:
        """Tell whether every pattern is one."""
        return answers.problem(self.scoring) is None


class FileContent(BaseContent):
    """A file is asked for, which a person looks at; `max_bytes` is the most it may have."""

    kind: Literal["file_upload"]
    content_types: Annotated[tuple[str, ...], Field(min_length=1, max_length=len(ANSWER_TYPES))]
    max_bytes: Annotated[int, Field(ge=1, le=MAX_ANSWER_BYTES)] = 8 * 1024 * 1024
    scoring: ManualScoring = ManualScoring()

    @field_validator("content_types")
    @classmethod
    def _types_are_known(cls, content_types: tuple[str, ...]) -> tuple[str, ...]:
        if not ANSWER_TYPES.keys() >= set(content_types):
            choices = ", ".join(ANSWER_TYPES)
            raise PydanticCustomError("content_type_unknown", "choose from: {choices}", {"choices": choices})
        return tuple(dict.fromkeys(content_types))


QuestionContent = Annotated[
    CodingContent | ChoiceContent | NumericContent | TextContent | FileContent, Field(discriminator="kind")
]
