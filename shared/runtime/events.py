"""How a subscriber is served: each event once in effect, poison and a dependency that is down kept apart.

A delivery is deduplicated by a record that the effect's own commit creates. A deterministic failure is counted and
refused, so that Pub/Sub delivers again, five times at most, and then dead-letters it. `DependencyUnavailable` is
acknowledged: the event goes back to the outbox, due later, until the subscriber's `give_up_after`.
"""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from shared.auth.caller import System
from shared.data.platform_documents import PlatformDocuments
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.errors import DependencyUnavailable
from shared.events.envelope import Envelope
from shared.events.event import Event
from shared.events.outbox import stored_envelope
from shared.ids import IdSequence, new_id, new_seed
from shared.observability import logging
from shared.observability.spans import Kind
from shared.observability.tracing import continue_trace
from shared.runtime.composition import Composition
from shared.runtime.contexts import CallScope, ExternalContext, PlatformContext, Step, SubscriberContext
from shared.runtime.declare import DeadLetters, DocumentCreated, SubscriberDeclaration
from shared.runtime.failures import report_failure
from shared.runtime.leases import renewed
from shared.runtime.outbox import publish_directly
from shared.runtime.profiles import PROFILES
from shared.runtime.telemetry import traced

KEPT_FOR = timedelta(days=14)
LEASE = timedelta(seconds=30)
"""How long an event is left alone after whoever handled it was killed; renewed while they live."""
MAX_DELIVERIES = 5
BACKOFF_MIN = timedelta(seconds=10)
BACKOFF_MAX = timedelta(seconds=600)

ACKNOWLEDGED = 204
REFUSED = 500


async def serve_event(declaration: SubscriberDeclaration, composition: Composition, request: HttpRequest) -> Response:
    """Handle one delivery; any status but 2xx asks for another."""
    try:
        attributes, body = await _unwrapped(request)
        if isinstance(declaration.source, DocumentCreated | DeadLetters):
            return await _serve_platform(declaration, composition, attributes, body, request)
        envelope = Envelope.parse(attributes, body)
        if envelope.type != declaration.source.type or not envelope.tenant_id:
            raise ValueError(f"{declaration.name} handles {declaration.source.type}, not {envelope.type}")
    except ValueError as error:
        logging.error("not an event for this subscriber", error)
        return Response(status_code=400)
    return Response(status_code=await Delivery(declaration, composition, envelope).handle())


