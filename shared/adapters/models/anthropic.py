"""Anthropic's own Messages API, which has the system's words apart and content in blocks."""

import json
from typing import Any

from shared.adapters.models.draft import Draft
from shared.adapters.models.events import ServerEvent
from shared.adapters.models.failures import streamed_failure
from shared.adapters.models.fields import Fields, count, mapping, objects, parsed, text
from shared.ports.model_providers import Provider
from shared.ports.models import AnswerUnreadable, FinishReason, Message, MessageRole, ModelRequest, Usage

VERSION = "2023-06-01"
DEFAULT_MAX_TOKENS = 4096
_REASONS = {
    "end_turn": FinishReason.STOP,
    "stop_sequence": FinishReason.STOP,
    "max_tokens": FinishReason.LENGTH,
    "tool_use": FinishReason.TOOL_CALLS,
    "refusal": FinishReason.CONTENT_FILTER,
}


class AnthropicMessages:
    """The wire of `/messages`."""

    path = "/messages"
    models_path = "/models?limit=1000"

    def headers(self, key: str) -> dict[str, str]:
        """Return the headers that carry the key."""
        return {"anthropic-version": VERSION, "x-api-key": key}

    def body(self, provider: Provider, request: ModelRequest, *, stream: bool) -> dict[str, Any]:
        """Return the request's body."""
        wanted = request.parameters
        tools = [
            {"name": each.name, "description": each.description, "input_schema": dict(each.parameters)}
            for each in request.tools
        ]
        system = "\n\n".join(each.content for each in request.messages if each.role is MessageRole.SYSTEM)
        own = {
            "model": request.model,
            "messages": _turns(request.messages),
            "max_tokens": wanted.max_tokens or DEFAULT_MAX_TOKENS,
            "system": system or None,
            "temperature": wanted.temperature,
            "top_p": wanted.top_p,
            "stop_sequences": list(wanted.stop) or None,
            "tools": tools or None,
            "stream": stream,
        }
        return {**wanted.extra, **{name: value for name, value in own.items() if value is not None}}

    def read(self, provider: Provider, answer: Fields) -> Draft:
        """Return what a whole answer says."""
        if text(answer, "type") != "message":
            raise AnswerUnreadable("the provider's answer is no message")
        draft = Draft(ended=True)
        _begin(draft, answer)
        for number, block in enumerate(objects(answer, "content")):
            _open_block(draft, number, block)
            if text(block, "type") == "tool_use":
                draft.call(number).arguments.append(json.dumps(block.get("input") or {}, ensure_ascii=False))
        _end(draft, text(answer, "stop_reason"))
        return draft

    def take(self, provider: Provider, draft: Draft, event: ServerEvent, key: str) -> str:
        """Put an event of a stream into the draft and return the text it brought."""
        said = parsed(event.data)
        kind, number = text(said, "type") or event.name, count(said, "index") or 0
        if kind == "error":
            raise streamed_failure(mapping(said, "error"), key)
        if kind == "message_start":
            _begin(draft, mapping(said, "message"))
        elif kind == "content_block_start":
            return _open_block(draft, number, mapping(said, "content_block"))
        elif kind == "content_block_delta":
            return _extend_block(draft, number, mapping(said, "delta"))
        elif kind == "message_delta":
            _end(draft, text(mapping(said, "delta"), "stop_reason"))
            written = count(mapping(said, "usage"), "output_tokens")
            if draft.usage is not None and written is not None:
                before = draft.usage
                draft.usage = Usage(before.prompt, written, before.cached, before.cache_written)
        elif kind == "message_stop":
            draft.ended = True
        return ""


def _begin(draft: Draft, message: Fields) -> None:
    draft.id, draft.model = text(message, "id"), text(message, "model")
    used = mapping(message, "usage")
    fresh, written = count(used, "input_tokens"), count(used, "output_tokens")
    if fresh is None or written is None:
        return
    cached, kept = count(used, "cache_read_input_tokens") or 0, count(used, "cache_creation_input_tokens") or 0
    draft.usage = Usage(fresh + cached + kept, written, cached=cached, cache_written=kept)


def _open_block(draft: Draft, number: int, block: Fields) -> str:
    """Note a block that begins, or is whole, and return its text."""
    if text(block, "type") == "tool_use":
        call = draft.call(number)
        call.id, call.name = text(block, "id"), text(block, "name")
        return ""
    return _said(draft, text(block, "text"))


def _extend_block(draft: Draft, number: int, delta: Fields) -> str:
    if text(delta, "type") == "input_json_delta":
        draft.call(number).arguments.append(text(delta, "partial_json"))
        return ""
    return _said(draft, text(delta, "text"))


def _said(draft: Draft, piece: str) -> str:
    if piece:
        draft.pieces.append(piece)
    return piece


def _end(draft: Draft, reason: str) -> None:
    if reason:
        draft.finish_reason = _REASONS.get(reason, FinishReason.OTHER)


def _turns(messages: tuple[Message, ...]) -> list[dict[str, Any]]:
    """Return the messages as turns: what tools answered together is one turn of the user's."""
    turns: list[dict[str, Any]] = []
    for message in messages:
        if message.role is MessageRole.SYSTEM:
            continue
        if message.role is not MessageRole.TOOL:
            turns.append({"role": message.role.value, "content": _blocks(message) or message.content})
            continue
        result = {"type": "tool_result", "tool_use_id": message.tool_call_id, "content": message.content}
        if turns and turns[-1]["role"] == "user" and isinstance(turns[-1]["content"], list):
            turns[-1]["content"].append(result)
        else:
            turns.append({"role": "user", "content": [result]})
    return turns


def _blocks(message: Message) -> list[dict[str, Any]]:
    """Return the blocks of a message that calls tools, none for one that doesn't."""
    if not message.tool_calls:
        return []
    said = [{"type": "text", "text": message.content}] if message.content else []
    calls = [
        {"type": "tool_use", "id": call.id, "name": call.name, "input": _input(call.arguments)}
        for call in message.tool_calls
    ]
    return [*said, *calls]


def _input(arguments: str) -> dict[str, Any]:
    """Return a call's arguments; Anthropic takes nothing but an object."""
    try:
        return dict(parsed(arguments))
    except AnswerUnreadable:
        return {}
