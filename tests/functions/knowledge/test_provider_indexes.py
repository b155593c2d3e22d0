"""Indexes that a provider's model embeds: built, searched, measured and paid for."""

from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest

from functions.knowledge import index_knowledge as handler
from shared.runtime.cache_policies import Cached
from tests.fixtures.chat import chat
from tests.fixtures.embeddings import SMALL, TOKENS, embedding_provider, embeds, texts_asked, with_key
from tests.fixtures.knowledge import (
    QUESTIONS,
    counted,
    drafted_api,
    handbook,
    hits,
    operation,
    published,
    searchable,
)
from tests.fixtures.model_budgets import budget
from tests.fixtures.model_server import ModelServer, openai_answer, says
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio

NANOS_PER_TOKEN = 20


@pytest.fixture
async def server(stage: Stage) -> AsyncIterator[ModelServer]:
    async with embedding_provider(stage) as serving:
        yield serving


async def keyed(stage: Stage) -> tuple[SignedIn, dict[str, str], SignedIn]:
    """Make a handbook in a tenant with a key; return its manager, the path and an admin."""
    manager, path = await handbook(stage)
    return manager, path, await with_key(stage, manager)


async def asked(
    stage: Stage, manager: SignedIn, path: dict[str, str], embedding: dict[str, str] | None = None
) -> dict[str, Any]:
    """Build the index with a provider's model; return the operation as it ended."""
    body = {"embedding": embedding or SMALL}
    answer = await stage.call("build_rag", as_=manager, path=path, body=body)
    assert answer.status == 202, answer.body
    return await operation(stage, manager, answer.data["id"])


async def status(stage: Stage, manager: SignedIn, path: dict[str, str]) -> dict[str, Any]:
    return (await stage.call("get_rag_status", as_=manager, path=path)).data


async def test_passages_and_questions_are_embedded_by_the_provider_alone(stage: Stage, server: ModelServer) -> None:
    manager, path, _ = await keyed(stage)
    own = counted(stage)
    assert (await asked(stage, manager, path))["result"] == {"version": 1, "chunks": 4, "embedded": 4}
    [best] = await hits(stage, manager, path, "money comes back", k=1)
    assert best["citation"]["key"] == "guide > Refunds"
    assert own.texts == []
    assert len(texts_asked(server)) == 5
    assert {each["dimensions"] for each in server.asked} == {384}
    told = await status(stage, manager, path)
    assert (told["embedding"], told["buildingEmbedding"]) == (SMALL, None)


async def test_what_was_embedded_counts_for_the_app_and_is_not_counted_twice(
    stage: Stage, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handler, "EMBEDDED_AT_ONCE", 2)
    manager, path, admin = await keyed(stage)
    await asked(stage, manager, path)
    await searchable(stage, manager, path, "update")
    lines = (await stage.call("get_costs", as_=admin, query={"groupBy": "app"})).data["lines"]
    told = [(each["name"], each["calls"], each["promptTokens"], each["costNanos"]) for each in lines]
    assert told == [(path["appId"], 2, 2 * TOKENS, 2 * TOKENS * NANOS_PER_TOKEN)]


@pytest.mark.thorough
async def test_another_model_embeds_everything_anew_while_the_old_index_answers(
    stage: Stage, server: ModelServer
) -> None:
    manager, path, _ = await keyed(stage)
    await searchable(stage, manager, path)
    answer = await stage.call("build_rag", as_=manager, path=path, body={"embedding": SMALL})
    own = counted(stage)
    assert len(await hits(stage, manager, path, "money", k=50)) == 4
    assert (own.texts, server.asked) == (["money"], [])
    told = await status(stage, manager, path)
    assert (told["embedding"]["provider"], told["buildingEmbedding"]) == ("", SMALL)
    assert (await operation(stage, manager, answer.data["id"]))["result"]["embedded"] == 4
    assert len(await hits(stage, manager, path, "money", k=50)) == 4
    assert own.texts == ["money"]
    await searchable(stage, manager, path, "update")
    assert len(await stage.documents("knowledgeChunks")) == 4


