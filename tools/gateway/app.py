"""The gateway's ASGI app: HTTP in front, Eventarc and the scheduler behind."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from shared.clock import SystemClock
from shared.config import Backend, config
from shared.errors import MethodNotAllowed, NotFound
from shared.ids import new_id
from shared.observability import logging
from shared.runtime.composition import composition
from shared.runtime.declare import ScheduledDeclaration
from shared.runtime.entry_points import all_declarations
from shared.runtime.responses import SECURITY_HEADERS, cors_headers, failure
from shared.runtime.wires import ENVELOPE
from tools.gateway import reference, web
from tools.gateway.functions import function_app, post, pushed_message
from tools.gateway.measuring import measured
from tools.gateway.routes import RouteTable

PUSH_PATH = "/_ella/push"


class Gateway:
    """Dispatch requests, pushes and triggers to the functions, and tick their schedules."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.table = RouteTable()
        self.tasks: set[asyncio.Task[Any]] = set()

    def app(self) -> Starlette:
        """Return the ASGI app."""
        return Starlette(
            routes=[
                *reference.routes(),
                Route("/metrics", measured),
                *web.routes(),
                *self._local_files(),
                Route(PUSH_PATH + "/{function}", self._push, methods=["POST"]),
                Route("/functions/projects/{project}/triggers/{function}", self._trigger, methods=["POST"]),
                Mount("/", self._http),
            ],
            lifespan=self._lifespan,
        )

    def _local_files(self) -> list[BaseRoute]:
        """Return what serves signed URLs where no file store does: on the embedded backend."""
        if config().backend is not Backend.EMBEDDED:
            return []
        from tools.gateway import files

        return files.routes(composition().files)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to its function's own app."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        method = scope["method"]
        if method == "OPTIONS":
            method = request.headers.get("access-control-request-method", "GET")
        function, methods = self.table.find(method, scope["path"])
        if function is None:
            page = web.page() if web.wants_page(request) and not methods else None
            await (page or self._refusal(request, methods))(scope, receive, send)
            return
        # functions-framework's app routes by the path alone; Mount has moved nothing but root_path.
        await function_app(function)({**scope, "root_path": "", "app_root_path": ""}, receive, send)

    def _refusal(self, request: Request, methods: list[str]) -> Response:
        meta = {"requestId": new_id(), "timestamp": SystemClock().now()}
        origin = request.headers.get("origin")
        headers = {**SECURITY_HEADERS, **cors_headers(origin, config().allowed_origins)}
        if methods:
            headers["allow"] = ", ".join(methods)
            return failure(ENVELOPE, MethodNotAllowed(f"use {' or '.join(methods)}"), meta, headers)
        error = NotFound("there is nothing at this path", code="path_not_found")
        return failure(ENVELOPE, error, meta, headers)

    async def _push(self, request: Request) -> Response:
        """Forward a Pub/Sub push as a binary CloudEvent, and its answer back."""
        try:
            attributes, data = pushed_message(await request.body())
        except ValueError:
            return Response(status_code=400)
        status = await post(request.path_params["function"], attributes, data, request.url.query)
        return Response(status_code=status)

    async def _trigger(self, request: Request) -> Response:
        """Acknowledge a document trigger at once and handle it behind: the emulator delivers one at a time."""
        headers = {name: value for name, value in request.headers.items() if name.startswith("ce-")}
        self.background(post(request.path_params["function"], headers, b""))
        return Response(status_code=204)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await self._connect()
        for declared in all_declarations():
            if isinstance(declared, ScheduledDeclaration):
                self.background(self._tick(declared))
        yield
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await composition().close()

    async def _connect(self) -> None:
        if config().backend is Backend.EMBEDDED:
            from tools.gateway.embedded import connect

            connect()
            return
        from tools.gateway.wiring import create_bucket, create_topics_and_subscriptions, register_triggers

        await create_topics_and_subscriptions(config().project, self.base_url + PUSH_PATH, config().delay_scale)
        await register_triggers(config().project)
        await create_bucket(config().project, config().files_bucket)

    async def _tick(self, declared: ScheduledDeclaration) -> None:
        while True:
            status = await post(declared.name, {}, b"")
            if status >= 400:
                logging.warning(f"{declared.name} answered {status}")
            await asyncio.sleep(declared.local_every.total_seconds())

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something that nobody waits for."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
