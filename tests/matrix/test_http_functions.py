"""What holds for every HTTP function, whatever it does."""

from dataclasses import replace

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES, Role
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.declare import Access
from shared.runtime.responses import error_status
from shared.runtime.wires import ENVELOPE
from tests.fixtures.browsers import ask, browser
from tests.fixtures.stage import CANDIDATES, Answer, Arranged, SignedIn, Stage
from tests.matrix.arrangements import (
    arranged,
    command_names,
    http_declaration,
    http_names,
    idempotent_names,
    names_for_keys,
    names_with_ids,
    signed_in_command_names,
    tenant_names,
)

pytestmark = pytest.mark.anyio

ENVELOPE_KEYS = {"success", "meta"}


@pytest.mark.parametrize("name", http_names())
async def test_the_arranged_call_succeeds_in_its_protocol(name: str, stage: Stage) -> None:
    answer = await stage.arranged(name, await arranged(name, stage))
    declared = http_declaration(name)
    assert answer.status in (declared.status, 204), answer.body
    assert answer.headers["x-request-id"]
    if not enveloped(name):
        assert "success" not in answer.body
    elif answer.body is not None:
        assert answer.body["success"] is True
        assert answer.body["meta"]["requestId"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("name", http_names())
async def test_anonymous_callers_and_forged_tokens_get_401(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    forged = SignedIn("not.a.token", call.as_.tenant_id if call.as_ else "T", "nobody")
    assert (await stage.arranged(name, replace(call, as_=forged))).status == 401, "a forged token"
    if http_declaration(name).access is not Access.ANONYMOUS:
        answer = await stage.arranged(name, replace(call, as_=None))
        assert is_refused(name, answer, 401, "unauthenticated"), "no token"


@pytest.mark.parametrize("name", tenant_names())
async def test_who_lacks_the_permission_the_scope_or_the_membership_gets_403(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    permission = http_declaration(name).permission
    assert call.as_ is not None
    tenant_id = call.as_.tenant_id
    lacking = [role for role in Role if role not in CANDIDATES and permission not in ROLES[role]]
    for role in lacking:
        outsider = await stage.member(role, tenant_id=tenant_id)
        answer = await stage.arranged(name, replace(call, as_=outsider))
        assert is_refused(name, answer, 403, "permission_denied"), role
    if permission not in ROLES[Role.CANDIDATE]:
        candidate = await stage.candidate(tenant_id, "invitation")
        assert (await stage.arranged(name, replace(call, as_=candidate))).status == 403, "a candidate"
    others = [each for each in Permission if each is not permission]
    for scopes in ([], others):
        key = await stage.api_key(*scopes, tenant_id=tenant_id)
        assert (await stage.arranged(name, replace(call, as_=key))).status == 403, scopes
    stranger = await stage.member(Role.OWNER)
    answer = await stage.arranged(name, replace(call, as_=replace(stranger, tenant_id=tenant_id)))
    assert is_refused(name, answer, 403, "not_a_member"), "somebody from outside the tenant"


@pytest.mark.parametrize("name", names_for_keys())
async def test_an_api_key_with_the_scope_is_served_like_a_member(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    declared = http_declaration(name)
    assert call.as_ is not None
    assert declared.permission is not None
    key = await stage.api_key(declared.permission, tenant_id=call.as_.tenant_id)
    answer = await stage.arranged(name, replace(call, as_=key))
    assert answer.status in (declared.status, 204), answer.body


@pytest.mark.parametrize("name", names_with_ids())
async def test_another_tenants_ids_are_404(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    assert call.as_ is not None
    permission = http_declaration(name).permission
    assert permission is not None
    if permission in ROLES[Role.CANDIDATE]:
        other = await stage.candidate(await stage.tenant(), "invitation")
    else:
        other = await stage.member(next(role for role in Role if permission in ROLES[role]))
    answer = await stage.arranged(name, replace(call, as_=other))
    assert answer.status == 404, answer.body


@pytest.mark.parametrize("name", signed_in_command_names())
async def test_a_command_by_cookie_without_its_csrf_token_gets_403_and_does_nothing(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    assert call.as_ is not None
    somebody = await browser(stage, await stage.member(Role.OWNER, tenant_id=call.as_.tenant_id or None))
    before = await stage.snapshot()
    for token, code in ((None, "csrf_token_missing"), ("0" * 64, "csrf_token_wrong")):
        answer = await ask(stage, name, call, somebody.headers(token))
        if http_declaration(name).wire.takes_cookies:
            assert (answer.status, answer.body["error"]["code"]) == (403, code)
        else:
            assert answer.status == 401  # most foreign protocols have no cookies
    assert await stage.snapshot() == before
    served = await ask(stage, name, call, somebody.headers())
    assert "csrf_token_" not in str(served.body)


@pytest.mark.parametrize("name", command_names())
async def test_a_body_that_is_malformed_or_too_large_or_has_null_characters_is_refused(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    for raw in (b"{", b"[]", b'"text"', b'{"a": "\\ud800"}', b'{"a": 1}}'):
        answer = await stage.call(name, as_=call.as_, path=call.path, raw=raw)
        assert is_refused(name, answer, 400, "malformed_json"), raw
    answer = await stage.arranged(name, replace(call, body={**(call.body or {}), "nul": "a\x00b"}))
    bad_field = InvalidInput("", fields=[FieldProblem("/nul", "nul_character", "")])
    assert answer.status == error_status(http_declaration(name).wire, bad_field)
    assert "nul" in str(answer.body)
    if enveloped(name):
        assert answer.error["details"][0]["code"] == "nul_character"
    raw = b'{"a": "' + b"x" * http_declaration(name).max_body + b'"}'
    assert (await stage.call(name, as_=call.as_, path=call.path, raw=raw)).status == 413


@pytest.mark.parametrize("name", http_names())
async def test_another_method_gets_405_and_an_unknown_field_is_named(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    declared = http_declaration(name)
    other = "DELETE" if declared.method != "DELETE" else "POST"
    answer = await stage.call(name, as_=call.as_, path=call.path, method=other)
    assert (answer.status, answer.headers["allow"]) == (405, declared.method)
    if declared.writes:
        call = replace(call, body={**(call.body or {}), "surprise": 1})
    else:
        call = replace(call, query={**call.query, "surprise": "1"})
    answer = await stage.arranged(name, call)
    if declared.wire.unknown_fields == "ignore":
        assert answer.status == declared.status
        return
    assert answer.status == 400
    named = {"pointer": "/surprise", "code": "unknown_field", "message": "there is no such field"}
    assert named in answer.error["details"]


@pytest.mark.parametrize("name", idempotent_names())
async def test_a_replayed_idempotency_key_does_nothing_twice(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    first = await keyed(stage, name, call, "key-1")
    documents = len(await stage.documents("auditEntries"))
    second = await keyed(stage, name, call, "key-1")
    assert second.status == first.status
    assert second.headers["idempotency-replayed"] == "true"
    assert len(await stage.documents("auditEntries")) == documents
    for key, value in second.data.items():
        assert first.data[key] == value


def test_everyone_who_may_call_is_declared() -> None:
    for name in http_names():
        declared = http_declaration(name)
        assert (declared.permission is not None) == (declared.access is Access.IN_TENANT), name


def enveloped(name: str) -> bool:
    return http_declaration(name).wire is ENVELOPE


def is_refused(name: str, answer: Answer, status: int, code: str) -> bool:
    """Tell whether a call was refused so; a foreign protocol says why in a shape of its own, without our codes."""
    if enveloped(name):
        return (answer.status, answer.error["code"]) == (status, code)
    return answer.status == status and bool(answer.body) and "success" not in answer.body


async def keyed(stage: Stage, name: str, call: Arranged, key: str):
    return await stage.call(
        name,
        as_=call.as_,
        path=call.path,
        body=call.body,
        headers={"idempotency-key": key},
    )