async def test_an_update_keeps_to_the_model_and_embeds_what_is_new(stage: Stage, server: ModelServer) -> None:
    manager, path, _ = await keyed(stage)
    await asked(stage, manager, path)
    server.asked.clear()
    await drafted_api(stage, manager, path, path="/parrots", summary="List the parrots")
    await published(stage, manager, path)
    await searchable(stage, manager, path, "update")
    [text] = texts_asked(server)
    assert text.startswith("GET /parrots")
    assert (await status(stage, manager, path))["embedding"] == SMALL


async def test_what_a_broken_off_build_stored_is_not_paid_for_again(
    stage: Stage, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handler, "EMBEDDED_AT_ONCE", 3)
    manager, path, admin = await keyed(stage)
    server.will(embeds(), embeds(cut=True), embeds())
    answer = await stage.call("build_rag", as_=manager, path=path, body={"embedding": SMALL})
    await operation(stage, manager, answer.data["id"])
    stage.clock.advance(minutes=30)
    ended = await operation(stage, manager, answer.data["id"])
    assert ended["result"] == {"version": 1, "chunks": 4, "embedded": 4}
    assert [len(each["input"]) for each in server.asked] == [3, 1, 1]
    total = (await stage.call("get_costs", as_=admin)).data["total"]
    assert (total["calls"], total["promptTokens"]) == (2, 2 * TOKENS)


async def test_a_provider_that_takes_no_more_for_now_is_waited_for(stage: Stage, server: ModelServer) -> None:
    manager, path, _ = await keyed(stage)
    server.will(says({"error": {"message": "slowly"}}, 429, retry_after="120"))
    answer = await stage.call("build_rag", as_=manager, path=path, body={"embedding": SMALL})
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "running"
    server.will(embeds())
    del stage.composition.__dict__["model_calls"]  # it would wait for two minutes in real time
    stage.clock.advance(minutes=30)
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "succeeded"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (embeds(length=1536), "embedding_dimensions_unfit"),
        (says({"error": {"message": "no such model"}}, 404), "model_request_refused"),
        (says({"error": {"message": "wrong key"}}, 401), "provider_key_refused"),
        (says({"error": {"message": "pay", "code": "insufficient_quota"}}, 429), "provider_quota_used_up"),
    ],
    ids=["length", "model", "key", "quota"],
)
async def test_what_asking_again_does_not_mend_fails_the_build_and_the_old_index_answers(
    stage: Stage, server: ModelServer, behaviour: Any, code: str
) -> None:
    manager, path, _ = await keyed(stage)
    await searchable(stage, manager, path)
    server.will(behaviour)
    ended = await asked(stage, manager, path)
    assert (ended["status"], ended["error"]["code"]) == ("failed", code)
    assert len(server.asked) == 1
    assert len(await hits(stage, manager, path, "money", k=50)) == 4
    told = await status(stage, manager, path)
    assert (told["embedding"]["provider"], told["buildingEmbedding"], told["operationId"]) == ("", None, None)


async def test_a_budget_that_is_used_up_stops_the_build_and_questions(stage: Stage, server: ModelServer) -> None:
    manager, path, admin = await keyed(stage)
    await asked(stage, manager, path)
    await budget(stage, manager.tenant_id, amountCents=1, hardStop=True)
    server.will(says(openai_answer("word " * 2_000)))
    assert (await chat(stage, admin, path["appId"], model="gpt-5")).status == 200
    server.will(embeds())
    server.asked.clear()
    refused = await stage.call("search_knowledge", as_=manager, path=path, query={"q": "money"})
    assert (refused.status, refused.error["code"]) == (429, "budget_used_up")
    ended = await asked(stage, manager, path, SMALL | {"model": "text-embedding-3-large"})
    assert (ended["status"], ended["error"]["code"]) == ("failed", "budget_used_up")
    assert server.asked == []


