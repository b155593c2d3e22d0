"""The openai client, as it is published, against Ella's functions over HTTP, with providers that speak their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import openai
import pytest
import uvicorn
from openai import AsyncOpenAI
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from shared.adapters.guarded_http import GuardedHttpClient
from shared.adapters.models.provider_models import ProviderModels
from shared.auth.roles import Role
from shared.ports.model_providers import PROVIDERS
from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.http import serve_http
from tests.fixtures.chat import asker, program, ruled
from tests.fixtures.model_server import (
    ModelServer,
    anthropic_answer,
    anthropic_events,
    html,
    model_server,
    openai_answer,
    openai_chunks,
    says,
    silence,
    streams,
    text_events,
    whole,
)
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio

MODELS = {
    "openai": "gpt-5",
    "anthropic": "claude-haiku-4-5",
    "grok": "grok-4",
    "gemini": "gemini-2.5-pro",
    "ollama": "ollama/llama3",
}
HELLO: Any = [{"role": "system", "content": "Be brief"}, {"role": "user", "content": "Hello"}]
TOOLS: Any = [{"type": "function", "function": {"name": "add", "parameters": {"type": "object"}}}]


class Served:
    """An Ella that listens, an app of it, and the providers it asks."""

    def __init__(self, stage: Stage, upstream: ModelServer, client: AsyncOpenAI, admin: SignedIn, app_id: str) -> None:
        self.stage, self.upstream, self.client = stage, upstream, client
        self.admin, self.app_id = admin, app_id

    async def spans(self) -> list[Any]:
        """Return the traces once there is one: what a client left is noted behind its back."""
        for _ in range(500):
            if found := await self.stage.documents("traces"):
                return found
            await asyncio.sleep(0.02)
        raise AssertionError("nothing was noted")


async def ella(stage: Stage, scope: Scope, receive: Receive, send: Send) -> None:
    name = {"/v1/models": "list_models", "/v1/chat/completions": "create_chat_completion"}[scope["path"]]
    declared = declaration(name)
    assert isinstance(declared, HttpDeclaration)
    response = await serve_http(declared, stage.composition, Request(scope, receive))
    await response(scope, receive, send)


@asynccontextmanager
async def listening(stage: Stage) -> AsyncIterator[str]:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await ella(stage, scope, receive, send)

    config = uvicorn.Config(app, "127.0.0.1", 0, lifespan="off", log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/v1"
    server.should_exit = True
    await serving


@pytest.fixture
async def served(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with model_server() as upstream:
        providers = {id: replace(each, base_url=upstream.base_url) for id, each in PROVIDERS.items()}
        http = GuardedHttpClient("1", origins=[upstream.base_url.removesuffix("/v1")])
        stage.composition.__dict__["models"] = ProviderModels(http, providers)
        admin, app_id = await asker(stage)
        for provider in ("anthropic", "grok", "gemini"):
            body = {"key": "sk-test-0123456789abcdef"}
            await stage.call("set_provider_key", as_=admin, path={"provider": provider}, body=body)
        caller = await program(stage, admin.tenant_id, app_id)
        async with listening(stage) as url, AsyncOpenAI(api_key=caller.token, base_url=url, max_retries=0) as client:
            yield Served(stage, upstream, client, admin, app_id)


def protocol_of(provider: str) -> str:
    return "anthropic" if provider == "anthropic" else "openai"


async def streamed(served: Served, **wanted: Any) -> list[Any]:
    stream = await served.client.chat.completions.create(**{"model": "gpt-5", "messages": HELLO, **wanted}, stream=True)
    return [chunk async for chunk in stream]


@pytest.mark.parametrize("provider", MODELS)
async def test_every_provider_answers_whole(served: Served, provider: str) -> None:
    served.upstream.will(whole(protocol_of(provider), "Hello"))
    answer = await served.client.chat.completions.create(model=MODELS[provider], messages=HELLO, max_tokens=50)
    assert (answer.choices[0].message.content, answer.choices[0].finish_reason) == ("Hello", "stop")
    assert answer.usage is not None
    assert answer.usage.total_tokens == 11
    assert answer.model == MODELS[provider].rpartition("/")[2]


@pytest.mark.parametrize("provider", MODELS)
async def test_every_provider_streams(served: Served, provider: str) -> None:
    served.upstream.will(streams(*text_events(protocol_of(provider), "Hel", "lo"), pieces=7))
    chunks = await streamed(served, model=MODELS[provider], stream_options={"include_usage": True})
    assert [each.choices[0].delta.content for each in chunks if each.choices] == ["", "Hel", "lo", None]
    assert chunks[-1].usage.completion_tokens == 2
    assert chunks[-2].choices[0].finish_reason == "stop"


CALL = {"id": "call_1", "type": "function", "function": {"name": "add", "arguments": '{"a": 1}'}}
BLOCK = {"type": "tool_use", "id": "call_1", "name": "add", "input": {"a": 1}}


@pytest.mark.parametrize(
    ("model", "behaviour"),
    [
        ("gpt-5", says(openai_answer("", tool_calls=[CALL]))),
        ("claude-haiku-4-5", says(anthropic_answer(BLOCK, reason="tool_use"))),
    ],
)
async def test_tools_are_called(served: Served, model: str, behaviour: Any) -> None:
    served.upstream.will(behaviour)
    answer = await served.client.chat.completions.create(model=model, messages=HELLO, tools=TOOLS)
    [call] = answer.choices[0].message.tool_calls or []
    assert (call.id, call.type, answer.choices[0].finish_reason) == ("call_1", "function", "tool_calls")
    assert call.to_dict()["function"] == {"name": "add", "arguments": '{"a": 1}'}
    said: Any = answer.choices[0].message.to_dict()
    again = [*HELLO, said, {"role": "tool", "tool_call_id": "call_1", "content": "2"}]
    await served.client.chat.completions.create(model=model, messages=again, tools=TOOLS)
    assert "call_1" in str(served.upstream.asked[-1]["messages"][-1])


@pytest.mark.parametrize(
    ("model", "events"),
    [
        (
            "gpt-5",
            openai_chunks(
                [
                    {"tool_calls": [{"index": 0, "id": "call_1", "function": {"name": "add", "arguments": '{"a"'}}]},
                    {"tool_calls": [{"index": 0, "function": {"arguments": ": 1}"}}]},
                ],
                "tool_calls",
            ),
        ),
        (
            "claude-haiku-4-5",
            anthropic_events(
                [
                    (
                        {"type": "tool_use", "id": "call_1", "name": "add"},
                        [{"type": "input_json_delta", "partial_json": '{"a": 1}'}],
                    )
                ],
                "tool_use",
            ),
        ),
    ],
)
async def test_tool_calls_are_streamed(served: Served, model: str, events: tuple[str, ...]) -> None:
    served.upstream.will(streams(*events))
    chunks = await streamed(served, model=model, tools=TOOLS)
    [call] = next(each.choices[0].delta.tool_calls for each in chunks if each.choices[0].delta.tool_calls)
    assert (call.index, call.id, call.function.name, call.function.arguments) == (0, "call_1", "add", '{"a": 1}')
    assert chunks[-1].choices[0].finish_reason == "tool_calls"


async def test_a_stream_that_is_cut_ends_with_an_error(served: Served) -> None:
    served.upstream.will(streams(*text_events("openai", "Hel", "lo")[:3], cut=True))
    stream = await served.client.chat.completions.create(model="gpt-5", messages=HELLO, stream=True)
    heard: list[str] = []

    async def listen() -> None:
        async for chunk in stream:
            heard.append(chunk.choices[0].delta.content or "")

    with pytest.raises(openai.APIError, match="broke off"):
        await listen()
    assert heard == ["", "Hel"]
    [trace] = await served.spans()
    assert (trace["errorCount"], trace["outputTokens"]) == (1, 1)


async def test_after_the_first_word_nobody_else_is_asked(served: Served) -> None:
    await ruled(served.stage, served.admin, served.app_id, fallbacks=["claude-haiku-4-5"])
    served.upstream.will(streams(*text_events("openai", "Hel", "lo")[:3], cut=True))
    with pytest.raises(openai.APIError):
        await streamed(served)
    assert len(served.upstream.asked) == 1


@pytest.mark.parametrize("failure", [says({"error": {"message": "busy"}}, 429), html(502), html(200)])
async def test_before_the_first_word_another_model_is_asked(served: Served, failure: Any) -> None:
    await ruled(served.stage, served.admin, served.app_id, fallbacks=["claude-haiku-4-5"])
    served.upstream.will(failure, streams(*text_events("anthropic", "Hello")))
    chunks = await streamed(served)
    assert "".join(each.choices[0].delta.content or "" for each in chunks) == "Hello"
    assert chunks[0].model == "claude-haiku-4-5"


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, openai.BadRequestError), (401, openai.BadRequestError), (429, openai.RateLimitError)],
)
async def test_an_error_before_the_first_word_has_its_status(served: Served, status: int, error: Any) -> None:
    code = "insufficient" if status == 429 else "wrong"
    served.upstream.will(says({"error": {"message": "no", "code": code}}, status, retry_after="3600"))
    with pytest.raises(error) as raised:
        await streamed(served)
    assert raised.value.type in ("invalid_request_error", "rate_limit_error")


@pytest.mark.parametrize("said", [(), text_events("openai", "Hel")[:2]])
@pytest.mark.parametrize("stream", [False, True])
async def test_a_client_that_hangs_up_calls_the_provider_off(
    served: Served, stream: bool, said: tuple[str, ...]
) -> None:
    served.upstream.will(silence(served.upstream, *said))

    async def ask() -> None:
        if stream:
            await streamed(served)
        else:
            await served.client.chat.completions.create(model="gpt-5", messages=HELLO)

    asking = asyncio.create_task(ask())
    while not served.upstream.asked:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await asyncio.wait_for(served.upstream.hung_up.wait(), 30)
    [trace] = await served.spans()
    assert trace["errorCount"] == 1


async def test_models_are_listed(served: Served) -> None:
    found = [each.id async for each in await served.client.models.list()]
    assert {"openai/gpt-5", "anthropic/claude-haiku-4-5"} <= set(found)


async def test_a_key_that_holds_no_more_is_told(served: Served) -> None:
    with pytest.raises(openai.AuthenticationError):
        await served.client.with_options(api_key="ella_a_b_c").chat.completions.create(model="echo", messages=HELLO)


async def test_a_key_that_may_not_ask_is_told(served: Served) -> None:
    admin = await served.stage.member(Role.ADMIN, tenant_id=served.admin.tenant_id)
    path = {"appId": served.app_id}
    pair = (await served.stage.call("create_app_key", as_=admin, path=path, body={"name": "Traces"})).data
    with pytest.raises(openai.PermissionDeniedError):
        await served.client.with_options(api_key=pair["secretKey"]).models.list()
