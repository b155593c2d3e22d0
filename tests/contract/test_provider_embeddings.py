"""Embeddings of providers over HTTP: what is asked, and what becomes of every bad answer."""

import math
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.errors import InvalidInput
from shared.ports.models import (
    AnswerUnreadable,
    EmbeddedTexts,
    EmbeddingRequest,
    EmbeddingUnfit,
    ModelError,
    ModelQuotaUsedUp,
    ModelRateLimited,
    ModelRequestRefused,
    ProviderKeyRefused,
    ProviderOverloaded,
    ProviderUnavailable,
)
from tests.fixtures.embeddings import embeds, provider_models, vector
from tests.fixtures.model_server import ModelServer, html, model_server, says
from tests.fixtures.servers import Behaviour, answers

pytestmark = pytest.mark.anyio

KEY = "sk-test-0123456789abcdef"
TEXTS = ("Money comes back", "The shop opens")
REQUEST = EmbeddingRequest("text-embedding-3-small", TEXTS, 384)


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with model_server() as fake:
        yield fake


async def embed(server: ModelServer, provider: str = "openai") -> EmbeddedTexts:
    return await provider_models(server).embed(provider, REQUEST, key=KEY)


@pytest.mark.parametrize("provider", ["openai", "gemini", "ollama"])
async def test_vectors_come_in_the_order_of_their_texts_and_of_length_one(server: ModelServer, provider: str) -> None:
    server.will(embeds(tokens=9))
    embedded = await embed(server, provider)
    assert server.server.received[0].line == "POST /v1/embeddings HTTP/1.1"
    assert server.headers["authorization"] == f"Bearer {KEY}"
    assert server.asked == [{"model": "text-embedding-3-small", "input": list(TEXTS), "dimensions": 384}]
    assert embedded.prompt_tokens == 9
    for text, found in zip(TEXTS, embedded.vectors, strict=True):
        raw = vector(text, 384)
        length = math.hypot(*raw)
        assert found == pytest.approx([each / length for each in raw])


@pytest.mark.parametrize("provider", ["anthropic", "echo", "grok"])
async def test_a_provider_that_embeds_nothing_is_not_asked(server: ModelServer, provider: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await embed(server, provider)
    assert refused.value.code == "embeddings_unknown"
    assert server.asked == []


async def test_vectors_of_another_length_are_refused_and_the_error_tells_both(server: ModelServer) -> None:
    server.will(embeds(length=1536))
    with pytest.raises(EmbeddingUnfit, match="1536 numbers, not of 384"):
        await embed(server)


def items(*vectors: Any) -> dict[str, Any]:
    return {"data": [{"index": index, "embedding": each} for index, each in enumerate(vectors)]}


GOOD = [1.0] * 384


@pytest.mark.parametrize(
    "behaviour",
    [
        html(),
        answers(200, b""),
        answers(200, b"[" * 100_000),
        says({}),
        says({"data": "no"}),
        says(items(GOOD)),
        says(items(GOOD, GOOD, GOOD)),
        says({"data": [{"index": 0, "embedding": GOOD}] * 2}),
        says({"data": [{"embedding": GOOD}] * 2}),
        says(items(GOOD, "AAAA")),
        says(items(GOOD, [0.0] * 384)),
        says(items(GOOD, [None] * 384)),
        says(items(GOOD, [True] * 384)),
        says(items(GOOD, [float("nan")] * 384)),
        says(items(GOOD, [float("inf")] * 384)),
        says(items(GOOD, [10**400] * 384)),
        embeds(left_out=1),
    ],
)
async def test_an_answer_that_lacks_a_vector_or_has_none_is_unreadable(
    server: ModelServer, behaviour: Behaviour
) -> None:
    server.will(behaviour)
    with pytest.raises(AnswerUnreadable):
        await embed(server)


async def test_an_answer_that_breaks_off_brings_nothing(server: ModelServer) -> None:
    server.will(embeds(cut=True))
    with pytest.raises(ProviderUnavailable):
        await embed(server)


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "", ModelRequestRefused),
        (401, "", ProviderKeyRefused),
        (404, "model_not_found", ModelRequestRefused),
        (429, "", ModelRateLimited),
        (429, "insufficient_quota", ModelQuotaUsedUp),
        (500, "", ProviderUnavailable),
        (503, "", ProviderOverloaded),
    ],
)
async def test_a_refusal_is_told_for_what_it_is(
    server: ModelServer, status: int, code: str, expected: type[ModelError]
) -> None:
    server.will(says({"error": {"message": f"no {KEY}", "code": code}}, status))
    with pytest.raises(expected) as refused:
        await embed(server)
    assert type(refused.value) is expected
    assert KEY not in refused.value.message