@pytest.mark.parametrize(
    ("embedding", "status", "code"),
    [
        ({"provider": "nobody", "model": "m"}, 404, "provider_not_found"),
        ({"provider": "anthropic", "model": "m"}, 400, "embeddings_unknown"),
        (SMALL, 409, "provider_key_missing"),
    ],
)
async def test_a_model_that_cannot_be_asked_is_refused_at_once(
    stage: Stage, embedding: dict[str, str], status: int, code: str
) -> None:
    manager, path = await handbook(stage)
    answer = await stage.call("build_rag", as_=manager, path=path, body={"embedding": embedding})
    assert (answer.status, answer.error["code"]) == (status, code)


@pytest.mark.parametrize(("answered", "status"), [(500, 503), (401, 409), (400, 400)])
async def test_a_search_tells_why_the_provider_gave_no_vector(
    stage: Stage, server: ModelServer, answered: int, status: int
) -> None:
    manager, path, _ = await keyed(stage)
    await asked(stage, manager, path)
    server.will(says({"error": {"message": "no"}}, answered))
    answer = await stage.call("search_knowledge", as_=manager, path=path, query={"q": "money"})
    assert answer.status == status


async def test_a_question_asked_again_costs_no_call_until_it_is_dropped_and_finds_the_same(
    stage: Stage, server: ModelServer
) -> None:
    manager, path, _ = await keyed(stage)
    await asked(stage, manager, path)
    calls = [len(server.asked)]
    found: list[Any] = []
    for question in ("money comes back", "money comes back", "money came back", "money comes back"):
        found.append(await hits(stage, manager, path, question, k=2))
        calls.append(len(server.asked))
        if len(calls) == 4:
            await stage.composition.caches.drop(manager.tenant_id, [Cached.QUERY])
    made = [after - before for before, after in pairwise(calls)]
    assert made == [1, 0, 1, 1]
    assert found[0] == found[1] == found[3]


async def test_a_question_is_embedded_for_each_tenant_with_its_own_key_and_budget(
    stage: Stage, server: ModelServer
) -> None:
    for _ in range(2):
        manager, path, admin = await keyed(stage)
        await asked(stage, manager, path)
        before = len(server.asked)
        await hits(stage, manager, path, "money", k=1)
        assert len(server.asked) == before + 1
    await stage.call("delete_provider_key", as_=admin, path={"provider": SMALL["provider"]})
    answer = await stage.call("search_knowledge", as_=manager, path=path, query={"q": "money"})
    assert (answer.status, answer.error["code"]) == (409, "provider_key_missing")


async def test_a_measurement_is_paid_for_by_the_app_and_fails_with_its_reason(
    stage: Stage, server: ModelServer
) -> None:
    manager, path, admin = await keyed(stage)
    await asked(stage, manager, path)
    body = {"name": "First", "questions": QUESTIONS}
    answer = await stage.call("evaluate_rag", as_=manager, path=path, body=body)
    assert (await operation(stage, manager, answer.data["id"]))["status"] == "succeeded"
    total = (await stage.call("get_costs", as_=admin)).data["total"]
    assert total["promptTokens"] == 2 * TOKENS
    server.will(says({"error": {"message": "wrong key"}}, 401))
    answer = await stage.call("evaluate_rag", as_=manager, path=path, body=body)
    ended = await operation(stage, manager, answer.data["id"])
    assert (ended["status"], ended["error"]["code"]) == ("failed", "provider_key_refused")


async def test_nothing_is_embedded_by_a_provider_that_nobody_named(stage: Stage, server: ModelServer) -> None:
    manager, path, _ = await keyed(stage)
    await searchable(stage, manager, path)
    await hits(stage, manager, path, "money")
    assert server.asked == []
