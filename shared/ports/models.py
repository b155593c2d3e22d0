"""Language models behind one port, whatever their provider's protocol: messages in, a completion out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from shared.errors import DependencyUnavailable, EllaError, FailedPrecondition, InvalidInput, ResourceExhausted

OnText = Callable[[str], Awaitable[None]]
"""What hears each piece of text while it is written."""


class MessageRole(StrEnum):
    """Who says a message; `tool` is what a tool answered."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


class FinishReason(StrEnum):
    """Why a model stopped writing."""

    STOP = "stop"
    LENGTH = "length"
    TOOL_CALLS = "tool_calls"
    CONTENT_FILTER = "content_filter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that the model wants called; `arguments` is JSON as the model wrote it, valid or not."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message; a tool's answer names the call it answers."""

    role: MessageRole
    content: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that the model may ask for; `parameters` is a JSON Schema."""

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=lambda: {"type": "object", "properties": {}})


@dataclass(frozen=True, slots=True)
class Parameters:
    """How the model is to write; what is None is left to the provider. Anthropic knows no `seed` and no `logprobs`.

    `extra` holds fields of the provider's own protocol, sent as they are; none replaces a field that Ella sets.
    """

    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None
    logprobs: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long is waited, in seconds: for a connection, for the first token when streaming, and for everything."""

    connect: float = 5.0
    first_token: float = 60.0
    total: float = 300.0


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What a model is asked."""

    model: str
    messages: tuple[Message, ...]
    parameters: Parameters = Parameters()
    tools: tuple[Tool, ...] = ()
    timeouts: Timeouts = Timeouts()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider says they were used, believable or not.

    `prompt` includes those read from a cache and those written to one; `completion` includes those of reasoning.
    """

    prompt: int
    completion: int
    cached: int = 0
    cache_written: int = 0
    reasoning: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered. `id` is the provider's own; times are in milliseconds; `logprobs` one for each token."""

    text: str
    finish_reason: FinishReason
    latency_ms: float
    tool_calls: tuple[ToolCall, ...] = ()
    usage: Usage | None = None
    first_token_ms: float | None = None
    id: str = ""
    model: str = ""
    logprobs: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class EmbeddingRequest:
    """Texts that are to become vectors of so many numbers."""

    model: str
    texts: tuple[str, ...]
    dimensions: int
    timeouts: Timeouts = Timeouts()


@dataclass(frozen=True, slots=True)
class EmbeddedTexts:
    """One vector of length 1 for each text, and the tokens read, as the provider says, believable or not."""

    vectors: tuple[tuple[float, ...], ...]
    prompt_tokens: int | None = None


class ModelError(EllaError):
    """A call that brought no completion. `nothing_done` says that repeating it can't be paid for twice."""

    nothing_done: ClassVar[bool] = False
    retry_after: float | None = None


class ModelRateLimited(ModelError, ResourceExhausted):
    """The provider takes no more for now; `retry_after` is in seconds where it said so."""

    default_code = "model_rate_limited"
    nothing_done = True


class ModelQuotaUsedUp(ModelError, FailedPrecondition):
    """The account at the provider has nothing left to pay with; waiting won't help."""

    default_code = "provider_quota_used_up"


class ModelRequestRefused(ModelError, InvalidInput):
    """The provider does not take this request, such as a model or parameter it doesn't know."""

    default_code = "model_request_refused"


class ProviderKeyRefused(ModelError, FailedPrecondition):
    """The provider does not take this key, or takes none."""

    default_code = "provider_key_refused"


class ContentFiltered(ModelError, FailedPrecondition):
    """The provider's filter let nothing through."""

    default_code = "content_filtered"


class ProviderUnavailable(ModelError, DependencyUnavailable):
    """No answer came that could be used; whether the model wrote something is not known."""

    default_code = "provider_unavailable"


class ProviderOverloaded(ProviderUnavailable):
    """The provider turned the request away, or no connection came about: nothing was done."""

    default_code = "provider_overloaded"
    nothing_done = True

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class AnswerUnreadable(ProviderUnavailable):
    """Something answered that is not the protocol, such as a proxy's HTML page."""

    default_code = "provider_answer_unreadable"


class EmbeddingUnfit(ModelError, FailedPrecondition):
    """The model makes vectors of another length than was asked for."""

    default_code = "embedding_dimensions_unfit"


class StreamCut(ProviderUnavailable):
    """The answer ended before its end; `text` is what had come."""

    default_code = "model_stream_cut"

    def __init__(self, message: str, *, text: str = "") -> None:
        super().__init__(message)
        self.text = text


class Models(Protocol):
    """Ask models of the providers in `ports.model_providers`. Implemented by `adapters.models`.

    Every method raises NotFound (`provider_not_found`) and, for a call that failed, one of the ModelErrors. Cancelling
    the task that waits closes the connection.
    """

    async def complete(
        self, provider: str, request: ModelRequest, *, key: str = "", on_text: OnText | None = None
    ) -> Completion:
        """Return a completion, streamed piece by piece to `on_text` if it is given."""
        ...

    async def embed(self, provider: str, request: EmbeddingRequest, *, key: str = "") -> EmbeddedTexts:
        """Return texts as vectors; raise InvalidInput (`embeddings_unknown`) for a provider that makes none."""
        ...

    async def list_models(self, provider: str, *, key: str = "", total: float = 10.0) -> tuple[str, ...]:
        """Return the names of the models that a provider offers, within so many seconds; it costs nothing."""
        ...
