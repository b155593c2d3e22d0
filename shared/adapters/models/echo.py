"""A model that says what it was asked, for trying things out: it costs nothing and needs no network."""

from shared.ports.models import Completion, FinishReason, MessageRole, ModelRequest, OnText, Usage


async def complete(request: ModelRequest, on_text: OnText | None) -> Completion:
    """Return the last message, cut to the limit, a token being a word."""
    said = next((each.content for each in reversed(request.messages) if each.role is not MessageRole.SYSTEM), "")
    words, most = said.split(" "), request.parameters.max_tokens
    cut = most is not None and len(words) > most
    text = " ".join(words[:most]) if cut else said
    if on_text is not None:
        await on_text(text)
    return Completion(
        text=text,
        finish_reason=FinishReason.LENGTH if cut else FinishReason.STOP,
        latency_ms=0.0,
        usage=Usage(sum(len(each.content.split()) for each in request.messages), len(text.split())),
        model=request.model,
    )
