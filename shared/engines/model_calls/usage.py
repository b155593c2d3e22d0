"""Whether a provider's count of tokens can be true, and what is taken in its place where it can't."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.ports.models import Completion, ModelRequest, Usage

BYTES_PER_TOKEN = 4
_MOST_TOKENS = 100_000_000
_OVERHEAD, _OVERHEAD_OF_MESSAGE = 2_000, 50
_LEAST_BYTES = 64
"""A token stands for fewer bytes than these, on average, in any text."""


class Doubt(StrEnum):
    """Why a count is not believed."""

    MISSING = "missing"
    NEGATIVE = "negative"
    ABSURD = "absurd"
    INCONSISTENT = "inconsistent"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class CountedUsage:
    """What a call is counted with: the provider's word, or an estimate where there are doubts."""

    usage: Usage
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_estimated(self) -> bool:
        """Whether the tokens were estimated from the texts."""
        return bool(self.doubts)


def counted(request: ModelRequest, completion: Completion) -> CountedUsage:
    """Return the tokens that a call used; a count that the texts contradict is replaced by an estimate.

    Tokens of reasoning can't be seen, so that a provider's word about them is only held against the limit asked for.
    """
    sent, received = _sent_bytes(request), _received_bytes(completion)
    doubts = _doubts(request, completion.usage, sent, received)
    if not doubts and completion.usage is not None:
        return CountedUsage(completion.usage)
    return CountedUsage(Usage(_estimate(sent), _estimate(received)), doubts)


def counted_embedding(texts: Sequence[str], prompt_tokens: int | None) -> CountedUsage:
    """Return the tokens that texts were embedded with, estimated where the provider's count can't be true."""
    sent = sum(map(_size, texts))
    if prompt_tokens is None:
        doubt = Doubt.MISSING
    elif prompt_tokens < 0:
        doubt = Doubt.NEGATIVE
    elif prompt_tokens > sent + _OVERHEAD + _OVERHEAD_OF_MESSAGE * len(texts):
        doubt = Doubt.TOO_MANY
    elif prompt_tokens < sent // _LEAST_BYTES:
        doubt = Doubt.TOO_FEW
    else:
        return CountedUsage(Usage(prompt_tokens, 0))
    return CountedUsage(Usage(_estimate(sent), 0), (doubt,))


def most_prompt_tokens(request: ModelRequest) -> int:
    """Return how many tokens a request's prompt can be at most: none stands for less than a byte."""
    return _sent_bytes(request) + _OVERHEAD + _OVERHEAD_OF_MESSAGE * len(request.messages)


def _doubts(request: ModelRequest, usage: Usage | None, sent: int, received: int) -> tuple[Doubt, ...]:
    if usage is None:
        return (Doubt.MISSING,)
    parts = (usage.prompt, usage.completion, usage.cached, usage.cache_written, usage.reasoning)
    if min(parts) < 0:
        return (Doubt.NEGATIVE,)
    if max(parts) > _MOST_TOKENS:
        return (Doubt.ABSURD,)
    found: list[Doubt] = []
    if usage.cached + usage.cache_written > usage.prompt or usage.reasoning > usage.completion:
        found.append(Doubt.INCONSISTENT)
    written, limit = usage.completion - usage.reasoning, request.parameters.max_tokens
    if usage.prompt > most_prompt_tokens(request) or (limit is not None and written > limit + _OVERHEAD_OF_MESSAGE):
        found.append(Doubt.TOO_MANY)
    if usage.prompt < sent // _LEAST_BYTES or usage.completion < received // _LEAST_BYTES:
        found.append(Doubt.TOO_FEW)
    return tuple(found)


def _estimate(size: int) -> int:
    return -(-size // BYTES_PER_TOKEN)


def _sent_bytes(request: ModelRequest) -> int:
    texts = [message.content for message in request.messages]
    texts += [call.name + call.arguments for message in request.messages for call in message.tool_calls]
    texts += [f"{tool.name}{tool.description}{dict(tool.parameters)}" for tool in request.tools]
    return sum(_size(text) for text in texts)


def _received_bytes(completion: Completion) -> int:
    return _size(completion.text) + sum(_size(call.name + call.arguments) for call in completion.tool_calls)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
