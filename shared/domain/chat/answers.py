"""What models answered, as OpenAI's clients read it: whole, or in pieces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Self

from shared.domain.chat.requests import ChatModel
from shared.ports.models import Completion, FinishReason, Usage

_REASONS = {FinishReason.OTHER: "stop"}


class UsageView(ChatModel):
    """Tokens of all choices together, estimated where the provider's own count can't be true."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_tokens_details: dict[str, int]
    completion_tokens_details: dict[str, int]

    @classmethod
    def of(cls, used: Sequence[Usage]) -> Self:
        """Return the sum."""
        prompt, completion = sum(each.prompt for each in used), sum(each.completion for each in used)
        return cls(
            prompt_tokens=prompt,
            completion_tokens=completion,
            total_tokens=prompt + completion,
            prompt_tokens_details={"cached_tokens": sum(each.cached for each in used)},
            completion_tokens_details={"reasoning_tokens": sum(each.reasoning for each in used)},
        )


class Choice(ChatModel):
    """One answer; `message` is as OpenAI has it."""

    index: int
    message: dict[str, Any]
    finish_reason: str
    logprobs: None


class ChunkChoice(ChatModel):
    """What has come of one answer."""

    index: int
    delta: dict[str, Any]
    finish_reason: str | None
    logprobs: None


class ConversationReference(ChatModel):
    """The conversation that the answer was stored in."""

    id: str


class ChatCompletion(ChatModel):
    """A whole answer. `conversation` is there where it was stored, and `cached` says that no model was asked."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[Choice, ...]
    usage: UsageView
    cached: bool = False
    conversation: ConversationReference | None = None


class ChatCompletionChunk(ChatModel):
    """A piece of an answer; the last may hold no choices but the usage."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: tuple[ChunkChoice, ...]
    usage: UsageView | None = None
    conversation: ConversationReference | None = None


class Answer:
    """An answer on its way: its id and time, and which model it is of."""

    def __init__(self, id: str, at: datetime, model: str) -> None:
        self.id = f"chatcmpl-{id}"
        self.created = int(at.timestamp())
        self.model = model

    def whole(
        self, completions: Sequence[Completion], used: Sequence[Usage], *, cached: bool, conversation: str | None
    ) -> ChatCompletion:
        """Return all of it."""
        choices = tuple(
            Choice(index=index, message=message_of(each), finish_reason=_reason(each), logprobs=None)
            for index, each in enumerate(completions)
        )
        extra: dict[str, Any] = {"cached": True} if cached else {}
        if conversation is not None:
            extra["conversation"] = ConversationReference(id=conversation)
        return ChatCompletion(
            id=self.id,
            object="chat.completion",
            created=self.created,
            model=self.model,
            choices=choices,
            usage=UsageView.of(used),
            **extra,
        )

    def begun(self, index: int) -> ChatCompletionChunk:
        """Return the first piece of a choice."""
        return self._chunk(index, {"role": "assistant", "content": ""})

    def piece(self, index: int, text: str) -> ChatCompletionChunk:
        """Return some text."""
        return self._chunk(index, {"content": text})

    def ended(self, index: int, completion: Completion) -> list[ChatCompletionChunk]:
        """Return what ends a choice: the calls of tools, whole, and why it ends."""
        calls = _calls(completion)
        numbered = [{"index": place, **call} for place, call in enumerate(calls)]
        told = [self._chunk(index, {"tool_calls": numbered})] if numbered else []
        return [*told, self._chunk(index, {}, _reason(completion))]

    def used(self, used: Sequence[Usage], conversation: str | None) -> ChatCompletionChunk:
        """Return the last piece, which tells the usage."""
        extra: dict[str, Any] = {}
        if conversation is not None:
            extra["conversation"] = ConversationReference(id=conversation)
        return self._with((), usage=UsageView.of(used), **extra)

    def _chunk(self, index: int, delta: dict[str, Any], reason: str | None = None) -> ChatCompletionChunk:
        return self._with((ChunkChoice(index=index, delta=delta, finish_reason=reason, logprobs=None),))

    def _with(self, choices: tuple[ChunkChoice, ...], **extra: Any) -> ChatCompletionChunk:
        return ChatCompletionChunk(
            id=self.id,
            object="chat.completion.chunk",
            created=self.created,
            model=self.model,
            choices=choices,
            **extra,
        )


def message_of(completion: Completion) -> dict[str, Any]:
    """Return an answer as a message."""
    calls = _calls(completion)
    said: dict[str, Any] = {"role": "assistant", "content": completion.text or None if calls else completion.text}
    return {**said, "refusal": None, **({"tool_calls": calls} if calls else {})}


def _calls(completion: Completion) -> list[dict[str, Any]]:
    return [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for call in completion.tool_calls
    ]


def _reason(completion: Completion) -> str:
    return _REASONS.get(completion.finish_reason, completion.finish_reason.value)
