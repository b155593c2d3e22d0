"""Events on the real emulators: none lost, none acted on twice, poison listed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from shared.adapters.firestore import FirestoreStore
from shared.adapters.pubsub import PubSubBus
from shared.data.store import Create
from shared.domain.attempts.events import AttemptSubmitted
from shared.events.envelope import Envelope
from shared.events.event import Event
from shared.events.outbox import stored_envelope
from shared.ids import new_id
from tests.fixtures.http import Company, new_company
from tools.demo.api import until
from tools.stack import Stack


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    return new_company(http, stack.inbox_url)


@pytest.fixture(autouse=True)
def emulators(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in stack.environment.items():
        monkeypatch.setenv(name, value)


def envelope(event: Event, tenant_id: str, **changes: Any) -> Envelope:
    fields: dict[str, Any] = {
        "id": new_id(),
        "type": event.type,
        "time": datetime.now(UTC),
        "tenant_id": tenant_id,
        "traceparent": "",
        "causation_id": "test",
        "data": event.model_dump(by_alias=True, mode="json"),
    }
    return Envelope(**fields | changes)


def with_store(work: Callable[[FirestoreStore], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        store = FirestoreStore("demo-ella")
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


def publish(*envelopes: Envelope) -> None:
    async def run() -> None:
        bus = PubSubBus("demo-ella")
        try:
            await bus.publish(envelopes)
        finally:
            await bus.close()

    asyncio.run(run())


def document(path: str) -> dict[str, Any] | None:
    async def read(store: FirestoreStore) -> dict[str, Any] | None:
        found = (await store.get_many([path])).get(path)
        return dict(found.data) if found else None

    return with_store(read)


def closed_attempt(company: Company) -> tuple[str, str]:
    """Bring an attempt to submitted as a process would that was killed right after its commit: nothing published."""
    candidate, _, attempt = company.candidate()
    company.demo.autosave(candidate, attempt, company.questions)
    path = f"tenants/{company.tenant_id}/attempts/{attempt}"
    sent = envelope(AttemptSubmitted(attempt_id=attempt), company.tenant_id)

    async def commit(store: FirestoreStore) -> None:
        from shared.data.store import Update

        read = (await store.get_many([path]))[path]
        await store.commit(
            [
                Update(path, {**read.data, "status": "submitted", "submittedAt": datetime.now(UTC)}, read.version),
                Create(
                    f"tenants/{company.tenant_id}/outbox/{new_id()}",
                    {
                        "tenantId": company.tenant_id,
                        "schemaVersion": 1,
                        "dueAt": datetime.now(UTC) - timedelta(seconds=1),
                        "relay": False,
                        "shard": 0,
                        "events": [stored_envelope(sent)],
                    },
                ),
            ]
        )

    with_store(commit)
    return attempt, sent.id


def scored(company: Company, attempt: str) -> Callable[[], bool | None]:
    def look() -> bool | None:
        listed = company.recruiter.get("/v1/attempts?limit=100")
        return True if any(each["id"] == attempt and each["status"] == "scored" for each in listed) else None

    return look


def test_a_process_killed_between_commit_and_publish_loses_nothing(company: Company) -> None:
    attempt, _ = closed_attempt(company)
    until(scored(company, attempt), "the sweep to publish what was left")
    assert company.recruiter.get(f"/v1/attempts/{attempt}/results")["points"] == "27.50"


def test_an_event_delivered_three_times_scores_once(company: Company) -> None:
    candidate, _, attempt = company.candidate()
    company.demo.autosave(candidate, attempt, company.questions)
    candidate.post(f"/v1/attempts/{attempt}/finish")
    until(scored(company, attempt), "the attempt to be scored")
    before = document(f"tenants/{company.tenant_id}/attemptResults/{attempt}")
    again = envelope(AttemptSubmitted(attempt_id=attempt), company.tenant_id)
    publish(again, again, again)

    def handled() -> Any:
        return document(f"tenants/{company.tenant_id}/deliveries/score_attempt:{again.id}")

    until(handled, "the event to be handled")
    time.sleep(0.5)
    assert document(f"tenants/{company.tenant_id}/attemptResults/{attempt}") == before


def test_poison_is_listed_after_five_deliveries_and_can_be_replayed(company: Company) -> None:
    poison = envelope(AttemptSubmitted(attempt_id="x"), company.tenant_id, data={"nonsense": True})
    publish(poison)

    def listed() -> dict[str, Any] | None:
        letters = company.owner.get("/v1/dead-letters")
        ours = (each for each in letters if each["eventId"] == poison.id)
        return next((each for each in ours if each["subscriber"] == "score_attempt"), None)

    letter = until(listed, "the poison to be listed")
    assert letter["deliveries"] == 5
    company.owner.post(f"/v1/dead-letters/{letter['id']}/replay", expect=202)
