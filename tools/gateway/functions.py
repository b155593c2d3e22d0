"""The functions' own ASGI apps, as functions-framework makes them, each built at its first request."""

import json
from typing import Any

from functions_framework.aio import create_asgi_app
from starlette.types import ASGIApp

from shared.runtime.entry_points import ROOT

_apps: dict[str, ASGIApp] = {}


def function_app(name: str) -> ASGIApp:
    """Return one function's app."""
    if name not in _apps:
        _apps[name] = create_asgi_app(name, str(ROOT / "main.py"))
    return _apps[name]


async def post(name: str, headers: dict[str, str], body: bytes, query: str = "") -> int:
    """Post to a function inside this process and return the status it answers."""
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/",
        "raw_path": b"/",
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(key.lower().encode(), value.encode()) for key, value in headers.items()],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
    }
    status = 500

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]

    await function_app(name)(scope, receive, send)
    return status


def pushed_message(body: bytes) -> tuple[dict[str, str], bytes]:
    """Return attributes and data of a Pub/Sub push body; raise ValueError for anything else."""
    import base64

    try:
        message = json.loads(body)["message"]
        return dict(message.get("attributes") or {}), base64.b64decode(message.get("data") or b"")
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not a Pub/Sub push") from error
