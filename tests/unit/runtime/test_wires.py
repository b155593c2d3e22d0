"""A foreign wire answers in its own shape, errors included, through the same pipeline."""

from dataclasses import dataclass
from typing import Any

import pytest

from shared.errors import EllaError, NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, HttpDeclaration, declaration_of, query
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


async def said(stage: Stage, path: str, method: str = "GET") -> Said:
    declared = declaration_of(echo)
    assert isinstance(declared, HttpDeclaration)
    response = await serve_http(declared, stage.composition, http_request(method, path, {}, {}, b""))
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
