"""What every provider's adapter promises, against servers that speak its protocol over HTTP, well and badly."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from shared.adapters.guarded_http import GuardedHttpClient
from shared.adapters.models.provider_models import ProviderModels
from shared.config import config
from shared.errors import NotFound
from shared.ports.http_client import DestinationRefused
from shared.ports.model_providers import PROVIDERS
from shared.ports.models import (
    AnswerUnreadable,
    Completion,
    ContentFiltered,
    FinishReason,
    Message,
    MessageRole,
    ModelError,
    ModelQuotaUsedUp,
    ModelRateLimited,
    ModelRequest,
    ModelRequestRefused,
    Parameters,
    ProviderKeyRefused,
    ProviderOverloaded,
    ProviderUnavailable,
    StreamCut,
    Timeouts,
    Usage,
)
from shared.runtime.composition import Composition
from tests.fixtures.model_server import (
    PROTOCOLS,
    ModelServer,
    html,
    model_server,
    openai_answer,
    says,
    silence,
    streams,
    text_events,
    whole,
)
from tests.fixtures.servers import answers

pytestmark = pytest.mark.anyio

KEY = "sk-test-0123456789abcdef"
ASKED = (Message(MessageRole.SYSTEM, "Be brief."), Message(MessageRole.USER, "Say hello"))


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with model_server() as fake:
        yield fake


def models(server: ModelServer) -> ProviderModels:
    origin = server.base_url.removesuffix("/v1")
    providers = {id: replace(each, base_url=server.base_url) for id, each in PROVIDERS.items()}
    return ProviderModels(GuardedHttpClient("1", origins=[origin]), providers)


async def ask(
    server: ModelServer, provider: str, *, stream: bool = False, heard: list[str] | None = None, **changes: Any
) -> Completion:
    kept = [] if heard is None else heard

    async def hear(piece: str) -> None:
        kept.append(piece)

    request = replace(ModelRequest("some-model", ASKED), **changes)
    return await models(server).complete(provider, request, key=KEY, on_text=hear if stream else None)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_an_answer_comes_whole(server: ModelServer, protocol: str) -> None:
    server.will(whole(protocol))
    answer = await ask(server, protocol)
    assert (answer.text, answer.finish_reason, answer.usage) == ("Hello", FinishReason.STOP, Usage(9, 2))
    assert (answer.id, answer.first_token_ms) in {("chatcmpl-1", None), ("msg_1", None)}
    assert answer.latency_ms > 0
    assert "stream" not in server.asked[0] or server.asked[0]["stream"] is False


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("pieces", [0, 1, 7])
async def test_an_answer_is_heard_piece_by_piece_however_the_network_cuts_it(
    server: ModelServer, protocol: str, pieces: int
) -> None:
    heard: list[str] = []
    server.will(streams(*text_events(protocol, "Hel", "lo ", "wörld 👋"), pieces=pieces))
    answer = await ask(server, protocol, stream=True, heard=heard)
    assert heard == ["Hel", "lo ", "wörld 👋"]
    assert (answer.text, answer.usage, answer.finish_reason) == ("Hello wörld 👋", Usage(9, 2), FinishReason.STOP)
    assert answer.first_token_ms is not None
    assert 0 < answer.first_token_ms <= answer.latency_ms
    assert server.asked[0]["stream"] is True


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("status", "error", "expected", "nothing_done"),
    [
        (400, {"type": "invalid_request_error", "message": "no such parameter"}, ModelRequestRefused, False),
        (404, {"type": "not_found_error", "message": "no such model"}, ModelRequestRefused, False),
        (401, {"type": "authentication_error", "message": "invalid key"}, ProviderKeyRefused, False),
        (403, {"type": "permission_error", "message": "not yours"}, ProviderKeyRefused, False),
        (429, {"type": "rate_limit_error", "message": "slow down"}, ModelRateLimited, True),
        (429, {"type": "insufficient_quota", "message": "pay"}, ModelQuotaUsedUp, False),
        (400, {"code": "content_filter", "message": "no"}, ContentFiltered, False),
        (500, {"type": "api_error", "message": "oops"}, ProviderUnavailable, False),
        (503, {"type": "overloaded_error", "message": "busy"}, ProviderOverloaded, True),
        (529, {"type": "overloaded_error", "message": "busy"}, ProviderOverloaded, True),
    ],
)
async def test_each_refusal_has_its_category(
    server: ModelServer,
    protocol: str,
    stream: bool,
    status: int,
    error: dict[str, str],
    expected: type[ModelError],
    nothing_done: bool,
) -> None:
    server.will(says({"error": error}, status))
    with pytest.raises(ModelError) as caught:
        await ask(server, protocol, stream=stream)
    assert type(caught.value) is expected
    assert caught.value.nothing_done is nothing_done
    assert error["message"] in caught.value.message
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("soon", None), ("nan", None), ("1e30", 86_400.0)]
)
@pytest.mark.parametrize("status", [429, 503])
async def test_how_long_to_wait_is_read(server: ModelServer, status: int, header: str, seconds: float | None) -> None:
    server.will(says({"error": {"message": "slow down"}}, status, retry_after=header))
    with pytest.raises((ModelRateLimited, ProviderOverloaded)) as caught:
        await ask(server, "openai")
    assert caught.value.retry_after == seconds  # type: ignore[attr-defined]


async def test_geminis_list_of_errors_is_read(server: ModelServer) -> None:
    server.will(says([{"error": {"code": 400, "message": "API key not valid", "status": "INVALID_ARGUMENT"}}], 400))
    with pytest.raises(ModelRequestRefused, match="API key not valid"):
        await ask(server, "gemini")


@pytest.mark.parametrize("stream", [False, True])
async def test_an_error_never_repeats_the_key(server: ModelServer, stream: bool) -> None:
    server.will(
        says({"error": {"message": f"Incorrect API key provided: {KEY}, sk-abcdefgh****1234" + "x" * 999}}, 401)
    )
    with pytest.raises(ProviderKeyRefused) as caught:
        await ask(server, "openai", stream=stream)
    assert "0123456789" not in caught.value.message
    assert "1234" not in caught.value.message
    assert len(caught.value.message) < 400


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    "behaviour",
    [html(), answers(200, b""), answers(200, b"[]"), answers(200, b"[" * 100_000), says({}), says({"choices": "no"})],
    ids=["html", "nothing", "a list", "nested", "empty", "nonsense"],
)
async def test_what_is_not_the_protocol_is_unreadable(
    server: ModelServer, protocol: str, stream: bool, behaviour: Any
) -> None:
    server.will(behaviour)
    with pytest.raises(AnswerUnreadable):
        await ask(server, protocol, stream=stream)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_html_with_an_errors_status_keeps_the_statuss_category(server: ModelServer, protocol: str) -> None:
    server.will(html(502))
    with pytest.raises(ProviderUnavailable, match="502"):
        await ask(server, protocol)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("kept", [3, 4, 5])
async def test_a_stream_that_breaks_off_is_no_answer_but_tells_what_had_come(
    server: ModelServer, protocol: str, kept: int
) -> None:
    heard: list[str] = []
    server.will(streams(*text_events(protocol, "Hel", "lo")[: kept + 1], cut=True))
    with pytest.raises(StreamCut) as caught:
        await ask(server, protocol, stream=True, heard=heard)
    assert caught.value.text == "".join(heard)
    assert not caught.value.nothing_done


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_stream_that_ends_politely_before_its_end_is_cut_as_well(server: ModelServer, protocol: str) -> None:
    server.will(streams(*text_events(protocol, "Hel", "lo")[:-1]))
    with pytest.raises(StreamCut) as caught:
        await ask(server, protocol, stream=True)
    assert caught.value.text == "Hello"


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("kind", ["overloaded_error", "content_filter"])
async def test_an_error_in_the_middle_of_a_stream_ends_it(server: ModelServer, protocol: str, kind: str) -> None:
    event = f'event: error\ndata: {{"type": "error", "error": {{"type": "{kind}", "message": "no more"}}}}\n\n'
    server.will(streams(*text_events(protocol, "Hel", "lo")[:3], event))
    with pytest.raises(ContentFiltered if kind == "content_filter" else ProviderUnavailable, match="no more") as caught:
        await ask(server, protocol, stream=True)
    assert not caught.value.nothing_done


async def test_a_server_that_does_not_stream_is_read_whole(server: ModelServer) -> None:
    heard: list[str] = []
    server.will(says(openai_answer("All at once")))
    answer = await ask(server, "openai", stream=True, heard=heard)
    assert (answer.text, heard) == ("All at once", ["All at once"])


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("stream", [False, True])
async def test_a_server_that_says_nothing_is_given_up(server: ModelServer, protocol: str, stream: bool) -> None:
    server.will(silence(server))
    with pytest.raises(ProviderUnavailable):
        await ask(server, protocol, stream=stream, timeouts=Timeouts(first_token=0.3, total=0.6))
    await asyncio.wait_for(server.hung_up.wait(), 10)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_pings_are_no_first_token(server: ModelServer, protocol: str) -> None:
    server.will(silence(server, *text_events(protocol)[:1]))
    with pytest.raises(ProviderUnavailable, match="wrote nothing within"):
        await ask(server, protocol, stream=True, timeouts=Timeouts(first_token=0.3, total=60))


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_server_that_never_ends_is_given_up_after_the_total_time(server: ModelServer, protocol: str) -> None:
    heard: list[str] = []
    server.will(silence(server, *text_events(protocol, "Hello")[:-3]))
    with pytest.raises(StreamCut) as caught:
        await ask(server, protocol, stream=True, heard=heard, timeouts=Timeouts(first_token=30, total=0.8))
    assert (caught.value.text, heard) == ("Hello", ["Hello"])


@pytest.mark.parametrize("stream", [False, True])
async def test_whoever_stops_waiting_closes_the_connection(server: ModelServer, stream: bool) -> None:
    server.will(silence(server, *text_events("openai", "Hello")[:2]))
    heard: list[str] = []
    waiting = asyncio.create_task(ask(server, "openai", stream=stream, heard=heard))
    while not (heard if stream else server.asked):
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.wait_for(server.hung_up.wait(), 10)


async def test_no_connection_means_that_nothing_was_done(server: ModelServer) -> None:
    providers = {"openai": replace(PROVIDERS["openai"], base_url="http://127.0.0.1:9/v1")}
    closed = ProviderModels(GuardedHttpClient("1", origins=["http://127.0.0.1:9"]), providers)
    with pytest.raises(ProviderOverloaded) as caught:
        await closed.complete("openai", ModelRequest("m", ASKED), key=KEY)
    assert caught.value.nothing_done


async def test_a_private_address_that_nobody_configured_is_never_called(server: ModelServer) -> None:
    server.will(whole("openai"))
    providers = {"openai": replace(PROVIDERS["openai"], base_url=server.base_url)}
    other = GuardedHttpClient("1", https_only=False, origins=["http://127.0.0.1:11434"])
    for on_text in (None, lambda piece: asyncio.sleep(0)):
        with pytest.raises(DestinationRefused):
            await ProviderModels(other, providers).complete("openai", ModelRequest("m", ASKED), on_text=on_text)
    assert server.asked == []


async def test_the_operators_ollama_is_asked_where_one_is_configured(server: ModelServer) -> None:
    server.will(says({"data": [{"id": "llama3.2"}]}), whole("openai"))
    origin = server.base_url.removesuffix("/v1")
    real = Composition(replace(config(), ollama_url=origin, outbound_networks=())).models
    assert await real.list_models("ollama") == ("llama3.2",)
    assert (await real.complete("ollama", ModelRequest("llama3.2", ASKED))).text == "Hello"
    assert "authorization" not in server.headers
    without = Composition(replace(config(), ollama_url="")).models
    with pytest.raises(NotFound):
        await without.list_models("ollama")


async def test_a_provider_is_asked_at_the_operators_gateway_where_one_is_configured(server: ModelServer) -> None:
    server.will(whole("openai"))
    gateway = replace(config(), provider_urls=(("openai", server.base_url),), outbound_networks=())
    assert (await Composition(gateway).models.complete("openai", ModelRequest("m", ASKED), key=KEY)).text == "Hello"
    assert server.headers["authorization"] == f"Bearer {KEY}"
    for unknown in ("nobody", "echo", "ollama"):
        with pytest.raises(ValueError, match=unknown):
            _ = Composition(replace(config(), provider_urls=((unknown, server.base_url),))).models


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_providers_models_are_listed(server: ModelServer, protocol: str) -> None:
    server.will(says({"data": [{"id": "models/b"}, {"id": "a"}, {"id": 7}, "c"]}))
    assert await models(server).list_models(protocol, key=KEY) == ("a", "b")
    assert server.server.received[0].line.startswith("GET /v1/models")
    assert KEY in server.headers.get("authorization", server.headers.get("x-api-key", ""))


async def test_what_lists_no_models_is_unreadable(server: ModelServer) -> None:
    for behaviour in (html(), says({"data": None}), says([])):
        server.will(behaviour)
        with pytest.raises(AnswerUnreadable):
            await models(server).list_models("ollama")


async def test_echo_says_what_it_was_asked_without_any_server() -> None:
    client = ProviderModels(GuardedHttpClient("1"), PROVIDERS)
    heard: list[str] = []

    async def hear(piece: str) -> None:
        heard.append(piece)

    answer = await client.complete("echo", ModelRequest("echo", ASKED), on_text=hear)
    assert (answer.text, heard, answer.usage) == ("Say hello", ["Say hello"], Usage(4, 2))
    short = await client.complete("echo", ModelRequest("echo", ASKED, Parameters(max_tokens=1)))
    assert (short.text, short.finish_reason) == ("Say", FinishReason.LENGTH)
    assert await client.list_models("echo") == ("echo",)


async def test_a_provider_that_is_none_is_not_found() -> None:
    with pytest.raises(NotFound):
        await ProviderModels(GuardedHttpClient("1"), PROVIDERS).complete("nobody", ModelRequest("m", ASKED))
