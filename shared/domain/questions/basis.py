"""What every question has, whatever it asks for: a title, a prompt, and parameters that make variants of it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from shared.engines.variants import parameters
from shared.engines.variants.expressions import ExpressionError
from shared.engines.variants.parameters import MAX_PARAMETERS, Parameter
from shared.engines.variants.substitution import placeholders, substituted
from shared.errors import FailedPrecondition, FieldProblem
from shared.model import FrozenModel

DRAWN_SAMPLES = 200
VARIANT_SAMPLES = 5
VARIANT_TRIES = 20
MAX_CONTENT_BYTES = 960 * 1024
"""What all of a question takes at most, so that its version stays in one document."""


class BaseContent(FrozenModel):
    """What every question has."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    prompt: Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
    parameters: Annotated[tuple[Parameter, ...], Field(max_length=MAX_PARAMETERS)] = ()

    @model_validator(mode="after")
    def _fits_a_document(self) -> Self:
        if len(self.model_dump_json().encode()) > MAX_CONTENT_BYTES:
            raise PydanticCustomError(
                "content_too_large", "all of a question takes at most {most} bytes", {"most": MAX_CONTENT_BYTES}
            )
        return self

    def require_publishable(self) -> None:
        """Raise FailedPrecondition, with each field at fault, when this could never be a version."""
        problems = list(self.parameter_problems() if self.parameters else self.publishing_problems())
        if problems:
            raise FailedPrecondition(
                "the question can't be published like this; see details",
                code="question_not_publishable",
                fields=problems,
            )

    def publishing_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing that a draft may still have."""
        yield from ()

    def parameter_problems(self) -> Iterator[FieldProblem]:
        """Yield what stands against publishing variants: of the parameters, or of some that are drawn to see."""
        wrong = list(parameters.problems(self.parameters))
        for place, error in wrong:
            yield FieldProblem(f"/content/parameters/{place}", error.code, error.message)
        if wrong:
            return
        for name in sorted(placeholders(self.prompt) - {each.name for each in self.parameters}):
            yield FieldProblem("/content/prompt", "parameter_unknown", f"no parameter is named {name}")
        yield from self._sample_problems()

    def _sample_problems(self) -> Iterator[FieldProblem]:
        for number in range(DRAWN_SAMPLES):
            try:
                parameters.drawn_once(self.parameters, f"sample {number}")
            except ExpressionError as error:
                yield FieldProblem("/content/parameters", error.code, error.message)
                return
        for number in range(VARIANT_SAMPLES):
            try:
                found = list(self._made(_sample(number))[1].publishing_problems())
            except ValidationError as error:
                message = f"a variant can't be asked: {error.errors()[0]['msg']}"
                found = [FieldProblem("/content/parameters", "variant_invalid", message)]
            if found:
                yield from found
                return

    def variant(self, key: str) -> Self:
        """Return the content as its parameters are drawn for a key, without them; itself where it has none."""
        return self.drawn(key)[1]

    def drawn(self, key: str) -> tuple[dict[str, str], Self]:
        """Return the parameters' values for a key, by name, with the variant that they make.

        Where they make no question that can be asked and scored, those drawn for the key with `+1` behind it are taken,
        and so on to `+19`; then a sample that publishing has tried. So a key means the same variant always.
        """
        if not self.parameters:
            return {}, self
        for number in range(VARIANT_TRIES):
            try:
                values, content = self._made(f"{key}+{number}" if number else key)
            except (ExpressionError, ValidationError):
                continue
            if content.can_be_scored():
                return values, content
        return self._made(_sample(0))

    def can_be_scored(self) -> bool:
        """Tell whether what answers are compared with is usable, as drawn values may make it or not."""
        return True

    def _made(self, key: str) -> tuple[dict[str, str], Self]:
        """Return values and variant for a key; raise ExpressionError or ValidationError where they are no question."""
        values = parameters.drawn(self.parameters, key)
        data = self._with_values(self.to_data(), values)
        kept = {"title": self.title, "parameters": ()}
        return values, type(self).model_validate({**substituted(data, values), **kept})

    def _with_values(self, data: dict[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
        """Return the content's data with values in it that stand for more than text."""
        return data


def _sample(number: int) -> str:
    return f"sample {number}"
