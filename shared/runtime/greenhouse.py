"""Greenhouse's protocol for assessment partners as a wire: Basic authentication, snake_case, plain errors."""

import base64
import binascii
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from shared.errors import EllaError, Unauthenticated
from shared.runtime.wires import Headers, Meta, Wire, bearer

MAX_KEY = 170
"""How long a key may be in Greenhouse's settings."""


def _credential(headers: Headers) -> str | None:
    """Return the user name of Basic authentication, which is an API key; the password is empty."""
    scheme, _, encoded = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return bearer(headers)
    try:
        key, _, password = base64.b64decode(encoded.strip(), validate=True).decode("ascii").partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Unauthenticated("send 'Authorization: Basic <base64 of key:>'", code="invalid_api_key") from error
    if not key or password:
        raise Unauthenticated("send the API key as the user name, and no password", code="invalid_api_key")
    return key


def _render(result: BaseModel, meta: Meta) -> bytes:
    return result.model_dump_json(exclude_none=True).encode()


def _render_error(error: EllaError, meta: Meta) -> bytes:
    problems = [f"{problem.pointer.removeprefix('/')}: {problem.message}" for problem in error.fields]
    shown: dict[str, Any] = {"code": error.code, "errors": problems or [error.message]}
    return to_json(shown)


GREENHOUSE = Wire(
    "greenhouse",
    ("application/json",),
    "application/json",
    _render,
    _render_error,
    credential=_credential,
    strict=False,
    unknown_fields="ignore",
)
