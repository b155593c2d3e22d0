"""What openapi.json promises, tried by Schemathesis with requests derived from it; the same ones each time."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.transport import Response

from shared.auth.roles import Role
from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import ROOT, all_declarations
from shared.runtime.http import serve_http
from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.stage import SignedIn, Stage, content_of, http_request

EXAMPLES = 12
SCHEMA = schemathesis.openapi.from_dict(json.loads((ROOT / "openapi.json").read_text()))
DECLARED = {
    (each.method, path): each
    for each in all_declarations()
    if isinstance(each, HttpDeclaration)
    for path in (each.path, *each.aliases)
}
OPERATIONS = {
    f"{each.method.upper()} {each.path}": each for each in (found.ok() for found in SCHEMA.get_all_operations())
}
checks.load_all_checks()
PROMISES = checks.CHECKS.get_by_names(["not_a_server_error", "status_code_conformance", "response_schema_conformance"])


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_is_described_is_what_answers(name: str) -> None:
    operation = OPERATIONS[name]
    declared = DECLARED[operation.method.upper(), operation.path]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def promised(case: schemathesis.Case) -> None:
        asyncio.run(answered(declared, case))

    promised()


async def answered(declared: HttpDeclaration, case: schemathesis.Case) -> None:
    stage = Stage()
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)
    await stage.tick("report_languages")  # 503 is the right answer until a runner has
    owner = await stage.member(Role.OWNER)
    sent = requests.Request(**wanted(case, owner)).prepare()
    url = urlsplit(str(sent.url))
    body = sent.body.encode() if isinstance(sent.body, str) else sent.body or b""
    request = http_request(declared.method, url.path, {}, {}, bytes(body))
    request.scope["query_string"] = url.query.encode()
    request.scope["headers"] = [
        (name.lower().encode(), value.encode("latin-1")) for name, value in sent.headers.items()
    ]
    answer = await serve_http(declared, stage.composition, request)
    headers = {name: [value] for name, value in answer.headers.items()}
    response = Response(answer.status_code, headers, await content_of(answer), sent, 0.0, False)
    case.validate_response(response, checks=PROMISES)


def wanted(case: schemathesis.Case, owner: SignedIn) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {owner.token}", "x-tenant-id": owner.tenant_id}
    given = case.as_transport_kwargs(base_url="http://testserver", headers=headers)
    return {
        name: value for name, value in given.items() if name in ("method", "url", "headers", "params", "json", "data")
    }
