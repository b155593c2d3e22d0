"""What a card holds: a prompt with variables, and which model is asked how; a version freezes it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shared.domain.cards.variables import Variable
from shared.engines.labels import LabelSet
from shared.model import FrozenModel

MAX_TEMPLATE = 100_000
MAX_MESSAGES = 100
MAX_VARIABLES = 100
MAX_PARAMETERS = 50
MAX_CONTENT_BYTES = 900 * 1024
"""What all of a card takes at most, so that each version stays in one document."""

Template = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEMPLATE)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Description = Annotated[str, StringConstraints(max_length=2_000)]


class ChatRole(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class MessageTemplate(FrozenModel):
    """One message of a chat."""

    role: ChatRole
    template: Template


class TextPrompt(FrozenModel):
    """A prompt of one text. One that makes a JSON list of messages is sent as these."""

    kind: Literal["text"]
    template: Template


class ChatPrompt(FrozenModel):
    """A prompt of messages, each a template of its own."""

    kind: Literal["chat"]
    messages: Annotated[tuple[MessageTemplate, ...], Field(min_length=1, max_length=MAX_MESSAGES)]


Prompt = Annotated[TextPrompt | ChatPrompt, Field(discriminator="kind")]


class ProviderSettings(FrozenModel):
    """Which model answers; parameters, as temperature, go to the provider as they are."""

    provider: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9_-]*$")]
    model: Annotated[str, StringConstraints(max_length=200)] = ""
    parameters: Annotated[dict[str, Any], Field(max_length=MAX_PARAMETERS, default_factory=dict)]


class CardContent(FrozenModel):
    """All that is versioned of a card."""

    name: Name
    description: Description = ""
    prompt: Prompt
    variables: Annotated[tuple[Variable, ...], Field(max_length=MAX_VARIABLES)] = ()
    provider: ProviderSettings | None = None
    tags: LabelSet = ()

    @field_validator("variables")
    @classmethod
    def _variables_are_distinct(cls, variables: tuple[Variable, ...]) -> tuple[Variable, ...]:
        if len({each.name for each in variables}) < len(variables):
            raise PydanticCustomError("duplicate_variable", "give each variable a name of its own")
        return variables

    @model_validator(mode="after")
    def _fits_a_document(self) -> Self:
        if len(self.model_dump_json().encode()) > MAX_CONTENT_BYTES:
            raise PydanticCustomError(
                "content_too_large", "all of a card takes at most {most} bytes", {"most": MAX_CONTENT_BYTES}
            )
        return self

    def templates(self) -> Iterator[tuple[str, ChatRole, str]]:
        """Yield each template with its JSON pointer in the content and who speaks."""
        if isinstance(self.prompt, TextPrompt):
            yield "/prompt/template", ChatRole.USER, self.prompt.template
            return
        for number, message in enumerate(self.prompt.messages):
            yield f"/prompt/messages/{number}/template", message.role, message.template

    def with_templates(self, templates: Sequence[str]) -> Self:
        """Return the content with other templates in the places of its own, in their order."""
        if isinstance(self.prompt, TextPrompt):
            return self.with_(prompt=TextPrompt(kind="text", template=templates[0]))
        messages = zip(self.prompt.messages, templates, strict=True)
        changed = tuple(MessageTemplate(role=each.role, template=template) for each, template in messages)
        return self.with_(prompt=ChatPrompt(kind="chat", messages=changed))
