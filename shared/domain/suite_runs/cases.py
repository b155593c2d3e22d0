"""What is executed: a prompt's templates with one case's values, for one model."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import Field

from shared.engines.model_calls.names import named_model
from shared.errors import InvalidInput
from shared.model import FrozenModel
from shared.ports.models import Parameters, Tool


class PromptMessage(FrozenModel):
    """One message's template and who speaks."""

    role: str
    template: str


class Target(FrozenModel):
    """The model that is asked; parameters, as temperature, are those of OpenAI's protocol or the provider's own."""

    provider: str
    model: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict[str, Any])


class SuiteCase(FrozenModel):
    """One case for one model. `vars` are complete, with the card's defaults; `assertions` are as promptfoo writes them.

    With `is_text` the only message is the whole prompt, and may be the JSON of a chat. `transform` is JavaScript that
    makes of the answer what is asserted.
    """

    messages: tuple[PromptMessage, ...]
    is_text: bool = False
    vars: dict[str, Any] = Field(default_factory=dict[str, Any])
    target: Target
    assertions: tuple[dict[str, Any], ...] = ()
    threshold: float | None = None
    transform: str | None = None
    metadata: dict[str, Any] = Field(default_factory=dict[str, Any])
    repeat: int = 0


def target_named(name: str) -> Target:
    """Return the model that a name as `openai:gpt-4o-mini` means; raise InvalidInput for a provider there is not."""
    named = named_model(name)
    if named is None:
        raise InvalidInput(f"there is no provider {name.partition(':')[0][:80]}", code="provider_unsupported")
    return Target(provider=named[0], model=named[1])


def parameters_of(target: Target) -> Parameters:
    """Return a target's parameters; raise InvalidInput for one whose type is wrong."""
    given = dict(target.parameters)
    given.pop("tools", None)
    stop = given.pop("stop", None)
    return Parameters(
        temperature=_number(given, "temperature"),
        top_p=_number(given, "top_p"),
        max_tokens=_whole(given, "max_tokens"),
        stop=tuple(_texts(stop)) if stop is not None else (),
        seed=_whole(given, "seed"),
        logprobs=given.pop("logprobs", None) is True,
        extra=given,
    )


def tools_of(target: Target) -> tuple[Tool, ...]:
    """Return the tools that a target's parameters define as OpenAI writes them; raise InvalidInput for others."""
    return tuple(_tool(each) for each in definitions_of(target))


def definitions_of(target: Target) -> Sequence[Mapping[str, Any]]:
    """Return the tools' definitions as they are written."""
    raw = target.parameters.get("tools")
    items = cast("list[Any]", raw) if isinstance(raw, list) else []
    return [cast("Mapping[str, Any]", each) for each in items if isinstance(each, Mapping)]


def _tool(definition: Mapping[str, Any]) -> Tool:
    function: Any = definition.get("function")
    said = cast("Mapping[str, Any]", function if isinstance(function, Mapping) else {})
    name, parameters = said.get("name"), said.get("parameters")
    if not isinstance(name, str):
        raise _wrong("tools", "functions with a name")
    description = str(said.get("description") or "")
    if not isinstance(parameters, Mapping):
        return Tool(name, description)
    return Tool(name, description, cast("Mapping[str, Any]", parameters))


def _number(given: dict[str, Any], name: str) -> float | None:
    value = given.pop(name, None)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _wrong(name, "a number")
    return value


def _whole(given: dict[str, Any], name: str) -> int | None:
    value = given.pop(name, None)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise _wrong(name, "a whole number")
    return value


def _texts(value: Any) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in cast("list[Any]", texts)):
        raise _wrong("stop", "a text or a list of texts")
    return cast("list[str]", texts)


def _wrong(name: str, wanted: str) -> InvalidInput:
    return InvalidInput(f"the parameter {name} must be {wanted}", code="parameter_invalid")
