"""Asking a provider over HTTP, streamed or not, in whichever protocol it speaks."""

import asyncio
import json
from collections.abc import Mapping
from hashlib import sha256
from time import perf_counter

from shared.adapters.models import echo, embedding_wire
from shared.adapters.models.anthropic import AnthropicMessages
from shared.adapters.models.draft import Draft
from shared.adapters.models.events import server_events
from shared.adapters.models.failures import failure, uncalled
from shared.adapters.models.fields import Fields, objects, parsed, text
from shared.adapters.models.openai_compatible import OpenAiCompatible
from shared.adapters.models.wire import Wire
from shared.errors import InvalidInput, NotFound
from shared.ports.http_client import CallFailed, HttpClient, OutboundRequest, OutboundResponse, OutboundStream, Service
from shared.ports.model_providers import ModelProtocol, Provider
from shared.ports.models import (
    AnswerUnreadable,
    Completion,
    EmbeddedTexts,
    EmbeddingRequest,
    ModelRequest,
    OnText,
    ProviderUnavailable,
    StreamCut,
    Timeouts,
)

MAX_ANSWER = 16 * 1024 * 1024
_MAX_ERROR = 64 * 1024
_WIRES: dict[ModelProtocol, Wire] = {
    ModelProtocol.OPENAI: OpenAiCompatible(),
    ModelProtocol.ANTHROPIC: AnthropicMessages(),
}


class ProviderModels:
    """The models of some providers, by their ids."""

    def __init__(self, http: HttpClient, providers: Mapping[str, Provider]) -> None:
        self._http = http
        self._providers = providers

    async def complete(
        self, provider: str, request: ModelRequest, *, key: str = "", on_text: OnText | None = None
    ) -> Completion:
        """Return a completion, streamed piece by piece to `on_text` if it is given."""
        found = self._provider(provider)
        if found.protocol is ModelProtocol.ECHO:
            return await echo.complete(request, on_text)
        call = _Call(found, _WIRES[found.protocol], request, key)
        try:
            return await (self._whole(call) if on_text is None else self._streamed(call, on_text))
        except CallFailed as error:
            raise uncalled(error) from error

    async def embed(self, provider: str, request: EmbeddingRequest, *, key: str = "") -> EmbeddedTexts:
        """Return texts as vectors, in OpenAI's protocol, which all that embed speak."""
        found = self._provider(provider)
        if not found.embeds:
            raise InvalidInput(f"{found.label} makes no embeddings", code="embeddings_unknown")
        asked = OutboundRequest(
            "POST",
            f"{found.base_url}{embedding_wire.PATH}",
            {"content-type": "application/json", **_WIRES[ModelProtocol.OPENAI].headers(key)},
            json.dumps(embedding_wire.body(request), ensure_ascii=False).encode("utf-8", "replace"),
            connect=request.timeouts.connect,
            read=request.timeouts.total,
            total=request.timeouts.total,
            max_response=MAX_ANSWER,
            service=Service.MODELS,
            account=_account(key),
        )
        try:
            response = await self._http.send(asked)
        except CallFailed as error:
            raise uncalled(error) from error
        return embedding_wire.read(request, _answer(response, key))

    async def list_models(self, provider: str, *, key: str = "", total: float = 10.0) -> tuple[str, ...]:
        """Return the names of the models that a provider offers."""
        found = self._provider(provider)
        if found.protocol is ModelProtocol.ECHO:
            return ("echo",)
        wire = _WIRES[found.protocol]
        asked = OutboundRequest(
            "GET",
            f"{found.base_url}{wire.models_path}",
            wire.headers(key),
            connect=total,
            read=total,
            total=total,
            max_response=MAX_ANSWER,
            service=Service.MODELS,
            account=_account(key),
        )
        try:
            response = await self._http.send(asked)
        except CallFailed as error:
            raise uncalled(error) from error
        if response.status != 200:
            raise failure(response.status, response.headers, response.body, key)
        answer = parsed(response.body)
        if not isinstance(answer.get("data"), list):
            raise AnswerUnreadable("the provider's answer is no list of models")
        names = [text(each, "id").removeprefix("models/") for each in objects(answer, "data")]
        return tuple(sorted(name for name in names if name))

    def _provider(self, id: str) -> Provider:
        found = self._providers.get(id)
        if found is None:
            raise NotFound("there is no such provider here", code="provider_not_found")
        return found

    async def _whole(self, call: "_Call") -> Completion:
        began = perf_counter()
        response = await self._http.send(call.outbound(stream=False))
        draft = call.read(response)
        return draft.completion(latency_ms=_since(began))

    async def _streamed(self, call: "_Call", on_text: OnText) -> Completion:
        began = perf_counter()
        first_ms: list[float] = []
        within = call.request.timeouts.first_token
        first = asyncio.timeout_at(asyncio.get_running_loop().time() + within)
        draft = Draft()

        async def hear(piece: str) -> None:
            if not first_ms:
                first_ms.append(_since(began))
                first.reschedule(None)
            if piece:
                await on_text(piece)

        try:
            # Inside, so that whoever sends it learns that the provider gave no sign in time.
            async with self._http.stream(call.outbound(stream=True)) as response, first:
                draft = await _heard(call, response, draft, hear)
        except CallFailed as error:
            if not draft.begun:
                raise
            raise StreamCut(f"the provider's answer broke off: {error.message}", text=draft.text) from error
        except TimeoutError as error:
            if not first.expired():
                raise
            raise ProviderUnavailable(f"the provider wrote nothing within {within:g} s") from error
        return draft.completion(latency_ms=_since(began), first_token_ms=first_ms[0] if first_ms else None)


