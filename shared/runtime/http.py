"""How an HTTP function is served: one visible list of steps, the same for every function.

trace → one meaning → route → limit by address → authenticate → limit by caller → parse → unit of work → load {member,
idempotency record, entity} in one round trip → authorize → replay → handler → commit {state, outbox, idempotency
record, audit entry} → publish what somebody waits for → respond
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from time import perf_counter
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from shared.auth.caller import Anonymous, Caller
from shared.data.platform_documents import PlatformDocuments
from shared.data.store import Document
from shared.data.unit_of_work import Reads, UnitOfWork, run_unit
from shared.domain.upkeep.events import PARTITION
from shared.errors import (
    DeadlineExceeded,
    EllaError,
    FieldProblem,
    InternalError,
    InvalidInput,
    MethodNotAllowed,
    PayloadTooLarge,
    StaleVersion,
    Unauthenticated,
)
from shared.ids import IdSequence, new_id, new_seed
from shared.observability import logging
from shared.observability.audit import Origin
from shared.observability.spans import Area, span
from shared.observability.tracing import continue_trace
from shared.runtime.auditing import CallAudit, is_denial
from shared.runtime.bodies import query_values, read_body
from shared.runtime.call_watch import CallWatch
from shared.runtime.callers import CallerResolver, authenticate, authorize, client_address
from shared.runtime.composition import Composition
from shared.runtime.contexts import CallScope, CommandContext, ExternalContext, QueryContext, StaffContext, Step
from shared.runtime.declare import Access, HttpDeclaration
from shared.runtime.headers import require_one_meaning
from shared.runtime.idempotency import LEASE, IdempotencyKey, Replay, storable
from shared.runtime.limiting import CallLimits
from shared.runtime.outbox import publish_directly
from shared.runtime.profiles import PROFILES
from shared.runtime.rate_limits import Refused
from shared.runtime.requests import bind_fields, bind_strings, canonical
from shared.runtime.responses import SECURITY_HEADERS, cors_headers, failure, let_keep, preflight, streamed, success
from shared.runtime.routing import route
from shared.runtime.sign_in_attempts import SignInAttempts
from shared.runtime.streams import Stream

T = TypeVar("T")


async def serve_http(declaration: HttpDeclaration, composition: Composition, request: HttpRequest) -> Response:
    """Answer one request; whatever happens, in the declared wire format."""
    call = HttpCall(declaration, composition, request)
    if request.method == "OPTIONS":
        return preflight(declaration.method, request.headers.get("origin"), composition.config.allowed_origins)
    began = perf_counter()
    with call.watch.traced(call.traceparent, request.headers.get("traceparent")) as trace:
        response = await _answered(call)
        call.watch.ended(trace, response.status_code, call.tenant_id)
    call.watch.measured(response.status_code, perf_counter() - began, call.caller, call.tenant_id)
    return response


async def _answered(call: "HttpCall") -> Response:
    try:
        async with asyncio.timeout(_seconds(call.declaration)):
            return await call.answer()
    except EllaError as error:
        if isinstance(error, InternalError):
            call.watch.failed(error.message, error)
        call.note_refusal(error)
        return call.failed(error)
    except TimeoutError as error:
        logging.error("deadline exceeded", error)
        return call.failed(DeadlineExceeded("this took too long; try again"))
    except ClientDisconnect:
        return Response(status_code=499)
    except Exception as error:
        call.watch.failed("unhandled error", error)
        return call.failed(InternalError("something went wrong on our side; try again later"))


_MAX_USER_AGENT = 300


def _seconds(declaration: HttpDeclaration) -> float:
    """Return how long a request may take; one that holds an idempotency lease ends before the lease does."""
    timeout = PROFILES[declaration.runtime].timeout
    leased = declaration.external and declaration.idempotent
    return min(timeout, LEASE.total_seconds() - 5) if leased else timeout


class HttpCall:
    """One request on its way through the pipeline."""

    def __init__(self, declaration: HttpDeclaration, composition: Composition, http: HttpRequest) -> None:
        self.declaration = declaration
        self.composition = composition
        self.http = http
        self.wire = declaration.wire.of(http.headers.get("content-type", ""))
        self.now: datetime = composition.clock.now()
        self.request_id = new_id()
        self.traceparent = continue_trace(http.headers.get("traceparent"))
        self.address = client_address(http, composition.config.trusted_proxies)
        self.user_agent = http.headers.get("user-agent", "")[:_MAX_USER_AGENT] or None
        self.tenant_id: str | None = None
        self.caller: Caller = Anonymous(self.address)
        self.path_values: dict[str, str] = {}
        self.judged = False
        self.request: Any = None
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {
            **SECURITY_HEADERS,
            "x-request-id": self.request_id,
            "traceparent": self.traceparent,
            **cors_headers(http.headers.get("origin"), composition.config.allowed_origins),
        }
        self.limits = CallLimits(declaration, composition, self.headers)
        origin = Origin(self.address, self.user_agent, self.request_id)
        self.audit = CallAudit(declaration, composition, origin, self.address, self.now)
        self.watch = CallWatch(
            declaration,
            composition,
            request_id=self.request_id,
            address=self.address,
            user_agent=self.user_agent or "",
        )
        self._bind_log(None)

    async def answer(self) -> Response:
        """Take the steps in order."""
        self._require_one_meaning()
        self.path_values = self._route()
        await self.limits.count_address(self.address)
        with span(Area.AUTHENTICATION):
            credential = await authenticate(self.http, self.declaration, self.composition)
        self.resolver = CallerResolver(self.declaration, self.composition, credential, self.address)
        self.caller = self.resolver.unchecked()
        self.tenant_id = await self.resolver.tenant_id(self.http, self.now)
        self._bind_log(self.tenant_id)
        await self.limits.count_caller(self.resolver.subject)
        self.request = await self._parse(self.path_values)
        if not self.declaration.writes:
            return await self._run_query()
        if self.declaration.external:
            return await self._run_external()
        return await self._run_command()

    def failed(self, error: EllaError) -> Response:
        """Return an error as this function's callers read it."""
        repeated = {name: self.path_values[name] for name in self.wire.repeats if name in self.path_values}
        return failure(self.wire, error, {**self._meta(), **repeated}, self.headers)

    def note_refusal(self, error: EllaError) -> None:
        """Have denied access told to the tenant's log; a failed sign-in to those of the account's tenants."""
        email = getattr(self.request, "email", None)
        if isinstance(error, Unauthenticated) and email and any(each.failures_only for each in self.limits.policies):
            self.audit.note_failed_sign_in(self.caller, str(email).lower(), self.path_values)
            self.watch.sign_in_failed(str(email).lower())
        elif self.tenant_id is not None and is_denial(error, judged=self.judged):
            self.audit.note_denial(self.caller, self.tenant_id, self.path_values)
            self.watch.denied(self.caller)

    # -- the three ways a handler runs

    async def _run_query(self) -> Response:
        for_staff = self.declaration.access is Access.PLATFORM_STAFF
        reads = Reads(self.composition.store, PARTITION if for_staff else self.tenant_id)
        caller, entity = await self._load(reads, key=None)
        await self._count_known(caller)
        if for_staff:
            await self.audit.note_staff(caller, self.request)
            documents = PlatformDocuments(self.composition.store)
            context = StaffContext(self._scope(caller), reads, self.composition, documents)
        else:
            context = QueryContext(self._scope(caller), reads, self.composition)
        result = await self.declaration.handler(self.request, context)
        self.audit.note_view(self.caller, self.tenant_id, self.path_values)
        if entity is not None and self.declaration.loads and self.declaration.loads.tagged:
            self.headers["etag"] = _etag(entity.version)
            if self.http.headers.get("if-none-match") == self.headers["etag"]:
                return Response(status_code=304, headers=self.headers)
        response = self._succeeded(result)
        if self.declaration.kept_for is not None:
            let_keep(response, round(self.declaration.kept_for.total_seconds()))
        return response

    async def _run_command(self) -> Response:
        limited = False

        async def step(work: UnitOfWork) -> Any:
            nonlocal limited
            key = self._idempotency_key(self.resolver.unchecked())
            caller, entity = await self._load(work, key)
            if not limited:
                await self._count_known(caller)
                limited = True
            if key is not None and (replay := await key.replay(work)) is not None:
                return replay
            self._check_if_match(entity)
            context = CommandContext(self._scope(caller), work)
            result = await self.declaration.handler(self.request, context)
            self.audit.add_to(work, caller, self.request)
            if key is not None:
                await key.complete(work, self.declaration.status, storable(result))
            return result

        result, work = await run_unit(self._units(), step)
        if isinstance(result, Replay):
            return self._replayed(result)
        await publish_directly(self.composition, work.to_publish)
        await self.composition.caches.drop_after(self.declaration.name, self.tenant_id)
        if (path := self._entity_path()) is not None and (version := work.version(path)) is not None:
            self.headers["etag"] = _etag(version)
        return self._succeeded(result)

    async def _run_external(self) -> Response:
        async def begin(work: UnitOfWork) -> tuple[Caller, IdempotencyKey | None, Replay | None]:
            key = self._idempotency_key(self.resolver.unchecked())
            caller, entity = await self._load(work, key)
            replay = await key.replay(work) if key is not None else None
            self._check_if_match(entity)
            if key is not None and replay is None:
                await key.lease(work)
            return caller, key, replay

        (caller, key, replay), _ = await run_unit(self._units(), begin)
        if replay is not None:
            return self._replayed(replay)
        await self._count_known(caller)
        scope = self._scope(caller)
        ids = IdSequence(new_seed())

        async def run(step: Step[Any], final: bool) -> Any:
            seed = new_seed()

            def unit() -> UnitOfWork:
                return UnitOfWork(self.composition.store, self.tenant_id, scope, IdSequence(seed))

            async def audited(work: UnitOfWork) -> Any:
                outcome = await step(work)
                if final:
                    self.audit.add_to(work, caller, self.request)
                return outcome

            outcome, work = await run_unit(unit, audited)
            await publish_directly(self.composition, work.to_publish)
            return outcome

        try:
            context = ExternalContext(
                scope, self.composition, ids, run, tenant_id=self.tenant_id, attempts=self._attempts()
            )
            result = await self._unless_left(self.declaration.handler(self.request, context))
        except EllaError as error:
            if isinstance(error, Refused):
                self.limits.show([error.standing])
            if key is not None:
                await run_unit(self._units(), key.release)
            raise
        if key is not None:
            done = key
            await run_unit(self._units(), lambda work: done.complete(work, self.declaration.status, storable(result)))
        return self._succeeded(result)

    # -- the steps

    def _require_one_meaning(self) -> None:
        try:
            require_one_meaning(self.http.headers)
        except InvalidInput:
            # Whatever follows on the connection may be a part of this request.
            self.headers["connection"] = "close"
            raise

    def _route(self) -> dict[str, str]:
        try:
            return route(self.declaration, self.http.method, self.http.url.path)
        except MethodNotAllowed:
            self.headers["allow"] = self.declaration.method
            raise

    async def _parse(self, path_values: Mapping[str, str]) -> Any:
        model, wire = self.declaration.request_model, self.wire
        in_query = self.http.query_params.multi_items()
        if not self.declaration.writes:
            return bind_strings(model, query_values(in_query, path_values), unknown=wire.unknown_fields)
        if in_query and not wire.mixes_query:
            problem = FieldProblem(f"/{in_query[0][0]}", "unknown_field", "this function takes no query string")
            raise InvalidInput("send fields in the body", fields=[problem])
        try:
            body = await read_body(self.http, self.declaration.max_body, wire.accepts, gzip=wire.gzip)
        except PayloadTooLarge:
            self.headers["connection"] = "close"
            raise
        told = {name: self.http.headers[name] for name in wire.header_fields if name in self.http.headers}
        fields = {**query_values(in_query, {}), **wire.parse(body), **told}
        return bind_fields(model, path_values, fields, strict=wire.strict, unknown=wire.unknown_fields)

    async def _unless_left(self, handling: Coroutine[Any, Any, T]) -> T:
        """Return what a handler returns; where the protocol has streams it is called off when the client hangs up."""
        if self.wire.stream_type is None:
            return await handling
        handler, left = asyncio.create_task(handling), asyncio.create_task(self._left())
        try:
            await asyncio.wait((handler, left), return_when=asyncio.FIRST_COMPLETED)
            if not handler.done():
                raise ClientDisconnect
            return handler.result()
        finally:
            left.cancel()
            handler.cancel()
            await asyncio.gather(handler, left, return_exceptions=True)

    async def _left(self) -> None:
        while (await self.http.receive())["type"] != "http.disconnect":
            pass

    def _units(self) -> Callable[[], UnitOfWork]:
        """Return what begins the units of one commit: each re-run the same ids, each commit ids of its own."""
        seed = new_seed()
        scope = self._scope(Anonymous(self.address))
        return lambda: UnitOfWork(self.composition.store, self.tenant_id, scope, IdSequence(seed))

    def _idempotency_key(self, caller: Caller) -> IdempotencyKey | None:
        if not self.declaration.idempotent:
            return None
        return IdempotencyKey.of(
            self.http.headers.get("idempotency-key"),
            function=self.declaration.name,
            principal=None if isinstance(caller, Anonymous) else caller.principal,
            tenant_id=self.tenant_id,
            request=canonical(self.request),
        )

    async def _load(self, reads: Reads, key: IdempotencyKey | None) -> tuple[Caller, Document | None]:
        wanted = [*self.resolver.caller_paths(self.tenant_id, self.now), key.path if key else None]
        wanted.append(self.resolver.tenant_path(self.tenant_id, self.now))
        entity_path = self._entity_path()
        if entity_path is not None:
            wanted.append(reads.absolute(entity_path))
        whole_path = self._whole_path()
        if whole_path is not None:
            wanted.append(reads.absolute(whole_path))
        wanted += [reads.absolute(path) for path in self._paths_beside()]
        await reads.prefetch([path for path in wanted if path is not None])
        caller = await self.resolver.caller(self.tenant_id, reads, self.now)
        await self.audit.note_support(caller, self.request)
        entity = await reads.get(entity_path) if entity_path is not None else None
        whole = await reads.get(whole_path) if whole_path is not None else None
        self.caller = caller
        self.judged = True
        authorize(self.declaration, caller, entity, whole)
        self.judged = False
        await self.resolver.require_open(self.tenant_id, reads, self.now)
        return caller, entity

    def _entity_path(self) -> str | None:
        loads = self.declaration.loads
        return loads.repository.path(getattr(self.request, loads.field)) if loads else None

    def _whole_path(self) -> str | None:
        whole = self.declaration.loads.whole if self.declaration.loads else None
        return whole[0].path(getattr(self.request, whole[1])) if whole else None

    def _paths_beside(self) -> Sequence[str]:
        loads = self.declaration.loads
        return loads.beside(self.request) if loads and loads.beside else ()

    def _check_if_match(self, entity: Document | None) -> None:
        expected = self.http.headers.get("if-match")
        if expected is None or expected == "*":
            return
        if entity is None or expected != _etag(entity.version):
            raise StaleVersion("it was changed since you read it; read it again")

    async def _count_known(self, caller: Caller) -> None:
        await self.limits.count_known(caller, self.tenant_id, self.declaration.cost(self.request))

    def _attempts(self) -> SignInAttempts:
        quota = self.composition.limiter.quota
        return SignInAttempts(self.limits.policies, self.address, self._units, quota, self.limits.show)

    # -- the answer

    def _scope(self, caller: Caller) -> CallScope:
        return CallScope(
            caller,
            self.now,
            self.request_id,
            self.traceparent,
            self.request_id,
            self.composition.config,
            self.address,
            self.http.headers.get("user-agent", ""),
            self.cookies,
        )

    def _succeeded(self, result: Any) -> Response:
        if (tag := self.wire.tag(result)) is not None:
            self.headers["etag"] = tag
            if self.http.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers=self.headers)
        if isinstance(result, Stream):
            return streamed(self.wire, result, self.headers)
        response = success(self.wire, result, self.declaration.status, self._meta(), self.headers)
        for cookie in self.cookies.values():
            response.headers.append("set-cookie", cookie)
        return response

    def _replayed(self, replay: Replay) -> Response:
        self.headers["idempotency-replayed"] = "true"
        return success(self.wire, replay.data, replay.status, self._meta(), self.headers)

    def _meta(self) -> dict[str, Any]:
        return {"requestId": self.request_id, "timestamp": self.now}

    def _bind_log(self, tenant_id: str | None) -> None:
        logging.bind(
            self.composition.config.project,
            function=self.declaration.name,
            request_id=self.request_id,
            tenant_id=tenant_id,
            traceparent=self.traceparent,
        )


def _etag(version: str) -> str:
    return f'"{version}"'
