"""What candidates answer, by the kind of question."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.model import FrozenModel

MAX_SOURCE = 50_000

LanguageName = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class CodeResponse(FrozenModel):
    """A program."""

    kind: Literal["coding"]
    language: LanguageName
    source: Annotated[str, StringConstraints(max_length=MAX_SOURCE)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written."""
        return not self.source.strip()


class ChoiceResponse(FrozenModel):
    """The ids of what was chosen."""

    kind: Literal["multiple_choice"]
    chosen: Annotated[tuple[Annotated[str, StringConstraints(max_length=40)], ...], Field(max_length=30)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is chosen."""
        return not self.chosen


class NumericResponse(FrozenModel):
    """A number as it was typed."""

    kind: Literal["numeric"]
    value: Annotated[str, StringConstraints(max_length=100)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not self.value.strip()


class TextResponse(FrozenModel):
    """A text."""

    kind: Literal["free_text"]
    text: Annotated[str, StringConstraints(max_length=MAX_SOURCE)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written."""
        return not self.text.strip()


class FileResponse(FrozenModel):
    """A complete upload for this question; none takes the answer back."""

    kind: Literal["file_upload"]
    upload_id: Annotated[str, StringConstraints(max_length=200)]

    @property
    def is_blank(self) -> bool:
        """Whether there is no file."""
        return not self.upload_id


Response = Annotated[
    CodeResponse | ChoiceResponse | NumericResponse | TextResponse | FileResponse, Field(discriminator="kind")
]
