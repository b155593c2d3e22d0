"""How an HTTP function is served: one visible list of steps, the same for every function.

trace → one meaning → route → limit by address → authenticate → limit by caller → parse → unit of work → load {member,
idempotency record, entity} in one round trip → authorize → replay → handler → commit {state, outbox, idempotency
record, audit entry} → publish what somebody waits for → respond
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from shared.auth.caller import Anonymous, ApiKeyCaller, Caller, Member
from shared.data.store import Create, Document
from shared.data.unit_of_work import Reads, UnitOfWork, run_unit
from shared.errors import (
    DeadlineExceeded,
    EllaError,
    FieldProblem,
    InternalError,
    InvalidInput,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    PermissionDenied,
    StaleVersion,
    Unauthenticated,
)
from shared.ids import IdSequence, new_id, new_seed
from shared.observability import logging
from shared.observability.audit import COLLECTION as AUDIT_COLLECTION
from shared.observability.audit import Origin, Outcome, audit_entry
from shared.observability.tracing import continue_trace
from shared.runtime.audit_buffer import Seen
from shared.runtime.bodies import query_values, read_body
from shared.runtime.callers import CallerResolver, authenticate, authorize, client_address
from shared.runtime.composition import Composition
from shared.runtime.contexts import CallScope, CommandContext, ExternalContext, QueryContext, Step
from shared.runtime.declare import Access, HttpDeclaration
from shared.runtime.headers import require_one_meaning
from shared.runtime.idempotency import LEASE, IdempotencyKey, Replay, storable
from shared.runtime.outbox import publish_directly
from shared.runtime.profiles import PROFILES
from shared.runtime.rate_limit_policies import ANONYMOUS, API, GLOBAL, CountedBy, Policy, key_policy
from shared.runtime.rate_limits import Refused, Standing, Subjects, headers
from shared.runtime.requests import bind_fields, bind_strings, canonical
from shared.runtime.responses import SECURITY_HEADERS, cors_headers, failure, preflight, success
from shared.runtime.sign_in_attempts import SignInAttempts


async def serve_http(declaration: HttpDeclaration, composition: Composition, request: HttpRequest) -> Response:
    """Answer one request; whatever happens, in the declared wire format."""
    call = HttpCall(declaration, composition, request)
    if request.method == "OPTIONS":
        return preflight(declaration.method, request.headers.get("origin"), composition.config.allowed_origins)
    try:
        async with asyncio.timeout(_seconds(declaration)):
            return await call.answer()
    except EllaError as error:
        if isinstance(error, InternalError):
            logging.error(error.message, error)
        call.note_refusal(error)
        return call.failed(error)
    except TimeoutError as error:
        logging.error("deadline exceeded", error)
        return call.failed(DeadlineExceeded("this took too long; try again"))
    except ClientDisconnect:
        return Response(status_code=499)
    except Exception as error:
        logging.error("unhandled error", error)
        return call.failed(InternalError("something went wrong on our side; try again later"))


_MAX_USER_AGENT = 300
_MAX_TARGET = 200


def _seconds(declaration: HttpDeclaration) -> float:
    """Return how long a request may take; one that holds an idempotency lease ends before the lease does."""
    timeout = PROFILES[declaration.runtime].timeout
    return min(timeout, LEASE.total_seconds() - 5) if declaration.external else timeout


class HttpCall:
    """One request on its way through the pipeline."""

    def __init__(self, declaration: HttpDeclaration, composition: Composition, http: HttpRequest) -> None:
        self.declaration = declaration
        self.composition = composition
        self.http = http
        self.now: datetime = composition.clock.now()
        self.request_id = new_id()
        self.support_noted = False
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
        self._bind_log(None)

    async def answer(self) -> Response:
        """Take the steps in order."""
        self._require_one_meaning()
        self.path_values = self._route()
        await self._limit((CountedBy.ADDRESS,), {CountedBy.ADDRESS: self.address})
        credential = await authenticate(self.http, self.declaration, self.composition)
        self.resolver = CallerResolver(self.declaration, self.composition, credential, self.address)
        self.caller = self.resolver.unchecked()
        self.tenant_id = await self.resolver.tenant_id(self.http, self.now)
        self._bind_log(self.tenant_id)
        subject = self.resolver.subject
        if subject is not None and self.declaration.access is not Access.ANONYMOUS:
            await self._limit((CountedBy.CALLER,), {CountedBy.CALLER: subject})
        self.request = await self._parse(self.path_values)
        if not self.declaration.writes:
            return await self._run_query()
        if self.declaration.external:
            return await self._run_external()
        return await self._run_command()

    def failed(self, error: EllaError) -> Response:
        """Return an error as this function's callers read it."""
        return failure(self.declaration.wire, error, self._meta(), self.headers)

    def note_refusal(self, error: EllaError) -> None:
        """Have denied access told to the tenant's log; a failed sign-in to those of the account's tenants."""
        email = getattr(self.request, "email", None)
        if isinstance(error, Unauthenticated) and email and any(each.failures_only for each in self._policies()):
            self._note(Outcome.FAILED, None, str(email).lower())
        elif self.tenant_id is not None and (self.judged or isinstance(error, PermissionDenied | Unauthenticated)):
            self._note(Outcome.DENIED, self.tenant_id)

    # -- the three ways a handler runs

    async def _run_query(self) -> Response:
        reads = Reads(self.composition.store, self.tenant_id)
        caller, entity = await self._load(reads, key=None)
        await self._limit_known(caller)
        context = QueryContext(self._scope(caller), reads, self.composition)
        result = await self.declaration.handler(self.request, context)
        if self.declaration.audited:
            self._note(Outcome.VIEWED, self.tenant_id)
        if entity is not None and self.declaration.loads and self.declaration.loads.tagged:
            self.headers["etag"] = _etag(entity.version)
            if self.http.headers.get("if-none-match") == self.headers["etag"]:
                return Response(status_code=304, headers=self.headers)
        return self._succeeded(result)

    async def _run_command(self) -> Response:
        limited = False

        async def step(work: UnitOfWork) -> Any:
            nonlocal limited
            key = self._idempotency_key(self.resolver.unchecked())
            caller, entity = await self._load(work, key)
            if not limited:
                await self._limit_known(caller)
                limited = True
            if key is not None and (replay := await key.replay(work)) is not None:
                return replay
            self._check_if_match(entity)
            context = CommandContext(self._scope(caller), work)
            result = await self.declaration.handler(self.request, context)
            self._audit(work, caller)
            if key is not None:
                await key.complete(work, self.declaration.status, storable(result))
            return result

        result, work = await run_unit(self._units(), step)
        if isinstance(result, Replay):
            return self._replayed(result)
        await publish_directly(self.composition, work.to_publish)
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
        await self._limit_known(caller)
        scope = self._scope(caller)
        ids = IdSequence(new_seed())

        async def run(step: Step[Any], final: bool) -> Any:
            seed = new_seed()

            def unit() -> UnitOfWork:
                return UnitOfWork(self.composition.store, self.tenant_id, scope, IdSequence(seed))

            async def audited(work: UnitOfWork) -> Any:
                outcome = await step(work)
                if final:
                    self._audit(work, caller)
                return outcome

            outcome, work = await run_unit(unit, audited)
            await publish_directly(self.composition, work.to_publish)
            return outcome

        try:
            context = ExternalContext(
                scope, self.composition, ids, run, tenant_id=self.tenant_id, attempts=self._attempts()
            )
            result = await self.declaration.handler(self.request, context)
        except EllaError as error:
            if isinstance(error, Refused):
                self._show([error.standing])
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
        for pattern in (self.declaration.path, *self.declaration.aliases):
            match = _pattern(pattern).fullmatch(self.http.url.path)
            if match:
                if self.http.method not in (self.declaration.method, *self._also_answers()):
                    self.headers["allow"] = self.declaration.method
                    raise MethodNotAllowed(f"use {self.declaration.method}")
                return match.groupdict()
        raise NotFound("there is nothing at this path", code="path_not_found")

    def _also_answers(self) -> tuple[str, ...]:
        return ("HEAD",) if self.declaration.method == "GET" else ()

    async def _parse(self, path_values: Mapping[str, str]) -> Any:
        model, wire = self.declaration.request_model, self.declaration.wire
        in_query = self.http.query_params.multi_items()
        if not self.declaration.writes:
            return bind_strings(model, query_values(in_query, path_values), unknown=wire.unknown_fields)
        if in_query and not wire.mixes_query:
            problem = FieldProblem(f"/{in_query[0][0]}", "unknown_field", "this function takes no query string")
            raise InvalidInput("send fields in the body", fields=[problem])
        try:
            body = await read_body(self.http, self.declaration.max_body, wire.accepts)
        except PayloadTooLarge:
            self.headers["connection"] = "close"
            raise
        fields = {**query_values(in_query, {}), **wire.parse(body)}
        return bind_fields(model, path_values, fields, strict=wire.strict, unknown=wire.unknown_fields)

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
        wanted += [reads.absolute(path) for path in self._paths_beside()]
        await reads.prefetch([path for path in wanted if path is not None])
        caller = await self.resolver.caller(self.tenant_id, reads, self.now)
        await self._note_support(caller)
        entity = await reads.get(entity_path) if entity_path is not None else None
        self.caller = caller
        self.judged = True
        authorize(self.declaration, caller, entity)
        self.judged = False
        await self.resolver.require_open(self.tenant_id, reads, self.now)
        return caller, entity

    def _entity_path(self) -> str | None:
        loads = self.declaration.loads
        return loads.repository.path(getattr(self.request, loads.field)) if loads else None

    def _paths_beside(self) -> Sequence[str]:
        loads = self.declaration.loads
        return loads.beside(self.request) if loads and loads.beside else ()

    def _check_if_match(self, entity: Document | None) -> None:
        expected = self.http.headers.get("if-match")
        if expected is None or expected == "*":
            return
        if entity is None or expected != _etag(entity.version):
            raise StaleVersion("it was changed since you read it; read it again")

    def _audit(self, work: UnitOfWork, caller: Caller) -> None:
        if not (self.declaration.audited and work.changed and work.in_tenant):
            return
        identifier = work.new_id()
        entry = audit_entry(
            id=identifier,
            tenant_id=work.tenant_id,
            action=self.declaration.name,
            caller=caller,
            target={**self._target(caller), **work.subjects},
            origin=Origin(self.address, self.user_agent, self.request_id),
            at=self.now,
            changes=work.changes(),
        )
        work.write_absolute(Create(work.absolute(f"{AUDIT_COLLECTION}/{identifier}"), entry))

    def _note(self, outcome: Outcome, tenant_id: str | None, email: str | None = None) -> None:
        seen = Seen(
            tenant_id=tenant_id,
            email=email,
            action=self.declaration.name,
            outcome=outcome,
            caller=self.caller,
            target=tuple((name, value[:_MAX_TARGET]) for name, value in self.path_values.items()),
            address=self.address,
            user_agent=self.user_agent,
        )
        self.composition.audit_buffer.note(seen, request_id=self.request_id, at=self.now)

    async def _note_support(self, caller: Caller) -> None:
        """Record a call of platform staff before it is judged: one that can't be recorded is not made."""
        if self.support_noted or not isinstance(caller, Member) or caller.support_grant_id is None:
            return
        entry = audit_entry(
            id=self.request_id,
            tenant_id=caller.tenant_id,
            action=self.declaration.name,
            caller=caller,
            target=self._target(caller),
            origin=Origin(self.address, self.user_agent, self.request_id),
            at=self.now,
        )
        path = f"tenants/{caller.tenant_id}/{AUDIT_COLLECTION}/{self.request_id}"
        await self.composition.store.commit([Create(path, entry)])
        self.support_noted = True

    def _target(self, caller: Caller) -> dict[str, str]:
        fields = self.request.model_dump(by_alias=True, mode="json").items()
        target = {name: str(value) for name, value in fields if name in self.declaration.path_parameters}
        grant_id = caller.support_grant_id if isinstance(caller, Member) else None
        return {**target, "supportGrantId": grant_id} if grant_id else target

    # -- limits

    async def _limit_known(self, caller: Caller) -> None:
        """Count against the limits of whoever is known by now: the key's own, then the tenant's."""
        cost = self.declaration.cost(self.request)
        if isinstance(caller, ApiKeyCaller) and caller.requests_per_minute is not None:
            await self._admit([key_policy(caller.requests_per_minute)], {CountedBy.KEY: caller.key_id}, cost)
        await self._limit((CountedBy.TENANT,), self._tenant_subject(), cost)

    async def _limit(self, counted_by: tuple[CountedBy, ...], subjects: Subjects, cost: int = 1) -> None:
        policies = [
            policy for policy in self._policies() if policy.counted_by in counted_by and not policy.failures_only
        ]
        if policies and subjects:
            await self._admit(policies, subjects, cost)

    async def _admit(self, policies: list[Policy], subjects: Subjects, cost: int) -> None:
        limiter = self.composition.limiter
        try:
            standings = await limiter.admit(policies, subjects, cost)
        except Refused as refused:
            self.headers.update(headers([refused.standing], limiter))
            raise
        self._show(standings)

    def _show(self, standings: list[Standing]) -> None:
        for name, value in headers(standings, self.composition.limiter).items():
            earlier = self.headers.get(name)
            self.headers[name] = f"{earlier}, {value}" if earlier else value

    def _policies(self) -> tuple[Policy, ...]:
        declared = self.declaration.limits
        if any(policy.exclusive for policy in declared):
            return declared
        if self.declaration.access is Access.ANONYMOUS:
            return declared or (ANONYMOUS,)
        if self.declaration.access is not Access.IN_TENANT:
            return (API, *declared)
        return (API, GLOBAL, *declared)

    def _tenant_subject(self) -> Subjects:
        return {CountedBy.TENANT: self.tenant_id} if self.tenant_id else {}

    def _attempts(self) -> SignInAttempts:
        quota = self.composition.limiter.quota
        return SignInAttempts(self._policies(), self.address, self._units, quota, self._show)

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
        response = success(self.declaration.wire, result, self.declaration.status, self._meta(), self.headers)
        for cookie in self.cookies.values():
            response.headers.append("set-cookie", cookie)
        return response

    def _replayed(self, replay: Replay) -> Response:
        self.headers["idempotency-replayed"] = "true"
        return success(self.declaration.wire, replay.data, replay.status, self._meta(), self.headers)

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


_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(path: str) -> re.Pattern[str]:
    if path not in _patterns:
        _patterns[path] = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
    return _patterns[path]


def _etag(version: str) -> str:
    return f'"{version}"'
