"""Spans by OTLP: how many a second are accepted, and how many can be read, beside Phoenix on the same payloads."""

import asyncio
import base64
import contextlib
import io
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

from benchmarks.measured import Measured
from benchmarks.peers import PeerMissing, phoenix
from shared.observability import logging
from tests.fixtures.http import sign_up
from tests.fixtures.spans import SECOND, protobuf, span
from tests.fixtures.spans import export as exported
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import running_stack

EXPORTS, QUICK_EXPORTS, SPANS_EACH, TRACE_LENGTH = 10, 2, 500, 50
_AT_ONCE = 4
_WAIT = 300.0
_ENVIRONMENT = {"ELLA_RATE_LIMITS_SCALE": "100000", "ELLA_DEFAULT_PLAN": "business"}
_PROMPT = "Answer the question of a customer as briefly as you can. " * 20

Readable = Callable[[httpx.AsyncClient], Awaitable[int]]


def measure(*, quick: bool) -> Measured:
    """Send the same exports to both, ours first; `quick` sends a fifth."""
    bodies = payloads(QUICK_EXPORTS if quick else EXPORTS)
    figures: dict[str, float] = asyncio.run(costs())
    lines: list[str] = []
    accepted, readable = _ours(bodies)
    figures |= {"spans_accepted_per_s": accepted, "spans_readable_per_s": readable}
    try:
        their_accepted, their_readable = _theirs(bodies)
    except PeerMissing as missing:
        return Measured(figures, [f"not measured against Phoenix: {missing}"])
    lines.append(f"Phoenix accepted {their_accepted:.0f} spans a second, and had {their_readable:.0f} readable")
    figures["spans_accepted_ratio_phoenix"] = accepted / their_accepted
    figures["spans_readable_ratio_phoenix"] = readable / their_readable
    return Measured(figures, lines)


def payloads(exports: int) -> list[bytes]:
    """Return exports in protobuf, of traces of 50 spans: a root, and calls of a model below it."""
    now = int(time.time()) * SECOND
    bodies: list[bytes] = []
    for number in range(exports):
        spans: list[dict[str, Any]] = []
        for place in range(SPANS_EACH):
            total = number * SPANS_EACH + place
            trace, within = divmod(total, TRACE_LENGTH)
            begun = {"startTimeUnixNano": str(now - 60 * SECOND + within), "endTimeUnixNano": str(now - 59 * SECOND)}
            sent = {"parent": total - within + 1, "attributes": _call(within)} if within else {}
            # Phoenix keeps one span of an id, whichever trace it is of.
            spans.append(span(total + 1, trace=f"{trace + 1:032x}", **begun, **sent))
        bodies.append(protobuf(exported(*spans)))
    return bodies


def _call(number: int) -> dict[str, Any]:
    return {
        "openinference.span.kind": "LLM",
        "llm.model_name": "gpt-5",
        "input.value": f"{number} {_PROMPT}",
        "output.value": "As brief as can be.",
        "llm.token_count.prompt": 200,
        "llm.token_count.completion": 6,
    }


async def costs() -> dict[str, float]:
    """Return documents written for 1,000 spans of ten traces, and round trips of showing one of these."""
    from tests.fixtures.stage import Stage
    from tests.fixtures.traces import send, sender, shown

    os.environ["ELLA_BACKEND"] = "embedded"  # the counts are the memory store's
    logging.stream = io.StringIO()
    stage = Stage()
    manager, app_id = await sender(stage)
    traces = [f"{number:032x}" for number in range(1, 11)]
    documents = len(await stage.snapshot())
    await send(stage, manager, app_id, *(span(number, trace=traces[number % 10]) for number in range(1, 1_001)))
    written = len(await stage.snapshot()) - documents
    stage.composition.callers.clear()
    reads = stage.store.reads
    await shown(stage, manager, app_id, traces[0])
    return {"writes_per_1000_spans": float(written), "reads_per_trace_view": float(stage.store.reads - reads)}


def _ours(bodies: list[bytes]) -> tuple[float, float]:
    with running_stack(extra_environment=_ENVIRONMENT) as stack:
        with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
            demo = Demo(Api(http), Inbox(stack.inbox_url))
            with contextlib.redirect_stdout(io.StringIO()):
                access = sign_up(demo)["accessToken"]
            owner = demo.api.signed_in(access)
            app = owner.post("/v1/apps", {"name": "Bench"}, expect=201)["id"]
            pair = owner.post(f"/v1/apps/{app}/keys", {"name": "Bench"}, expect=201)
            both = base64.b64encode(f"{pair['publicKey']}:{pair['secretKey']}".encode()).decode()
            token = {"authorization": f"Bearer {access}"}
            traces = len(bodies) * SPANS_EACH // TRACE_LENGTH

        async def readable(http: httpx.AsyncClient) -> int:
            slots = asyncio.Semaphore(_AT_ONCE)

            async def rows(number: int) -> int:
                async with slots:
                    answer = await http.get(f"/v1/apps/{app}/traces/{number:032x}", headers=token)
                return len(answer.json()["data"]["rows"]) if answer.is_success else 0

            return sum(await asyncio.gather(*(rows(number + 1) for number in range(traces))))

        return asyncio.run(_rates(stack.gateway_url, {"authorization": f"Basic {both}"}, bodies, readable))


def _theirs(bodies: list[bytes]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, phoenix.running(Path(folder)) as url:
        return asyncio.run(_rates(url, {}, bodies, phoenix.readable))


async def _rates(url: str, headers: Mapping[str, str], bodies: list[bytes], readable: Readable) -> tuple[float, float]:
    """Return spans a second until the last 200, and until all can be read."""
    sent = {**headers, "content-type": "application/x-protobuf"}
    wanted = len(bodies) * SPANS_EACH
    async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False) as http:
        await _post(http, protobuf(exported()), sent)  # warms what serves
        slots = asyncio.Semaphore(_AT_ONCE)

        async def post(body: bytes) -> None:
            async with slots:
                await _post(http, body, sent)

        began = time.perf_counter()
        await asyncio.gather(*map(post, bodies))
        accepted = time.perf_counter() - began
        while (found := await readable(http)) < wanted:
            if time.perf_counter() - began > _WAIT:
                raise RuntimeError(f"{found} of {wanted} spans could be read after {_WAIT:.0f} s")
            await asyncio.sleep(0.1)
        return wanted / accepted, wanted / (time.perf_counter() - began)


async def _post(http: httpx.AsyncClient, body: bytes, headers: Mapping[str, str]) -> None:
    while True:
        answer = await http.post("/v1/traces", content=body, headers=dict(headers))
        if answer.is_success:
            return
        if answer.status_code not in (429, 503):
            raise RuntimeError(f"{answer.status_code}: {answer.text[:200]}")
        await asyncio.sleep(0.1)
