"""Whatever is sent to whichever function: a clear error or a success, and never a failure of ours."""

import json
from dataclasses import replace
from typing import Any

import pytest

from shared.errors import FieldProblem, InvalidInput
from shared.runtime.declare import HttpDeclaration
from shared.runtime.http import serve_http
from shared.runtime.rate_limits import RateLimiter
from shared.runtime.responses import error_status
from tests.fixtures.naughty import OTHERS, STRINGS, nested, replaced, rotating
from tests.fixtures.stage import Answer, Arranged, Stage, http_request
from tests.matrix.arrangements import arranged, command_names, http_declaration, http_names

pytestmark = [pytest.mark.anyio, pytest.mark.thorough]

REFUSALS = {400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429}
FORGED = {"role": "owner", "tenantId": "another", "createdBy": "somebody", "isActive": True, "scopes": ["x"]}


@pytest.fixture
def unlimited(stage: Stage) -> Stage:
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)
    return stage


def is_clear(name: str, answer: Answer) -> bool:
    """Tell whether a call succeeded, or was refused with a code and a message."""
    declared = http_declaration(name)
    if answer.status in (200, 201, 202, 204, 304):
        return True
    if answer.status not in REFUSALS:
        return False
    if declared.wire.name != "ella":
        return bool(answer.body)
    error = answer.error
    said = json.dumps(error)
    return bool(error["code"] and error["message"]) and "Traceback" not in said and len(said) < 100_000


def with_field(call: Arranged, name: str, field: str, value: Any) -> Arranged:
    if http_declaration(name).writes:
        return replace(call, body={**(call.body or {}), field: value})
    return replace(call, query={**call.query, field: value})


@pytest.mark.parametrize("name", command_names())
async def test_naughty_values_in_every_field_are_no_failure_of_ours(name: str, unlimited: Stage) -> None:
    call = await arranged(name, unlimited)
    for body in replaced(call.body or {}, name):
        answer = await unlimited.arranged(name, replace(call, body=body))
        assert is_clear(name, answer), (answer.status, json.dumps(body)[:300], answer.body)


@pytest.mark.parametrize("name", http_names())
async def test_naughty_strings_in_path_and_query_are_no_failure_of_ours(name: str, unlimited: Stage) -> None:
    call = await arranged(name, unlimited)
    declared = http_declaration(name)
    queried = () if declared.writes else declared.request_model.model_fields.values()
    fields = [str(field.alias) for field in queried if str(field.alias) not in declared.path_parameters]
    texts = (*STRINGS[1:-1], "x" * 3_000)
    shares = rotating(name, texts, len(declared.path_parameters) + len(fields))
    for parameter in declared.path_parameters:
        for text in next(shares):
            answer = await unlimited.arranged(name, replace(call, path={**call.path, parameter: text}))
            assert is_clear(name, answer), (parameter, text, answer.body)
    for field in fields:
        for text in next(shares):
            for value in (text, [text, text]):
                answer = await unlimited.arranged(name, replace(call, query={**call.query, field: value}))
                assert is_clear(name, answer), (field, value, answer.body)


@pytest.mark.parametrize("name", http_names())
async def test_naughty_headers_are_no_failure_of_ours(name: str, unlimited: Stage) -> None:
    call = await arranged(name, unlimited)
    values = ["\xff\xfe", "a, b", '"', "x" * 100_000, "-1", "\t", "*", 'W/"1"', '"forged"']
    names = ("if-match", "if-none-match", "idempotency-key", "traceparent", "x-tenant-id", "origin", "content-type",
             "authorization", "x-forwarded-for", "content-length", "cookie", "accept-encoding")  # fmt: skip
    for header, share in zip(names, rotating(name, values, len(names)), strict=True):
        for value in share:
            answer = await unlimited.call(
                name, as_=call.as_, path=call.path, query=call.query, body=call.body, headers={header: value}
            )
            assert is_clear(name, answer), (header, value[:20], answer.body)


@pytest.mark.parametrize("places", [0, 1, 3, 9])
async def test_every_naughty_value_is_tried_in_some_place(places: int) -> None:
    tried = [list(replaced({str(place): "" for place in range(places)}, name)) for name in ("one", "another")]
    for bodies in tried:
        values = [value for body in bodies for value in body.values() if value != "" or places == 1]
        assert all(value in values for value in (*STRINGS[1:], *OTHERS)) is (places > 0)
    assert (tried[0] == tried[1]) is (places < 2)


