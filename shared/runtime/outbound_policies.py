"""How each kind of service is called, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shared.engines.circuit_breaker import BreakerRules
from shared.engines.token_bucket import Rate
from shared.ports.http_client import Service


@dataclass(frozen=True, slots=True)
class OutboundPolicy:
    """`timeout` is the longest one call may take, in seconds, whatever its request allows.

    What can be repeated is tried again `retries` times, first after `first_delay` seconds, then each time after twice
    as many. Breaker and rate are kept for each account and origin.
    """

    timeout: float = 60.0
    retries: int = 3
    first_delay: float = 1.0
    breaker: BreakerRules = field(default_factory=BreakerRules)
    rate: Rate = field(default_factory=lambda: Rate(600))


OUTBOUND_POLICIES: Mapping[Service, OutboundPolicy] = MappingProxyType(
    {
        Service.ASSERTIONS: OutboundPolicy(),
        Service.GREENHOUSE: OutboundPolicy(retries=0, rate=Rate(300)),  # its schedule of events tries again
        Service.IDENTITY: OutboundPolicy(rate=Rate(6_000)),
        # A long answer is no failure; one that doesn't begin within 60 s is (`ports.models.Timeouts`).
        Service.MODELS: OutboundPolicy(timeout=300.0, rate=Rate(6_000)),
        Service.OTHER: OutboundPolicy(),
        Service.PAYMENTS: OutboundPolicy(rate=Rate(3_000)),
        Service.TELEMETRY: OutboundPolicy(timeout=10.0, retries=0),  # what is lost is not missed
        Service.WEBHOOKS: OutboundPolicy(retries=0),  # its schedule of deliveries tries again
    }
)
