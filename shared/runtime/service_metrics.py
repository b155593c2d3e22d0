"""What an instance measures of itself, by the names that dashboards and alerts know.

A tenant's id comes as an exemplar, and as a label only of the few tenants that cause most: else there would be as many
series as there are tenants.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from shared.clock import Clock
from shared.domain.alerts.endpoints import OTHER
from shared.domain.alerts.tenant_loads import OTHERS, TenantLoad, top
from shared.observability import metrics as kinds
from shared.observability.metrics import Gauge, Histogram, Labels, Metric, rendered

ACTIVE_FOR = timedelta(minutes=5)
MAX_ACTIVE = 20_000
MAX_TENANTS = 5_000
"""How many tenants an instance tells apart; what those beyond cause is that of others."""

HTTP_BUCKETS = (0.1, 0.3, 0.5, 0.7, 1, 3, 5, 7, 10)
DATABASE_BUCKETS = (0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
EXECUTION_BUCKETS = (0.5, 1, 2, 5, 10, 30)

ENDPOINT_MILLIS = (200, 500, 1_000, 2_000)
"""Of each endpoint, and of all together, is counted how many requests were answered within these."""
MAX_ENDPOINTS = 50
"""How many endpoints are told apart in a minute; the rest are one, `other`."""

BEGUN, COMPLETED = "start_attempt", "finish_attempt"
"""The functions whose successes tell how many assessments were begun, and how many of them completed."""


class ServiceMetrics:
    """The metrics of one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._active: dict[str, float] = {}
        self._changed: dict[str, float] = {}
        self._attempts = {BEGUN: 0, COMPLETED: 0}
        self._sums: Counter[str] = Counter()
        self._endpoints: dict[str, list[int]] = {}
        self._callers: set[str] = set()
        self._tenants: dict[str, list[int]] = {}
        self._all_tenants: dict[str, list[int]] = {}
        route = ("method", "route", "status_code")
        self.http_duration = Histogram(
            "http_request_duration_seconds", "How long requests took to answer.", HTTP_BUCKETS, route
        )
        self.http_requests = kinds.Counter("http_requests_total", "Requests answered.", route)
        self.database_duration = Histogram(
            "database_query_duration_seconds",
            "How long calls of the document store took.",
            DATABASE_BUCKETS,
            ("query_type", "collection"),
        )
        self.database_failures = kinds.Counter(
            "database_failures_total", "Calls that the document store did not answer.", ("query_type",)
        )
        self.database_conflicts = kinds.Counter(
            "database_conflicts_total", "Commits that lost a race, and were made again.", ("collection",)
        )
        self.execution = Histogram(
            "code_execution_time",
            "Seconds that a submission took in the sandbox, waiting included.",
            EXECUTION_BUCKETS,
            ("language",),
        )
        self.metrics: tuple[Metric, ...] = (
            self.http_duration,
            self.http_requests,
            self.database_duration,
            self.database_failures,
            self.database_conflicts,
            self.execution,
            Gauge("active_users_total", "Callers seen in the last five minutes.", self._active_users),
            Gauge(
                "assessment_completion_rate", "Attempts finished of each one begun, since the start.", self._completion
            ),
            Gauge(
                "user_engagement_score",
                "Of the callers of the last five minutes, the percentage that changed something.",
                self._engagement,
            ),
            Gauge(
                "api_error_rate_by_endpoint",
                "Requests answered with 500 or more, of all, since the start.",
                self._error_rates,
                ("method", "route"),
            ),
            *(
                Gauge(name, f"{what}, since the start: the tenants with most, and all others.", read, ("tenant_id",))
                for name, what, read in (
                    ("tenant_requests", "Requests", lambda: self._of_tenants(0)),
                    ("tenant_errors", "Requests answered with 500 or more", lambda: self._of_tenants(1)),
                    ("tenant_execution_seconds", "Seconds in the sandbox", lambda: self._of_tenants(2, 1_000)),
                )
            ),
        )

    def note_request(
        self, function: str, method: str, route: str, status: int, seconds: float, *, tenant_id: str | None
    ) -> None:
        """Count a request that was answered; `route` is the declared path, never the one that was asked for."""
        labels = (method, route, str(status))
        self.http_duration.observe(seconds, *labels, tenant_id=tenant_id)
        self.http_requests.add(*labels)
        self._sums["requests"] += 1
        self._sums["errors"] += status >= 500
        within = [seconds * 1_000 <= millis for millis in ENDPOINT_MILLIS]
        for millis, is_within in zip(ENDPOINT_MILLIS, within, strict=True):
            self._sums[f"within{millis}"] += is_within
        endpoint = f"{method} {route}"
        if endpoint not in self._endpoints and len(self._endpoints) >= MAX_ENDPOINTS:
            endpoint = OTHER
        counted = self._endpoints.get(endpoint, [0] * (2 + len(within)))
        self._endpoints[endpoint] = [
            count + more for count, more in zip(counted, (1, status >= 500, *within), strict=True)
        ]
        if tenant_id is not None:
            self._note_tenant(tenant_id, 1, int(status >= 500), 0)
        if function in self._attempts and status < 300:
            self._attempts[function] += 1
            self._sums["begun" if function == BEGUN else "completed"] += 1

    def note_caller(self, principal: str, *, changed: bool) -> None:
        """Count somebody as active."""
        now = self._clock.now().timestamp()
        if len(self._callers) < MAX_ACTIVE:
            self._callers.add(principal)
        for seen in (self._active, self._changed) if changed else (self._active,):
            # The latest caller comes last, so that those who left are found at the front.
            seen.pop(principal, None)
            if len(seen) < MAX_ACTIVE:
                seen[principal] = now

    def note_query(self, query_type: str, collection: str, seconds: float, *, failed: bool) -> None:
        """Count a call of the document store."""
        self.database_duration.observe(seconds, query_type, collection)
        self._sums["queries"] += 1
        self._sums["queryMillis"] += round(seconds * 1_000)
        if failed:
            self.database_failures.add(query_type)
            self._sums["queryFailures"] += 1

    def note_conflict(self, collection: str) -> None:
        """Count a commit that lost a race."""
        self.database_conflicts.add(collection)

    def note_execution(self, language: str, seconds: float, *, tenant_id: str | None = None) -> None:
        """Count a submission that ran in the sandbox."""
        if tenant_id is not None:
            self._note_tenant(tenant_id, 0, 0, round(seconds * 1_000))
        self.execution.observe(seconds, language)
        self._sums["executions"] += 1
        for limit in (2, 5, 10):
            self._sums[f"executedIn{limit}"] += seconds <= limit

    def take(self) -> tuple[dict[str, int], set[str]]:
        """Return what was counted since this was last asked, by the names of `Counts`, and who called; forget both."""
        sums, callers = self._sums, self._callers
        self._sums, self._callers = Counter(), set()
        return {name: count for name, count in sums.items() if count}, callers

    def take_endpoints(self) -> dict[str, list[int]]:
        """Return what was counted of each endpoint since this was last asked, as `EndpointCounts` reads it."""
        endpoints, self._endpoints = self._endpoints, {}
        return endpoints

    def take_tenants(self) -> dict[str, TenantLoad]:
        """Return what the tenants caused since this was last asked, those with most by name; forget it."""
        taken, self._tenants = self._tenants, {}
        return top(_loads(taken))

    def text(self, *, open_metrics: bool = False) -> str:
        """Return everything as text."""
        return rendered(self.metrics, open_metrics=open_metrics)

    def _note_tenant(self, tenant_id: str, *more: int) -> None:
        for sums in (self._tenants, self._all_tenants):
            known = tenant_id if tenant_id in sums or len(sums) < MAX_TENANTS else OTHERS
            held = sums.setdefault(known, [0, 0, 0])
            held[:] = [each + amount for each, amount in zip(held, more, strict=True)]

    def _of_tenants(self, place: int, unit: int = 1) -> Mapping[Labels, float]:
        first = top(_loads(self._all_tenants))
        sums = {id: (load.requests, load.errors, load.execution_millis) for id, load in first.items()}
        return {(tenant_id,): each[place] / unit for tenant_id, each in sums.items()}

    def _within(self, seen: dict[str, float]) -> int:
        since = (self._clock.now() - ACTIVE_FOR).timestamp()
        for principal, at in list(seen.items()):
            if at >= since:
                break
            del seen[principal]
        return len(seen)

    def _active_users(self) -> Mapping[Labels, float]:
        return {(): self._within(self._active)}

    def _engagement(self) -> Mapping[Labels, float]:
        active = self._within(self._active)
        return {(): 100 * self._within(self._changed) / active} if active else {}

    def _completion(self) -> Mapping[Labels, float]:
        begun = self._attempts[BEGUN]
        return {(): self._attempts[COMPLETED] / begun} if begun else {}

    def _error_rates(self) -> Mapping[Labels, float]:
        asked: dict[Labels, float] = {}
        failed: dict[Labels, float] = {}
        for (method, route, status), count in self.http_requests.values.items():
            asked[method, route] = asked.get((method, route), 0) + count
            if status >= "500":
                failed[method, route] = failed.get((method, route), 0) + count
        return {place: failed.get(place, 0) / count for place, count in asked.items()}


def _loads(sums: Mapping[str, list[int]]) -> dict[str, TenantLoad]:
    return {
        tenant_id: TenantLoad(requests=requests, errors=errors, execution_millis=millis)
        for tenant_id, (requests, errors, millis) in sums.items()
    }
