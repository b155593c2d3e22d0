"""Rate-limit policies as data."""

from dataclasses import dataclass
from enum import StrEnum


class CountedBy(StrEnum):
    """Whose requests a policy counts together."""

    ACCOUNT = "account"
    ADDRESS = "address"
    CALLER = "caller"
    KEY = "key"
    TENANT = "tenant"


@dataclass(frozen=True, slots=True)
class Policy:
    """At most `quota` requests in `window` seconds; `failures_only` counts only tries that
    failed, in the store (`sign_in_attempts`).

    An `exclusive` policy stands in place of the general ones.
    """

    name: str
    quota: int
    window: int
    counted_by: CountedBy
    failures_only: bool = False
    exclusive: bool = False


ANONYMOUS = Policy("anonymous", 100, 15 * 60, CountedBy.ADDRESS)
API = Policy("api", 100, 60, CountedBy.CALLER)
ASSESSMENTS = Policy("assessments", 500, 60, CountedBy.TENANT)
ATTEMPT = Policy("attempt", 60, 60, CountedBy.CALLER, exclusive=True)
AUTH = Policy("auth", 5, 15 * 60, CountedBy.ACCOUNT, failures_only=True)
AUTH_ADDRESS = Policy("auth-address", 100, 15 * 60, CountedBy.ADDRESS, failures_only=True)
EXECUTION = Policy("execution", 50, 60, CountedBy.TENANT)
FEEDS = Policy("feeds", 300, 15 * 60, CountedBy.ADDRESS, exclusive=True)
GLOBAL = Policy("global", 1000, 60, CountedBy.TENANT)
FLAGS = Policy("flags", 6_000, 60, CountedBy.CALLER, exclusive=True)
FEEDBACK = Policy("feedback", 20, 60 * 60, CountedBy.CALLER)
FOREIGN = Policy("foreign", 1200, 60, CountedBy.CALLER, exclusive=True)
INGEST = Policy("ingest", 6_000, 60, CountedBy.CALLER, exclusive=True)
HEALTH = Policy("health", 6_000, 60, CountedBy.ADDRESS, exclusive=True)
INBOUND = Policy("inbound", 6_000, 60, CountedBy.ADDRESS, exclusive=True)
LINKS = Policy("links", 1000, 15 * 60, CountedBy.ADDRESS, exclusive=True)
PLACES = Policy("places", 100, 15 * 60, CountedBy.ADDRESS, exclusive=True)
PRACTICE = Policy("practice", 20, 60, CountedBy.CALLER)
RECORDING = Policy("recording", 20, 60, CountedBy.CALLER, exclusive=True)
ROOM = Policy("room", 150, 60, CountedBy.CALLER, exclusive=True)
UPLOAD = Policy("upload", 10, 60 * 60, CountedBy.CALLER)


def key_policy(requests_per_minute: int) -> Policy:
    """Return the policy of an API key that has a limit of its own."""
    return Policy("key", requests_per_minute, 60, CountedBy.KEY)


POLICIES = (
    ANONYMOUS,
    API,
    ASSESSMENTS,
    ATTEMPT,
    AUTH,
    AUTH_ADDRESS,
    EXECUTION,
    FEEDBACK,
    FEEDS,
    FLAGS,
    FOREIGN,
    GLOBAL,
    HEALTH,
    INBOUND,
    INGEST,
    LINKS,
    PLACES,
    PRACTICE,
    RECORDING,
    ROOM,
    UPLOAD,
)
