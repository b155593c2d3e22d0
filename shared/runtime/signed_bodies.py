"""Messages that others sign, as wires: the handler gets the raw bytes, since a signature is one of exactly those."""

import base64
from typing import Annotated, Any, TypeVar

from pydantic import Base64Bytes, BaseModel, Field
from pydantic_core import to_json

from shared.errors import EllaError
from shared.model import FrozenModel
from shared.runtime.requests import Request, bind_fields, json_object
from shared.runtime.wires import Headers, Meta, Wire

MAX_SIGNED_BODY = 256 * 1024

M = TypeVar("M", bound=FrozenModel)


class SignedBody(Request):
    """What came in, as it came."""

    body: Base64Bytes = b""

    def read(self, model: type[M]) -> M:
        """Return the body, whose signature was checked, as a model; raise InvalidInput when it is none."""
        return bind_fields(model, {}, json_object(self.body), unknown="ignore")


Header = Annotated[str | None, Field(max_length=4_000, json_schema_extra={"in": "header"})]


def _uncredited(headers: Headers) -> str | None:
    return None


def _raw(body: bytes) -> dict[str, Any]:
    return {"body": base64.b64encode(body).decode()}


def _render(result: BaseModel, meta: Meta) -> bytes:
    return to_json(result, by_alias=True)


def _render_error(error: EllaError, meta: Meta) -> bytes:
    shown: dict[str, Any] = {"code": error.code, "message": error.message, "requestId": meta["requestId"]}
    if error.fields:
        shown["details"] = [
            {"pointer": each.pointer, "code": each.code, "message": each.message} for each in error.fields
        ]
    return to_json({"error": shown})


def _signed(name: str, *headers: str) -> Wire:
    return Wire(
        name,
        ("application/json",),
        "application/json",
        _render,
        _render_error,
        credential=_uncredited,
        parse=_raw,
        unknown_fields="ignore",
        header_fields=headers,
        raw_field="body",
    )


SIGNED = _signed("signed", "x-signature", "x-timestamp")
STRIPE = _signed("stripe", "stripe-signature")
