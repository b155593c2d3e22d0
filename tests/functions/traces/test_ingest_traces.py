import gzip
import json
import random
import zlib
from typing import Any

import pytest
from google.rpc.status_pb2 import Status
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse
from starlette.responses import Response

from functions.traces.ingest_traces import MAX_BODY
from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.http import serve_http
from tests.fixtures.apps import app, basic, key_pair
from tests.fixtures.spans import BEGAN, SECOND, TRACE, attributes, export, protobuf, span
from tests.fixtures.stage import Arranged, Stage, http_request
from tests.fixtures.traces import send, sender, shown

pytestmark = pytest.mark.anyio

PROTOBUF = {"content-type": "application/x-protobuf"}
OTHER = "0af7651916cd43dd8448eb211c80319c"
LLM = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5", "gen_ai.usage.input_tokens": 7}


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    return Arranged(as_=manager, query={"appId": app_id}, body=export(span(1), span(2, parent=1, attributes=LLM)))


async def posted(stage: Stage, pair: dict[str, Any], body: bytes, path: str = "/v1/traces", **headers: str) -> Response:
    """Send bytes as an SDK does that has a key pair."""
    declared = declaration("ingest_traces")
    assert isinstance(declared, HttpDeclaration)
    sent = {"authorization": basic(pair), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return await serve_http(declared, stage.composition, http_request("POST", path, {}, PROTOBUF | sent, body))


async def paired(stage: Stage, **changes: Any) -> tuple[Any, str, dict[str, Any]]:
    manager, app_id = await sender(stage, **changes)
    return manager, app_id, await key_pair(stage, manager.tenant_id, app_id)


async def test_spans_end_in_a_trace_with_what_they_tell(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("ingest_traces", call)
    assert (answer.status, answer.body) == (200, {})
    [trace] = await stage.documents("traces")
    assert (trace["traceId"], trace["name"], trace["spanCount"]) == (TRACE, "step 1", 2)
    assert (trace["models"], trace["inputTokens"], trace["environment"]) == (["gpt-5"], 7, "default")


@pytest.mark.parametrize("path", ["/v1/traces", "/api/public/otel/v1/traces"])
async def test_a_key_pair_sends_protobuf_as_sdks_do(stage: Stage, path: str) -> None:
    manager, app_id, pair = await paired(stage)
    body = gzip.compress(protobuf(export(span(1))))
    answer = await posted(stage, pair, body, path, content_encoding="gzip")
    assert (answer.status_code, answer.body, answer.headers["content-type"]) == (200, b"", "application/x-protobuf")
    assert len((await shown(stage, manager, app_id, TRACE))["rows"]) == 1
    assert (await posted(stage, pair, b"")).status_code == 200


@pytest.mark.parametrize("wrong", ["x:y", "ella_a_b:ella_a_b", "no colon"])
async def test_a_wrong_pair_is_refused_as_the_protocol_has_it(stage: Stage, wrong: str) -> None:
    public, _, secret = wrong.partition(":")
    answer = await posted(stage, {"publicKey": public, "secretKey": secret}, protobuf(export(span())))
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/x-protobuf")
    assert Status.FromString(bytes(answer.body)).code == 16


async def test_a_revoked_pair_and_an_archived_app_take_nothing(stage: Stage) -> None:
    manager, app_id, pair = await paired(stage)
    await stage.call("archive_app", as_=manager, path={"appId": app_id})
    answer = await posted(stage, pair, protobuf(export(span())))
    assert (answer.status_code, Status.FromString(bytes(answer.body)).code) == (409, 9)
    admin = await stage.member(Role.ADMIN, tenant_id=manager.tenant_id)
    await stage.call("revoke_api_key", as_=admin, path={"apiKeyId": pair["key"]["id"]})
    stage.clock.advance(seconds=31)
    assert (await posted(stage, pair, protobuf(export(span())))).status_code == 401
    assert await stage.documents("spanChunks") == []


async def test_a_pair_sends_to_its_own_app_alone(stage: Stage) -> None:
    manager, _, pair = await paired(stage)
    other = await app(stage, manager)
    headers = {"authorization": basic(pair)}
    answer = await stage.call("ingest_traces", query={"appId": other}, body=export(span()), headers=headers)
    assert (answer.status, answer.body["code"]) == (403, 7)


async def test_an_api_key_says_which_app(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    key = await stage.api_key(Permission.TRACES_WRITE, tenant_id=call.as_.tenant_id)
    answer = await stage.call("ingest_traces", as_=key, body=call.body)
    assert answer.status == 400
    assert "/appId" in answer.body["message"]
    assert (await stage.call("ingest_traces", as_=key, query=call.query, body=call.body)).status == 200


async def test_spans_that_cannot_be_kept_are_counted_and_the_others_kept(stage: Stage) -> None:
    manager, app_id, pair = await paired(stage)
    old, new = span(2, startTimeUnixNano="5"), span(3, endTimeUnixNano=str(4_102_444_800 * SECOND))
    answer = await send(stage, manager, app_id, span(1), old, new, span(4) | {"traceId": "0"})
    told = answer.body["partialSuccess"]
    assert told["rejectedSpans"] == "3"
    assert "lies before what is kept" in told["errorMessage"]
    response = await posted(stage, pair, protobuf(export(span(1), old)))
    partial = ExportTraceServiceResponse.FromString(bytes(response.body)).partial_success
    assert (response.status_code, partial.rejected_spans) == (200, 1)
    assert len((await shown(stage, manager, app_id, TRACE))["rows"]) == 1


async def test_late_double_and_shuffled_spans_make_the_same_trace(stage: Stage) -> None:
    spans = [span(1), *(span(number, parent=number // 2) for number in range(2, 40))]
    seen: list[Any] = []
    for seed in range(3):
        manager, app_id = await sender(stage)
        shuffled = random.Random(seed).sample(spans, len(spans))  # noqa: S311
        for begin in range(0, len(shuffled), 7):
            await send(stage, manager, app_id, *shuffled[begin : begin + 10])
        detail = await shown(stage, manager, app_id, TRACE)
        seen.append([(row["span"]["spanId"], row["depth"], row["offsetNanos"]) for row in detail["rows"]])
        assert (detail["trace"]["name"], detail["complete"]) == ("step 1", True)
        assert detail["trace"]["startedAt"] == "2026-03-02T08:59:00.000001Z"
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0]) == len(spans)


async def test_a_retry_of_the_same_request_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("ingest_traces", call)
    before = await stage.snapshot()
    await stage.arranged("ingest_traces", call)
    assert await stage.snapshot() == before


async def test_what_a_rule_describes_is_stored_nowhere(stage: Stage) -> None:
    rules = [{"name": "cards", "pattern": r"\d{16}", "replacement": "[card]"}]
    manager, app_id = await sender(stage, redactionRules=rules)
    card = "4111111111111111"
    event = {"name": f"paid {card}", "timeUnixNano": str(BEGAN), "attributes": attributes({"card": card})}
    sent = span(1, name=f"charge {card}", attributes={"input.value": [card], "big": card + "x" * 200_000})
    await send(stage, manager, app_id, sent | {"events": [event]}, card=card)
    [chunk] = await stage.documents("spanChunks")
    [path] = paths_of_files(chunk)
    file = await stage.files.get(f"tenants/{manager.tenant_id}/{path}", max_bytes=10**7)
    stored = zlib.decompress(chunk["payload"]) + file
    assert b"[card]" in stored
    assert card not in stored.decode() + str(await stage.snapshot())
    [row] = (await shown(stage, manager, app_id, TRACE))["rows"]
    assert (row["span"]["name"], row["meaning"]["input"]) == ("charge [card]", ["[card]"])


async def test_a_large_span_is_kept_whole_in_a_file(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    prompt = "word " * 100_000
    await send(stage, manager, app_id, span(1, attributes={**LLM, "input.value": prompt}))
    [chunk] = await stage.documents("spanChunks")
    assert len(chunk["payload"]) < 10_000
    [row] = (await shown(stage, manager, app_id, TRACE))["rows"]
    assert (row["meaning"]["model"], row["meaning"]["input"]) == ("gpt-5", None)
    assert row["contentUrl"]
    [stored] = paths_of_files(chunk)
    content = await stage.files.get(f"tenants/{manager.tenant_id}/{stored}", max_bytes=10**7)
    assert json.loads(content)["attributes"]["input.value"] == prompt


def paths_of_files(chunk: dict[str, Any]) -> list[str]:
    return [each["content"] for each in json.loads(zlib.decompress(chunk["payload"]))]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (protobuf(export(span()))[:-5], {}, 400),
        (b"\xff" * 50, {}, 400),
        (gzip.compress(b"\x00" * (MAX_BODY + 1)), {"content_encoding": "gzip"}, 413),
        (gzip.compress(protobuf(export(span())))[:-9], {"content_encoding": "gzip"}, 400),
        (b"no gzip", {"content_encoding": "gzip"}, 400),
        (b"x", {"content_encoding": "br"}, 415),
        (b"x", {"content_type": "text/plain"}, 415),
    ],
)
async def test_bodies_that_cannot_be_read_are_refused_whole(
    stage: Stage, body: bytes, headers: dict[str, str], status: int
) -> None:
    _, _, pair = await paired(stage)
    answer = await posted(stage, pair, body, **headers)
    assert answer.status_code == status
    assert await stage.documents("spanChunks") == []


@pytest.mark.thorough
async def test_a_thousand_spans_cost_few_writes_and_a_trace_two_round_trips(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    traces = [f"{number:032x}" for number in range(1, 11)]
    spans = [span(number, trace=traces[number % 10], attributes=LLM) for number in range(1, 1_001)]
    documents, commits = len(await stage.snapshot()), stage.store.commits
    await send(stage, manager, app_id, *spans)
    assert (len(await stage.snapshot()) - documents, stage.store.commits - commits) == (22, 1)
    stage.composition.callers.clear()
    reads = stage.store.reads
    assert len((await shown(stage, manager, app_id, traces[0]))["rows"]) == 100
    assert stage.store.reads - reads == 2
