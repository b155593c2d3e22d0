"""Chat completions as OpenAI speaks them, and Ollama, xAI and Google's compatible endpoint after it."""

from typing import Any

from shared.adapters.models.draft import Draft
from shared.adapters.models.events import ServerEvent
from shared.adapters.models.failures import streamed_failure
from shared.adapters.models.fields import Fields, count, mapping, objects, parsed, text
from shared.ports.model_providers import Provider
from shared.ports.models import AnswerUnreadable, FinishReason, Message, ModelRequest, Tool, Usage

_END = "[DONE]"
_NEVER_EXTRA = frozenset({"n", "stream", "stream_options"})
"""What decides how the answer is read."""
_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "tool_calls": FinishReason.TOOL_CALLS,
    "function_call": FinishReason.TOOL_CALLS,
    "content_filter": FinishReason.CONTENT_FILTER,
}


class OpenAiCompatible:
    """The wire of `/chat/completions`."""

    path = "/chat/completions"
    models_path = "/models"

    def headers(self, key: str) -> dict[str, str]:
        """Return the headers that carry the key."""
        return {"authorization": f"Bearer {key}"} if key else {}

    def body(self, provider: Provider, request: ModelRequest, *, stream: bool) -> dict[str, Any]:
        """Return the request's body."""
        wanted = request.parameters
        own = {
            "model": request.model,
            "messages": [_message(each) for each in request.messages],
            provider.max_tokens_field: wanted.max_tokens,
            "temperature": wanted.temperature,
            "top_p": wanted.top_p,
            "stop": list(wanted.stop) or None,
            "seed": wanted.seed,
            "logprobs": wanted.logprobs or None,
            "tools": [_tool(each) for each in request.tools] or None,
        }
        streamed = {"stream": True, "stream_options": {"include_usage": True}} if stream else {}
        extra = {name: value for name, value in wanted.extra.items() if name not in _NEVER_EXTRA}
        return {**extra, **{name: value for name, value in own.items() if value is not None}, **streamed}

    def read(self, provider: Provider, answer: Fields) -> Draft:
        """Return what a whole answer says."""
        choices = objects(answer, "choices")
        if not choices:
            raise AnswerUnreadable("the provider's answer has no choices")
        draft = Draft(ended=True)
        self._about(provider, draft, answer)
        self._say(draft, choices[0], mapping(choices[0], "message"))
        return draft

    def take(self, provider: Provider, draft: Draft, event: ServerEvent, key: str) -> str:
        """Put an event of a stream into the draft and return the text it brought."""
        if event.data.strip() == _END:
            draft.ended = True
            return ""
        chunk = parsed(event.data)
        if error := mapping(chunk, "error"):
            raise streamed_failure(error, key)
        self._about(provider, draft, chunk)
        choice = next((each for each in objects(chunk, "choices") if not count(each, "index")), None)
        return self._say(draft, choice, mapping(choice, "delta")) if choice is not None else ""

    def _about(self, provider: Provider, draft: Draft, answer: Fields) -> None:
        draft.id = text(answer, "id") or draft.id
        draft.model = text(answer, "model") or draft.model
        if used := mapping(answer, "usage"):
            draft.usage = _usage(used, reasoning_beside=provider.reasoning_beside)

    def _say(self, draft: Draft, choice: Fields, said: Fields) -> str:
        piece = text(said, "content") or text(said, "refusal")
        if piece:
            draft.pieces.append(piece)
        for place, call in enumerate(objects(said, "tool_calls")):
            number = count(call, "index")
            drafted, function = draft.call(place if number is None else number), mapping(call, "function")
            drafted.id = text(call, "id") or drafted.id
            drafted.name = text(function, "name") or drafted.name
            drafted.arguments.append(text(function, "arguments"))
        for token in objects(mapping(choice, "logprobs"), "content"):
            value = token.get("logprob")
            if isinstance(value, int | float) and not isinstance(value, bool):
                draft.logprobs.append(float(value))
        if reason := text(choice, "finish_reason"):
            draft.finish_reason = _REASONS.get(reason, FinishReason.OTHER)
        return piece


def _message(message: Message) -> dict[str, Any]:
    said: dict[str, Any] = {"role": message.role.value, "content": message.content}
    if message.tool_calls:
        said["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.tool_calls
        ]
    if message.tool_call_id:
        said["tool_call_id"] = message.tool_call_id
    return said


def _tool(tool: Tool) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
    return {"type": "function", "function": function}


def _usage(used: Fields, *, reasoning_beside: bool) -> Usage | None:
    prompt, completion = count(used, "prompt_tokens"), count(used, "completion_tokens")
    if prompt is None or completion is None:
        return None
    cached = count(mapping(used, "prompt_tokens_details"), "cached_tokens") or 0
    reasoning = count(mapping(used, "completion_tokens_details"), "reasoning_tokens") or 0
    total = count(used, "total_tokens")
    if reasoning_beside and total is not None and total > prompt + completion:
        reasoning, completion = max(reasoning, total - prompt - completion), total - prompt
    return Usage(prompt, completion, cached=cached, reasoning=reasoning)