class Delivery:
    """One delivery of one event to one subscriber."""

    def __init__(self, declaration: SubscriberDeclaration, composition: Composition, envelope: Envelope) -> None:
        self.declaration = declaration
        self.composition = composition
        self.envelope = envelope
        self.record = f"deliveries/{declaration.name}:{envelope.id}"
        self.scope = CallScope(
            caller=System(declaration.name),
            now=composition.clock.now(),
            request_id=new_id(),
            traceparent=continue_trace(envelope.traceparent),
            causation_id=envelope.id,
            config=composition.config,
        )
        logging.bind(
            composition.config.project,
            function=declaration.name,
            request_id=self.scope.request_id,
            tenant_id=envelope.tenant_id,
            traceparent=self.scope.traceparent,
        )

    async def handle(self) -> int:
        """Return 204 for handled, kept for later, or seen before; 500 to be delivered again."""
        scope, declared = self.scope, self.declaration
        with traced(
            self.composition, declared.name, Kind.CONSUMER, scope.traceparent, self.envelope.traceparent
        ) as trace:
            status = await self._handled()
            self.composition.service_counts.wake()
            if trace is not None:
                trace.root.attributes |= {"messaging.message.id": self.envelope.id, "ella.event": self.envelope.type}
                trace.root.attributes["ella.tenant_id"] = self.envelope.tenant_id
                if status == REFUSED:
                    trace.root.error = "refused"
        return status

    async def _handled(self) -> int:
        try:
            async with asyncio.timeout(PROFILES[self.declaration.runtime].timeout):
                event = self._event()
                return await (self._external(event) if self.declaration.external else self._pure(event))
        except DependencyUnavailable as error:
            return await self._postpone(error)
        except TimeoutError:
            return await self._postpone(DependencyUnavailable("it took longer than the function may run"))
        except Exception as error:
            return await self._refuse(error)

    async def _pure(self, event: Event) -> int:
        async def step(work: UnitOfWork) -> None:
            if await work.get(self.record) is not None:
                return
            await self.declaration.handler(event, SubscriberContext(self.scope, work, self.envelope.id))
            if self.declaration.audited and work.changed:
                self._note_change(work)
            work.create(self.record, self._done())

        _, work = await run_unit(self._units(), step)
        await publish_directly(self.composition, work.to_publish)
        await self.composition.caches.drop_after(self.declaration.name, self.envelope.tenant_id)
        return ACKNOWLEDGED

    def _note_change(self, work: UnitOfWork) -> None:
        # Only few subscribers need what shapes entries.
        from shared.runtime.auditing import system_entry

        system_entry(work, self.declaration.name, self.scope.caller, self.envelope.id)

    async def _external(self, event: Event) -> int:
        if not await self._lease():
            return ACKNOWLEDGED
        async with renewed(self._renew, every=LEASE / 3):
            return await self._leased(event)

    async def _leased(self, event: Event) -> int:
        finished = False

        async def run(step: Step[Any], final: bool) -> Any:
            nonlocal finished

            async def marked(work: UnitOfWork) -> Any:
                record = await work.get(self.record)
                outcome = await step(work)
                if final:
                    if record is None or record.data.get("holder") != self.scope.request_id:
                        raise DependencyUnavailable("another delivery of this event took over")
                    work.update(self.record, self._done())
                return outcome

            outcome, work = await run_unit(self._units(), marked)
            finished = finished or final
            await publish_directly(self.composition, work.to_publish)
            return outcome

        try:
            ids = IdSequence(new_seed())
            tenant_id = self.envelope.tenant_id
            context = ExternalContext(self.scope, self.composition, ids, run, self.envelope.id, tenant_id)
            await self.declaration.handler(event, context)
        except BaseException:
            await run_unit(self._units(), self._release)
            raise
        if not finished:
            await context.finish(_nothing)
        return ACKNOWLEDGED

    async def _lease(self) -> bool:
        """Take the delivery's lease; False when it was handled before. Somebody else's lease refuses the delivery."""

        async def step(work: UnitOfWork) -> bool:
            record = await work.get(self.record)
            if record is None:
                work.create(self.record, self._held())
            elif record.data["state"] == "done":
                return False
            elif record.data["leasedUntil"] > self.scope.now:
                raise DependencyUnavailable("another delivery of this event is being handled")
            else:
                work.update(self.record, self._held())
            return True

        taken, _ = await run_unit(self._units(), step)
        return taken

    async def _renew(self) -> None:
        await run_unit(self._units(), lambda work: self._extend(work, self._held()))

    async def _release(self, work: UnitOfWork) -> None:
        await self._extend(work, {**self._held(), "leasedUntil": self.scope.now})

    async def _extend(self, work: UnitOfWork, held: dict[str, Any]) -> None:
        """Change the lease while it is ours."""
        record = await work.get(self.record)
        if record is not None and record.data["state"] == "leased" and record.data["holder"] == held["holder"]:
            work.update(self.record, held)

    async def _postpone(self, error: DependencyUnavailable) -> int:
        """Keep the event in the outbox until its dependency may be back."""
        age = self.scope.now - (self.envelope.due or self.envelope.time)
        if age > self.declaration.give_up_after:
            return await self._refuse(error)
        wait = min(BACKOFF_MAX, max(BACKOFF_MIN, age)) * self.composition.config.delay_scale
        logging.warning("a dependency is down; the event waits", reason=error.message, wait=wait.total_seconds())

        async def step(work: UnitOfWork) -> None:
            work.resend(self.envelope, at=self.scope.now + wait)

        try:
            await run_unit(self._units(), step)
        except DependencyUnavailable:
            return REFUSED
        return ACKNOWLEDGED

    async def _refuse(self, error: BaseException) -> int:
        """Count a failure and ask for another delivery."""
        report_failure(self.composition, f"{self.declaration.name} failed", error, eventId=self.envelope.id)
        try:
            await PlatformDocuments(self.composition.store).increment(
                f"tenants/{self.envelope.tenant_id}/deliveryFailures/{self.declaration.name}:{self.envelope.id}",
                {"deliveries": 1},
                {
                    "tenantId": self.envelope.tenant_id,
                    "lastError": f"{type(error).__name__}: {error}"[:2_000],
                    "failedAt": self.scope.now,
                    "expiresAt": self.scope.now + KEPT_FOR,
                },
            )
        except Exception as uncounted:
            logging.error("the failure could not be counted", uncounted)
        return REFUSED

    def _event(self) -> Event:
        source = self.declaration.source
        if not isinstance(source, type):
            raise TypeError(f"{self.declaration.name} handles no typed event")
        return source.model_validate_json(self.envelope.body())

    def _units(self) -> Callable[[], UnitOfWork]:
        """Return what begins the units of one commit: each re-run the same ids, each commit ids of its own."""
        seed = new_seed()
        return lambda: UnitOfWork(self.composition.store, self.envelope.tenant_id, self.scope, IdSequence(seed))

    def _held(self) -> dict[str, Any]:
        now = self.composition.clock.now()
        return {
            "state": "leased",
            "holder": self.scope.request_id,
            "leasedUntil": now + LEASE,
            "expiresAt": now + KEPT_FOR,
        }

    def _done(self) -> dict[str, Any]:
        return {"state": "done", "handledAt": self.scope.now, "expiresAt": self.scope.now + KEPT_FOR}


