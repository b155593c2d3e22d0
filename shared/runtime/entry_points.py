"""From a deployed name to what serves it: file stem = handler name = entry point."""

import importlib
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from shared.runtime.cold_start import importing
from shared.runtime.composition import composition
from shared.runtime.declare import Declaration, HttpDeclaration, ScheduledDeclaration, declaration_of
from shared.runtime.responses import SECURITY_HEADERS

ROOT = Path(__file__).resolve().parents[2]

Served = Callable[[HttpRequest], Awaitable[Response]]


def function_files() -> Iterator[Path]:
    """Yield the file of each function."""
    for path in sorted((ROOT / "functions").glob("*/*.py")):
        if not path.stem.startswith("_"):
            yield path


@cache
def declaration(name: str) -> Declaration:
    """Import one function by name and return its declaration; raise AttributeError where there is none."""
    matches = list((ROOT / "functions").glob(f"*/{name}.py")) if name.isidentifier() else []
    if len(matches) != 1 or name.startswith("_"):
        raise AttributeError(f"there is no function named {name!r}")
    module = importlib.import_module(f"functions.{matches[0].parent.name}.{name}")
    return declaration_of(getattr(module, name))


@cache
def all_declarations() -> tuple[Declaration, ...]:
    """Return every declaration, by name. Imports every function: for tools and tests."""
    return tuple(declaration(path.stem) for path in function_files())


def served(name: str) -> Served:
    """Return the coroutine function that serves a function, as functions-framework takes it."""
    declared = declaration(name)

    async def serve(request: HttpRequest) -> Response:
        return await serve_declared(declared, request)

    serve.__name__ = name
    return serve


async def serve_declared(declared: Declaration, request: HttpRequest) -> Response:
    """Serve one request by the kind of its function; whatever it answers carries the security headers."""
    response = await _served_by_kind(declared, request)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


async def _served_by_kind(declared: Declaration, request: HttpRequest) -> Response:
    if isinstance(declared, HttpDeclaration):
        from shared.runtime.http import serve_http

        return await serve_http(declared, composition(), request)
    if isinstance(declared, ScheduledDeclaration):
        from shared.runtime.schedules import serve_schedule

        return await serve_schedule(declared, composition())
    from shared.runtime.events import serve_event

    return await serve_event(declared, composition(), request)


def resolve(name: str) -> FunctionType:
    """Resolve an attribute of `main`: import that one function and hand it to functions-framework."""
    if name.startswith("_"):
        raise AttributeError(name)
    import functions_framework.aio

    with importing():
        function: Any = served(name)
    return functions_framework.aio.http(function)  # pyright: ignore[reportReturnType]
