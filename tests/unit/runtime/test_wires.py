"""A foreign wire answers in its own shape, errors included, through the same pipeline."""

from dataclasses import dataclass
from typing import Any

import pytest
from starlette.requests import Request as HttpRequest

from shared.auth.permissions import Permission
from shared.errors import EllaError, NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext, QueryContext
from shared.runtime.declare import Access, HttpDeclaration, command, declaration_of, query
from shared.runtime.http import serve_http
from shared.runtime.requests import Identifier, Request
from shared.runtime.wires import Meta, Wire
from tests.fixtures.stage import Stage, http_request

pytestmark = pytest.mark.anyio


def _plain(result: Any, meta: Meta) -> bytes:
    return f"ok {result.word}\n".encode()


def _plain_error(error: EllaError, meta: Meta) -> bytes:
    return f"error {error.code}\n".encode()


TEXT = Wire("text", ("text/plain",), "text/plain", _plain, _plain_error)


class Echo(Request):
    word: Identifier


class Echoed(FrozenModel):
    word: str


@query("GET /echo/{word}", access=Access.ANONYMOUS, tenantless=True, wire=TEXT)
async def echo(request: Echo, ctx: QueryContext) -> Echoed:
    """Say a word again."""
    if request.word == "nothing":
        raise NotFound("there is no such word", code="word_not_found")
    return Echoed(word=request.word)


@dataclass
class Said:
    status: int
    body: bytes
    content_type: str


def _pairs(body: bytes) -> dict[str, Any]:
    return dict(pair.split("=", 1) for pair in body.decode().split(";") if pair)


def _problems(error: EllaError, meta: Meta) -> bytes:
    return " ".join(f"{problem.pointer}:{problem.code}" for problem in error.fields).encode() or error.code.encode()


PAIRS = Wire(
    "pairs",
    ("text/pairs",),
    "text/plain",
    _plain,
    _problems,
    credential=lambda headers: headers.get("x-ticket"),
    parse=_pairs,
    mixes_query=True,
    strict=False,
    unknown_fields="ignore",
    status=lambda result, declared: 299 if result.word == "odd" else declared,
    error_status=lambda error: 499 if error.fields else None,
)


class Shout(Request):
    word: Identifier
    times: int = 1


@command("POST /shouts", permission=Permission.QUESTIONS_WRITE, status=201, wire=PAIRS)
async def shout(request: Shout, ctx: CommandContext) -> Echoed:
    """Say a word several times."""
    return Echoed(word=request.word * request.times)


async def said(stage: Stage, path: str, method: str = "GET") -> Said:
    return await answered(stage, echo, http_request(method, path, {}, {}, b""))


async def shouted(
    stage: Stage, body: bytes, query: dict[str, Any] | None = None, headers: dict[str, str] | None = None
) -> Said:
    if headers is None:
        headers = {"x-ticket": (await stage.api_key(Permission.QUESTIONS_WRITE)).token}
    headers = {"content-type": "text/pairs", **headers}
    return await answered(stage, shout, http_request("POST", "/shouts", query or {}, headers, body))


async def answered(stage: Stage, handler: Any, request: HttpRequest) -> Said:
    declared = declaration_of(handler)
    assert isinstance(declared, HttpDeclaration)
    response = await serve_http(declared, stage.composition, request)
    return Said(response.status_code, bytes(response.body), response.headers["content-type"])


async def test_a_success_is_in_the_wires_shape(stage: Stage) -> None:
    answer = await said(stage, "/echo/hello")
    assert (answer.status, answer.body) == (200, b"ok hello\n")
    assert answer.content_type.startswith("text/plain")


async def test_an_error_is_too(stage: Stage) -> None:
    answer = await said(stage, "/echo/nothing")
    assert (answer.status, answer.body) == (404, b"error word_not_found\n")


async def test_so_is_what_the_pipeline_refuses_itself(stage: Stage) -> None:
    assert (await said(stage, "/echo/hello", "POST")).body == b"error method_not_allowed\n"
    assert (await said(stage, "/elsewhere")).body == b"error path_not_found\n"


async def test_a_wire_reads_bodies_its_own_way_and_lets_the_query_string_add_to_them(stage: Stage) -> None:
    answer = await shouted(stage, b"word=ho;times=2;surprise=1")
    assert (answer.status, answer.body) == (201, b"ok hoho\n")
    answer = await shouted(stage, b"word=ho", query={"times": "3", "word": "overruled"})
    assert (answer.status, answer.body) == (201, b"ok hohoho\n")


async def test_a_wire_has_statuses_of_its_own(stage: Stage) -> None:
    assert (await shouted(stage, b"word=odd")).status == 299
    answer = await shouted(stage, b"times=often")
    assert (answer.status, answer.body) == (499, b"/word:missing /times:int_parsing")


async def test_a_wire_reads_credentials_where_it_says_and_nowhere_else(stage: Stage) -> None:
    key = await stage.api_key(Permission.QUESTIONS_WRITE)
    assert (await shouted(stage, b"word=a", headers={"x-ticket": key.token})).status == 201
    assert (await shouted(stage, b"word=a", headers={"authorization": f"Bearer {key.token}"})).status == 401
    assert (await shouted(stage, b"word=a", headers={"x-ticket": "forged"})).status == 401


async def test_a_wire_takes_only_its_own_content_types(stage: Stage) -> None:
    key = await stage.api_key(Permission.QUESTIONS_WRITE)
    headers = {"x-ticket": key.token, "content-type": "application/json"}
    assert (await shouted(stage, b"{}", headers=headers)).status == 415
