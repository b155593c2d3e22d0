"""Questions as candidates see them: built by naming what is shown, so that nothing else can slip in."""

from collections.abc import Sequence
from typing import Self

from shared.domain.questions.content import (
    ChoiceContent,
    CodingContent,
    FileContent,
    NumericContent,
    QuestionContent,
    TextContent,
)
from shared.engines.drawing import shuffle
from shared.engines.forms import Form, starter_code
from shared.model import FrozenModel, Points, View


class VisibleTest(FrozenModel):
    """A test that may be shown."""

    id: str
    input: str
    expected_output: str


class ShownChoice(FrozenModel):
    """A choice; which are right is not said."""

    id: str
    text: str


class CodingTask(FrozenModel):
    """What a candidate may know of a coding question."""

    form: Form
    languages: tuple[str, ...]
    starter_code: dict[str, str]
    visible_tests: tuple[VisibleTest, ...]
    cpu_ms: int
    memory_mib: int

    @classmethod
    def of(cls, content: CodingContent) -> Self:
        """Return the candidate's view of a coding question."""
        return cls(
            form=content.form,
            languages=content.languages,
            starter_code={**starter_code(content.form, content.languages), **content.starter_code},
            visible_tests=tuple(
                VisibleTest(id=test.id, input=test.input, expected_output=test.expected_output)
                for test in content.visible_tests()
            ),
            cpu_ms=content.limits.cpu_ms,
            memory_mib=content.limits.memory_mib,
        )


class ChoiceTask(FrozenModel):
    """What a candidate may know of a multiple-choice question."""

    choices: tuple[ShownChoice, ...]
    several: bool

    @classmethod
    def of(cls, content: ChoiceContent, order: Sequence[str]) -> Self:
        """Return the candidate's view of a multiple-choice question, its choices in this order."""
        texts = {choice.id: choice.text for choice in content.choices}
        return cls(choices=tuple(ShownChoice(id=id, text=texts[id]) for id in order), several=content.several)

    def ordered(self, order: Sequence[str]) -> Self:
        """Return the question with its choices in this order."""
        shown = {choice.id: choice for choice in self.choices}
        return self.with_(choices=tuple(shown[id] for id in order))


class FileTask(View):
    """What a file must be that answers a question."""

    content_types: tuple[str, ...]
    max_bytes: int


class Task(FrozenModel):
    """A question for a candidate; what is there beside the prompt depends on its kind. Sections count from 1."""

    question_id: str
    section: int
    kind: str
    title: str
    prompt: str
    points: Points
    coding: CodingTask | None = None
    multiple_choice: ChoiceTask | None = None
    unit: str | None = None
    max_length: int | None = None
    file: FileTask | None = None

    @classmethod
    def of(
        cls, question_id: str, content: QuestionContent, *, section: int, points: Points, choices: Sequence[str]
    ) -> Self:
        """Return the candidate's view of a question, its choices in this order."""
        return cls(
            question_id=question_id,
            section=section,
            kind=content.kind,
            title=content.title,
            prompt=content.prompt,
            points=points,
            coding=CodingTask.of(content) if isinstance(content, CodingContent) else None,
            multiple_choice=ChoiceTask.of(content, choices) if isinstance(content, ChoiceContent) else None,
            unit=content.unit if isinstance(content, NumericContent) else None,
            max_length=content.max_length if isinstance(content, TextContent) else None,
            file=FileTask.of(content) if isinstance(content, FileContent) else None,
        )

    def placed(self, *, section: int, points: Points, choices: Sequence[str]) -> Self:
        """Return the question as one candidate has it: in a section, for points, its choices in this order."""
        ordered = self.multiple_choice.ordered(choices) if self.multiple_choice else None
        return self.with_(section=section, points=points, multiple_choice=ordered)


def choice_order(question_id: str, content: QuestionContent, shuffled_by: str | None) -> tuple[str, ...]:
    """Return the ids of a question's choices as a candidate sees them, shuffled by an attempt's seed if there is one.

    Other kinds of questions have none.
    """
    if not isinstance(content, ChoiceContent):
        return ()
    ids = tuple(choice.id for choice in content.choices)
    return ids if shuffled_by is None else shuffle(ids, shuffled_by, f"choices {question_id}")
