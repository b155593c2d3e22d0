"""Five hundred attempts in progress at once on the running stack, each saving every 30 seconds: time, loss, doubles."""

import asyncio
import contextlib
import io
import os
import time
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import httpx

from benchmarks.measured import Measured, percentile
from shared.auth.links import link_token
from shared.domain.attempts.model import answer_id
from shared.domain.invitations.model import LINK_KIND
from tests.fixtures.http import Company, new_company
from tools.demo.content import program
from tools.stack import running_stack

ATTEMPTS = 500
EVERY_SECONDS = 30.0
ROUNDS = 4
_AT_ONCE = 16
_ENVIRONMENT = {"ELLA_RATE_LIMITS_SCALE": "100000", "ELLA_DEFAULT_PLAN": "business"}


@dataclass
class Sitting:
    """One attempt in progress, and what came of its saves."""

    id: str
    headers: dict[str, str]
    sent: int = 0
    acknowledged: int = 0
    seconds: list[float] = field(default_factory=list[float])


def measure(*, quick: bool) -> Measured:
    """Have every attempt save again and again; `quick` takes one round."""
    with running_stack(extra_environment=_ENVIRONMENT) as stack:
        with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
            with contextlib.redirect_stdout(io.StringIO()):
                company = new_company(http, stack.inbox_url)
        # Links are signed, and stored answers read, as a function of the stack would.
        with patch.dict(os.environ, stack.environment):
            return asyncio.run(_measure(stack, company, rounds=1 if quick else ROUNDS))


async def _measure(stack: Any, company: Company, rounds: int) -> Measured:
    limits = httpx.Limits(max_connections=ATTEMPTS, max_keepalive_connections=ATTEMPTS)
    async with httpx.AsyncClient(base_url=stack.gateway_url, timeout=60, limits=limits, trust_env=False) as http:
        slots = asyncio.Semaphore(_AT_ONCE)
        sittings = await asyncio.gather(*(_begun(http, company, number, slots) for number in range(ATTEMPTS)))
        question = company.questions[0]
        await asyncio.gather(*(_save(http, each, question) for each in sittings[:_AT_ONCE]))  # warms what serves
        for each in sittings:
            each.seconds.clear()
        await asyncio.gather(*(_write(http, each, question, place, rounds) for place, each in enumerate(sittings)))
    stored = await _stored(stack, company.tenant_id, [answer_id(each.id, question) for each in sittings])
    lost = doubled = 0
    for each in sittings:
        answer = stored.get(answer_id(each.id, question), {"revision": 0, "receipt": {"number": 0}})
        lost += max(0, each.acknowledged - answer["revision"])
        doubled += max(0, answer["receipt"]["number"] - each.sent)
    samples = [seconds for each in sittings for seconds in each.seconds]
    refused = sum(each.sent for each in sittings) - sum(each.acknowledged for each in sittings)
    return Measured(
        {
            "autosave_p50_ms_at_500": percentile(samples, 50) * 1000,
            "autosave_p95_ms_at_500": percentile(samples, 95) * 1000,
            "autosave_lost": float(lost),
            "autosave_duplicates": float(doubled),
        },
        [f"{len(samples)} saves acknowledged, {refused} not"],
    )


async def _begun(http: httpx.AsyncClient, company: Company, number: int, slots: asyncio.Semaphore) -> Sitting:
    """Bring one candidate to the point of writing."""
    async with slots:
        staff = {"authorization": f"Bearer {company.recruiter_token}"}
        invited = await http.post(
            f"/v1/assessments/{company.assessment}/invitations",
            json={"email": f"candidate-{number}@example.com", "name": f"Candidate {number}"},
            headers=staff,
        )
        token = link_token(LINK_KIND, company.tenant_id, _data(invited)["id"])
        redeemed = await http.post("/v1/invitations/redeem", json={"token": token})
        headers = {"authorization": f"Bearer {_data(redeemed)['accessToken']}"}
        started = await http.post("/v1/attempts", headers=headers)
        return Sitting(_data(started)["id"], headers)


async def _write(http: httpx.AsyncClient, sitting: Sitting, question: str, place: int, rounds: int) -> None:
    """Save every 30 seconds, beginning at a moment of one's own, whatever the others do."""
    began = time.perf_counter() + EVERY_SECONDS * place / ATTEMPTS
    for number in range(rounds):
        await asyncio.sleep(max(0.0, began + number * EVERY_SECONDS - time.perf_counter()))
        await _save(http, sitting, question)


async def _save(http: httpx.AsyncClient, sitting: Sitting, question: str) -> None:
    sitting.sent += 1
    revision = sitting.sent
    body = {"revision": revision, "response": program("python", f"# {revision}\n" + "print(1)\n" * 100)}
    began = time.perf_counter()
    answer = await http.put(f"/v1/attempts/{sitting.id}/answers/{question}", json=body, headers=sitting.headers)
    if answer.status_code == 200:
        sitting.seconds.append(time.perf_counter() - began)
        sitting.acknowledged = revision


async def _stored(stack: Any, tenant_id: str, ids: list[str]) -> dict[str, Any]:
    """Return the stored answers by id."""
    from shared.adapters.firestore import FirestoreStore

    store = FirestoreStore(stack.environment["ELLA_PROJECT"])
    try:
        paths = [f"tenants/{tenant_id}/answers/{each}" for each in ids]
        return {document.data["id"]: document.data for document in (await store.get_many(paths)).values()}
    finally:
        await store.close()


def _data(answer: httpx.Response) -> Any:
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.request.method} {answer.request.url} answered {answer.text[:500]}")
    return answer.json()["data"]
