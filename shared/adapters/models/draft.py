"""A completion while it comes in, whole or in pieces."""

from dataclasses import dataclass, field

from shared.ports.models import AnswerUnreadable, Completion, FinishReason, ToolCall, Usage

MAX_TOOL_CALLS = 128


@dataclass(slots=True)
class ToolCallDraft:
    """A tool call whose arguments are still being written."""

    id: str = ""
    name: str = ""
    arguments: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Draft:
    """What has come so far; `begun` once a stream was opened, `ended` once the protocol's own end was seen."""

    pieces: list[str] = field(default_factory=list[str])
    calls: dict[int, ToolCallDraft] = field(default_factory=dict[int, ToolCallDraft])
    finish_reason: FinishReason | None = None
    usage: Usage | None = None
    id: str = ""
    model: str = ""
    logprobs: list[float] = field(default_factory=list[float])
    begun: bool = False
    ended: bool = False

    def call(self, number: int) -> ToolCallDraft:
        """Return the tool call of a number, new if it is."""
        if number not in self.calls and len(self.calls) >= MAX_TOOL_CALLS:
            raise AnswerUnreadable(f"the provider's answer has more than {MAX_TOOL_CALLS} tool calls")
        return self.calls.setdefault(number, ToolCallDraft())

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self.pieces)

    def completion(self, *, latency_ms: float, first_token_ms: float | None = None) -> Completion:
        """Return it as it is now."""
        calls = [self.calls[number] for number in sorted(self.calls)]
        return Completion(
            text=self.text,
            finish_reason=self.finish_reason or FinishReason.OTHER,
            latency_ms=latency_ms,
            tool_calls=tuple(ToolCall(each.id, each.name, "".join(each.arguments) or "{}") for each in calls),
            usage=self.usage,
            first_token_ms=first_token_ms,
            id=self.id,
            model=self.model,
            logprobs=tuple(self.logprobs) or None,
        )