@pytest.mark.parametrize("name", command_names())
async def test_a_field_given_twice_is_named(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    for raw, pointer in ((b'{"a": 1, "a": 2}', "/a"), (b'{"b": [{"c": {"d": 1, "d": 1}}]}', "/d")):
        answer = await stage.call(name, as_=call.as_, path=call.path, raw=raw)
        bad_field = InvalidInput("", fields=[FieldProblem(pointer, "duplicate_field", "")])
        assert answer.status == error_status(http_declaration(name).wire, bad_field)
        assert "give it once" in json.dumps(answer.body)
        if http_declaration(name).wire.name == "ella":
            assert answer.error["code"] == "malformed_json"
            assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [
                (pointer, "duplicate_field")
            ]


@pytest.mark.parametrize("name", http_names())
async def test_nobody_gives_themselves_a_role_or_another_tenant(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    declared = http_declaration(name)
    own = {str(field.alias) for field in declared.request_model.model_fields.values()}
    for field, value in FORGED.items():
        if field in own:
            continue
        before = await stage.snapshot()
        answer = await stage.arranged(name, with_field(call, name, field, value))
        if declared.wire.unknown_fields == "ignore":
            assert is_clear(name, answer)
            continue
        assert answer.status == 400
        assert f"/{field}" in {each["pointer"] for each in answer.error["details"]}
        assert await stage.snapshot() == before


@pytest.mark.parametrize("name", command_names())
async def test_deep_nesting_is_refused(name: str, unlimited: Stage) -> None:
    call = await arranged(name, unlimited)
    for depth in (30, 500):
        answer = await unlimited.arranged(name, replace(call, body={**(call.body or {}), "deep": nested(depth)}))
        assert is_clear(name, answer)
        assert answer.status in (400, 422)
    for raw in (b'{"a":' * 50_000, b"[" * 200_000, b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"):
        answer = await unlimited.call(name, as_=call.as_, path=call.path, raw=raw)
        assert answer.status in (400, 413, 422)


@pytest.mark.parametrize("name", command_names())
async def test_an_error_repeats_little_of_what_was_sent(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    answer = await stage.arranged(name, replace(call, body={"k" * 500_000: "v" * 400_000}))
    assert is_clear(name, answer)
    assert len(json.dumps(answer.body)) < 10_000


@pytest.mark.parametrize("name", http_names())
async def test_a_path_that_is_spelt_otherwise_leads_nowhere_else(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    declared = http_declaration(name)
    route = declared.path
    for parameter in declared.path_parameters:
        route = route.replace("{" + parameter + "}", "%2e%2e")
    spellings = [
        route.replace("/", "//"),
        f"{route}/",
        f"{route}/%2e%2e",
        f"{route}%00",
        f"{route}%2f..",
        f"/..{route}",
    ]
    if declared.path_parameters:
        spellings.append(route)
    for spelling in spellings:
        answer = await at(stage, declared, spelling, call)
        assert answer.status in (400, 404, 422), (spelling, answer.body)
        assert is_clear(name, answer), (spelling, answer.body)


async def at(stage: Stage, declared: HttpDeclaration, path: str, call: Arranged) -> Answer:
    """Make a call at a path as it is spelt."""
    content = b"" if call.body is None else json.dumps(call.body).encode()
    headers = {"content-type": "application/json"} if content else {}
    if call.as_ is not None:
        headers |= {"authorization": f"Bearer {call.as_.token}", "x-tenant-id": call.as_.tenant_id}
    request = http_request(declared.method, path, call.query, headers, content)
    response = await serve_http(declared, stage.composition, request)
    return Answer(response.status_code, json.loads(bytes(response.body) or b"null"), dict(response.headers))


LISTINGS = [name for name in http_names() if "cursor" in http_declaration(name).request_model.model_fields]


@pytest.mark.parametrize("name", LISTINGS)
async def test_forged_cursors_are_refused(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    for cursor in ("x", "!!!!", "é", "AAAA" * 20, "W10", "e30=", "../..", "A" * 1_999):
        answer = await stage.arranged(name, replace(call, query={**call.query, "cursor": cursor}))
        assert (answer.status, answer.error["code"]) == (400, "invalid_cursor"), cursor


TAGGED = [name for name in command_names() if http_declaration(name).loads]


@pytest.mark.parametrize("name", TAGGED)
async def test_a_forged_etag_changes_nothing(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    before = await stage.snapshot()
    for tag in ('"forged"', "forged", 'W/"1"', '""', '"' + "9" * 50_000 + '"'):
        answer = await stage.call(name, as_=call.as_, path=call.path, body=call.body, headers={"if-match": tag})
        assert answer.status == 412, answer.body
    assert await stage.snapshot() == before