class _Call:
    """One request to one provider, as it is sent and as its answer is read."""

    def __init__(self, provider: Provider, wire: Wire, request: ModelRequest, key: str) -> None:
        self.provider = provider
        self.wire = wire
        self.request = request
        self.key = key

    def outbound(self, *, stream: bool) -> OutboundRequest:
        times: Timeouts = self.request.timeouts
        body = self.wire.body(self.provider, self.request, stream=stream)
        return OutboundRequest(
            "POST",
            f"{self.provider.base_url}{self.wire.path}",
            {"content-type": "application/json", **self.wire.headers(self.key)},
            json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
            connect=times.connect,
            read=times.first_token if stream else times.total,
            total=times.total,
            max_response=MAX_ANSWER,
            service=Service.MODELS,
            account=_account(self.key),
        )

    def read(self, response: OutboundResponse) -> Draft:
        """Return what a whole answer says; raise the ModelError that it stands for."""
        return self.wire.read(self.provider, _answer(response, self.key))


def _answer(response: OutboundResponse, key: str) -> Fields:
    """Return what a provider answered; raise the ModelError that it stands for."""
    if response.status != 200:
        raise failure(response.status, response.headers, response.body, key)
    if response.truncated:
        raise AnswerUnreadable("the provider's answer is too long to read")
    return parsed(response.body)


async def _heard(call: _Call, response: OutboundStream, draft: Draft, hear: OnText) -> Draft:
    """Return what a stream says, its text told as it comes; a server that doesn't stream is read whole."""
    if response.status != 200 or "text/event-stream" not in response.headers.get("content-type", ""):
        body = bytearray()
        async for piece in response.pieces:
            body += piece
            if response.status != 200 and len(body) > _MAX_ERROR:
                break
        whole = call.read(OutboundResponse(response.status, response.headers, bytes(body)))
        await hear(whole.text)
        return whole
    draft.begun = True
    async for event in server_events(response.pieces):
        piece = call.wire.take(call.provider, draft, event, call.key)
        if piece or draft.calls:
            await hear(piece)
        if draft.ended:
            return draft
    raise StreamCut("the provider's answer broke off", text=draft.text)


def _account(key: str) -> str:
    """Return whose call it is: a key is a tenant's own, and so is what a provider makes of it."""
    return sha256(key.encode()).hexdigest() if key else ""


def _since(began: float) -> float:
    return (perf_counter() - began) * 1000
