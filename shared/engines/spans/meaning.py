"""What a span says about a model's work, whichever of three vocabularies it speaks.

OpenTelemetry's GenAI conventions, OpenInference and Langfuse name the same things differently; a name that stands
earlier in a table wins. Nothing is taken away from the attributes themselves.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from shared.engines.spans.model import Span
from shared.model import FrozenModel

Observation = Literal[
    "llm", "embedding", "tool", "agent", "chain", "retriever", "reranker", "guardrail", "evaluator", "prompt", "event",
    "span",
]  # fmt: skip

_OBSERVATIONS: Mapping[str, Mapping[str, Observation]] = {
    "langfuse.observation.type": {
        "generation": "llm", "embedding": "embedding", "tool": "tool", "agent": "agent", "chain": "chain",
        "retriever": "retriever", "guardrail": "guardrail", "evaluator": "evaluator", "event": "event", "span": "span",
    },
    "openinference.span.kind": {
        "llm": "llm", "embedding": "embedding", "tool": "tool", "agent": "agent", "chain": "chain",
        "retriever": "retriever", "reranker": "reranker", "guardrail": "guardrail", "evaluator": "evaluator",
        "prompt": "prompt",
    },
    "gen_ai.operation.name": {
        "chat": "llm", "text_completion": "llm", "generate_content": "llm", "embeddings": "embedding",
        "execute_tool": "tool", "invoke_agent": "agent", "create_agent": "agent", "invoke_workflow": "chain",
        "retrieval": "retriever",
    },
}  # fmt: skip

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "model": (
        "langfuse.observation.model.name", "gen_ai.response.model", "gen_ai.request.model", "llm.model_name",
        "embedding.model_name",
    ),
    "provider": ("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system"),
    "user_id": ("user.id", "langfuse.user.id", "enduser.id"),
    "trace_session_id": ("session.id", "langfuse.session.id", "gen_ai.conversation.id"),
    "trace_name": ("langfuse.trace.name",),
    "tool_name": ("gen_ai.tool.name", "tool.name"),
    "environment": ("langfuse.environment", "deployment.environment.name", "deployment.environment"),
}  # fmt: skip

_COUNTS: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"),
    "output_tokens": ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"),
    "reasoning_tokens": (
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens",
        "llm.token_count.completion_details.reasoning",
    ),
}  # fmt: skip

_LANGFUSE_COUNTS: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("input", "prompt_tokens", "input_tokens"),
    "output_tokens": ("output", "completion_tokens", "output_tokens"),
    "reasoning_tokens": ("output_reasoning_tokens", "reasoning_tokens", "output_reasoning"),
}

_INPUTS = ("langfuse.observation.input", "input.value", "gen_ai.input.messages", "gen_ai.tool.call.arguments")
_OUTPUTS = ("langfuse.observation.output", "output.value", "gen_ai.output.messages", "gen_ai.tool.call.result")
_TAGS = ("langfuse.trace.tags", "tag.tags", "langfuse.tags")
_MAX_PARTS = 12
_FINISHES = {"tool_call": "tool_calls"}


class Meaning(FrozenModel):
    """What a span says; None where it says nothing. Costs are in US dollars, as the sender counted them."""

    observation: Observation = "span"
    model: str | None = None
    provider: str | None = None
    input: Any = None
    output: Any = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    reasoning_tokens: int | None = None
    cost: float | None = None
    finish_reasons: tuple[str, ...] = ()
    tool_name: str | None = None
    user_id: str | None = None
    trace_session_id: str | None = None
    trace_name: str | None = None
    environment: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a summary takes from a span: all of its meaning that can be told without reading what went in and out."""

    observation: Observation
    model: str | None
    user_id: str | None
    trace_session_id: str | None
    trace_name: str | None
    environment: str | None
    input_tokens: int | None
    output_tokens: int | None
    cost: float | None
    tags: tuple[str, ...]


_FACT_TEXTS = ("model", "user_id", "trace_session_id", "trace_name", "environment")


def facts_of(span: Span) -> Facts:
    """Return what a summary takes from a span."""
    own, resource = span.attributes, span.origin.resource
    usage = _object(own.get("langfuse.observation.usage_details"))
    model, user_id, trace_session_id, trace_name, environment = (
        _first_text(own, _TEXTS[name], resource) for name in _FACT_TEXTS
    )
    return Facts(
        model=model,
        user_id=user_id,
        trace_session_id=trace_session_id,
        trace_name=trace_name,
        environment=environment,
        observation=_observation(own),
        input_tokens=_count(own, usage, "input_tokens"),
        output_tokens=_count(own, usage, "output_tokens"),
        cost=_cost(own),
        tags=_tags(own),
    )


