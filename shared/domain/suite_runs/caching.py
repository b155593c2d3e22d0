"""Completions that are kept: the same request, for the same try, is answered out of the cache for two weeks."""

from datetime import datetime, timedelta
from typing import Any, Self

from shared.data.repository import Entity
from shared.ports.models import Completion, FinishReason, ToolCall, Usage

KEPT_FOR = timedelta(days=14)
MOST_CHARACTERS = 200_000
"""What is longer is not kept, so that it stays in one document."""


class KeptCompletion(Entity):
    """What a model answered, by the key of what it was asked."""

    text: str
    finish_reason: FinishReason
    tool_calls: tuple[dict[str, str], ...] = ()
    usage: dict[str, int] | None = None
    model: str = ""
    logprobs: tuple[float, ...] | None = None
    expires_at: datetime

    @classmethod
    def of(cls, key: str, completion: Completion, *, at: datetime) -> Self | None:
        """Return what is kept of a completion, None for one that is too long."""
        calls = tuple({"id": each.id, "name": each.name, "arguments": each.arguments} for each in completion.tool_calls)
        size = len(completion.text) + sum(len(each["arguments"]) for each in calls) + 8 * len(completion.logprobs or ())
        if size > MOST_CHARACTERS:
            return None
        used = completion.usage
        return cls(
            id=key,
            text=completion.text,
            finish_reason=completion.finish_reason,
            tool_calls=calls,
            usage={"prompt": used.prompt, "completion": used.completion} if used else None,
            model=completion.model,
            logprobs=completion.logprobs,
            expires_at=at + KEPT_FOR,
        )

    def completion(self) -> Completion:
        """Return it as it came, without the times that it took."""
        usage: dict[str, Any] | None = self.usage
        return Completion(
            text=self.text,
            finish_reason=self.finish_reason,
            latency_ms=0.0,
            tool_calls=tuple(ToolCall(**each) for each in self.tool_calls),
            usage=Usage(**usage) if usage else None,
            model=self.model,
            logprobs=self.logprobs,
        )