async def _nothing(work: UnitOfWork) -> None:
    pass


async def _serve_platform(
    declaration: SubscriberDeclaration,
    composition: Composition,
    attributes: Mapping[str, str],
    body: bytes,
    request: HttpRequest,
) -> Response:
    """Serve a trigger that belongs to no tenant's event: a created document, or a dead letter."""
    context = platform_context(declaration.name, composition)
    try:
        if isinstance(declaration.source, DocumentCreated):
            path = attributes.get("ce-document", "")
            if not path:
                raise ValueError("the trigger names no document")
            await declaration.handler(path, context)
        else:
            failed = request.query_params.get("subscriber", "")
            await declaration.handler(DeadLetter(failed, Envelope.parse(attributes, body)), context)
    except ValueError:
        raise
    except Exception as error:
        report_failure(composition, f"{declaration.name} failed", error)
        return Response(status_code=REFUSED)
    return Response(status_code=ACKNOWLEDGED)


class DeadLetter:
    """An event that a subscriber could not handle."""

    def __init__(self, subscriber: str, envelope: Envelope) -> None:
        self.subscriber = subscriber
        self.envelope = envelope

    def stored(self) -> dict[str, Any]:
        """Return the event as documents hold it."""
        return stored_envelope(self.envelope)


def platform_context(function: str, composition: Composition) -> PlatformContext:
    """Return the context of a platform function."""
    request_id = new_id()
    traceparent = continue_trace(None)
    logging.bind(
        composition.config.project,
        function=function,
        request_id=request_id,
        tenant_id=None,
        traceparent=traceparent,
    )
    scope = CallScope(
        System(function), composition.clock.now(), request_id, traceparent, request_id, composition.config
    )
    return PlatformContext(scope, composition, PlatformDocuments(composition.store))


async def _unwrapped(request: HttpRequest) -> tuple[dict[str, str], bytes]:
    """Return attributes and data, from binary-mode headers or a Pub/Sub push body; raise ValueError for neither."""
    body = await request.body()
    attributes = {name: value for name, value in request.headers.items() if name.startswith("ce-")}
    if attributes and "pubsub" not in attributes.get("ce-type", ""):
        return attributes, body
    try:
        message: dict[str, Any] = json.loads(body)["message"] if body else {}
        return dict(message.get("attributes") or {}), base64.b64decode(message.get("data") or b"")
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a Pub/Sub message") from error