def meaning_of(span: Span) -> Meaning:
    """Return what a span says; its own attributes go before those of its resource."""
    own, resource = span.attributes, span.origin.resource
    usage = _object(own.get("langfuse.observation.usage_details"))
    told: dict[str, Any] = {field: _first_text(own, names, resource) for field, names in _TEXTS.items()}
    told |= {field: _count(own, usage, field) for field in _COUNTS}
    return Meaning(
        **told,
        observation=_observation(own),
        input=_content(own, _INPUTS, "llm.input_messages"),
        output=_content(own, _OUTPUTS, "llm.output_messages"),
        cost=_cost(own),
        finish_reasons=tuple(_finishes(own)),
        tags=_tags(own),
    )


def unflattened(attributes: Mapping[str, Any], prefix: str) -> Any:
    """Return what OpenInference has flattened below a prefix: `a.0.b` is the field `b` of the first item."""
    root: dict[str, Any] = {}
    for name, value in attributes.items():
        if name.startswith(f"{prefix}."):
            place = root
            *parents, last = name[len(prefix) + 1 :].split(".", _MAX_PARTS)
            for part in parents:
                below = place.setdefault(part, {})
                place = cast("dict[str, Any]", below) if isinstance(below, dict) else {}
            place[last] = value
    return _listed(root)


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    fields = {name: _listed(item) for name, item in cast("dict[str, Any]", value).items()}
    if fields and all(name.isascii() and name.isdigit() and len(name) < 10 for name in fields):
        return [fields[name] for name in sorted(fields, key=int)]
    return fields


def _observation(attributes: Mapping[str, Any]) -> Observation:
    for name, known in _OBSERVATIONS.items():
        found = known.get(str(attributes.get(name, "")).lower())
        if found is not None:
            return found
    model = _first_text(attributes, ("langfuse.observation.model.name", "gen_ai.request.model", "llm.model_name"))
    return "llm" if model else "span"


def _content(attributes: Mapping[str, Any], names: Iterable[str], flattened: str) -> Any:
    for name in names:
        if (value := attributes.get(name)) is not None:
            return _read(value)
    return unflattened(attributes, flattened) or None


def _cost(attributes: Mapping[str, Any]) -> float | None:
    details = _object(attributes.get("langfuse.observation.cost_details"))
    for value in (details.get("total"), attributes.get("llm.cost.total")):
        if (total := _amount(value)) is not None:
            return total
    parts = [amount for each in details.values() if (amount := _amount(each)) is not None]
    return sum(parts) if parts else None


def _amount(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < 1e12 else None


def _finishes(attributes: Mapping[str, Any]) -> Iterable[str]:
    reasons = _read(attributes.get("gen_ai.response.finish_reasons") or attributes.get("llm.finish_reason"))
    for reason in cast("list[Any]", reasons) if isinstance(reasons, list) else [reasons]:
        if isinstance(reason, str):
            yield _FINISHES.get(reason, reason)


def _first_text(attributes: Mapping[str, Any], names: Iterable[str], beside: Mapping[str, Any] = {}) -> str | None:
    for name in names:
        value = attributes.get(name) or beside.get(name)
        if isinstance(value, str) and value:
            return value
    return None


def _count(attributes: Mapping[str, Any], usage: Mapping[str, Any], field: str) -> int | None:
    count = _first_count(usage, _LANGFUSE_COUNTS[field]) if usage else None
    return _first_count(attributes, _COUNTS[field]) if count is None else count


def _tags(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags that a span gives its trace, each once."""
    found: dict[str, None] = {}
    for name in _TAGS:
        if (sent := attributes.get(name)) is not None:
            tags = _read(sent)
            listed = cast("list[Any]", tags) if isinstance(tags, list) else [tags]
            found |= dict.fromkeys(tag for tag in listed if isinstance(tag, str) and tag)
    return tuple(found)


def _first_count(attributes: Mapping[str, Any], names: Iterable[str]) -> int | None:
    for name in names:
        if (amount := _amount(attributes.get(name))) is not None:
            return int(amount)
    return None


def _object(value: Any) -> dict[str, Any]:
    read = _read(value)
    return cast("dict[str, Any]", read) if isinstance(read, dict) else {}


def _read(value: Any) -> Any:
    """Return the value that a text holds as JSON, lists and objects only; anything else as it is."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value
