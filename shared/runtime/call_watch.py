"""What is noted of a request while it is served: its trace, its measures, failures of ours, and what looks hostile."""

from collections.abc import Generator
from contextlib import contextmanager

from shared.auth.caller import Anonymous, ApiKeyCaller, Caller
from shared.domain.alerts.intrusions import Kind as Happened
from shared.observability.errors import HttpContext
from shared.observability.spans import Kind, Recording
from shared.runtime.composition import Composition
from shared.runtime.declare import HttpDeclaration
from shared.runtime.failures import report_failure
from shared.runtime.telemetry import traced

UNTRACED = "otlp"


class CallWatch:
    """The notes on one request."""

    def __init__(
        self, declaration: HttpDeclaration, composition: Composition, *, request_id: str, address: str, user_agent: str
    ) -> None:
        self._declaration = declaration
        self._composition = composition
        self._request_id = request_id
        self._address = address
        self._user_agent = user_agent

    @contextmanager
    def traced(self, traceparent: str, came: str | None) -> Generator[Recording | None]:
        """Record the request as a part of its trace; what brings traces in isn't, or exporting to it would not end."""
        if self._declaration.wire.name == UNTRACED:
            yield None
            return
        with traced(self._composition, self._declaration.name, Kind.SERVER, traceparent, came) as trace:
            yield trace

    def ended(self, trace: Recording | None, status: int, tenant_id: str | None) -> None:
        """Note in the trace what came of the request."""
        if trace is None:
            return
        told = {"http.request.method": self._declaration.method, "http.route": self._declaration.path}
        trace.root.attributes |= {**told, "http.response.status_code": status, "ella.request_id": self._request_id}
        if tenant_id is not None:
            trace.root.attributes["ella.tenant_id"] = tenant_id
        if status >= 500:
            trace.root.error = f"answered with {status}"

    def measured(self, status: int, seconds: float, caller: Caller, tenant_id: str | None) -> None:
        """Count the request, and its caller as active."""
        declared, metrics = self._declaration, self._composition.metrics
        metrics.note_request(declared.name, declared.method, declared.path, status, seconds, tenant_id=tenant_id)
        if status < 400 and not isinstance(caller, Anonymous):
            metrics.note_caller(caller.principal, changed=declared.writes)
        if status < 400 and isinstance(caller, ApiKeyCaller):
            self._composition.security_events.note(Happened.KEY_USED, caller.principal, self._address)
        self._composition.service_counts.wake()

    def failed(self, message: str, error: BaseException) -> None:
        """Have a failure of ours reported."""
        asked = HttpContext(self._declaration.method, self._declaration.path, 500, self._user_agent)
        report_failure(self._composition, message, error, asked)

    def sign_in_failed(self, email: str) -> None:
        """Note a wrong password or the like."""
        self._composition.security_events.note(Happened.SIGN_IN_FAILED, email, self._address)

    def denied(self, caller: Caller) -> None:
        """Note that somebody tried what they may not do."""
        self._composition.security_events.note(Happened.DENIED, caller.principal, self._address)
