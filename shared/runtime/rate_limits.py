"""Count requests against policies, with the `limits` library."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import time
from typing import Any

from shared.errors import ResourceExhausted
from shared.runtime.rate_limit_policies import CountedBy, Policy
from shared.runtime.windows import Windows, own_windows

Subjects = dict[CountedBy, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one policy stands after a request; `reset` is in seconds."""

    policy: Policy
    remaining: int
    reset: int


class Refused(ResourceExhausted):
    """A policy is used up; `standing` says which."""

    def __init__(self, standing: Standing) -> None:
        wait = max(1, standing.reset)
        super().__init__(f"too many requests ({standing.policy.name}); wait {wait} s", retry_after=wait)
        self.standing = standing


class RateLimiter:
    """Sliding windows, in this instance's memory unless others are given; `scale` multiplies every quota."""

    def __init__(self, scale: float = 1.0, windows: Windows | None = None) -> None:
        self._scale = scale
        self._limiter = windows or own_windows()
        self._items: dict[Policy, Any] = {}

    async def admit(self, policies: Iterable[Policy], subjects: Subjects, cost: int = 1) -> list[Standing]:
        """Count a request as `cost` of them; raise Refused when a policy is used up."""
        standings: list[Standing] = []
        for policy in policies:
            subject = subjects.get(policy.counted_by)
            if subject is None:
                continue
            item = self._item(policy)
            admitted = await self._limiter.hit(item, policy.name, subject, cost=cost)
            stats = await self._limiter.get_window_stats(item, policy.name, subject)
            reset = max(0, round(stats.reset_time - time()))
            if not admitted:
                raise Refused(Standing(policy, 0, max(1, reset)))
            standings.append(Standing(policy, stats.remaining, reset))
        return standings

    def _item(self, policy: Policy) -> Any:
        if policy not in self._items:
            from limits import RateLimitItemPerSecond

            quota = max(1, round(policy.quota * self._scale))
            self._items[policy] = RateLimitItemPerSecond(quota, policy.window)
        return self._items[policy]

    def quota(self, policy: Policy) -> int:
        """Return a policy's quota as it is enforced here."""
        return max(1, round(policy.quota * self._scale))


def headers(standings: list[Standing], limiter: RateLimiter) -> dict[str, str]:
    """Return the standard headers, for every policy that counted."""
    if not standings:
        return {}
    return {
        "ratelimit-policy": ", ".join(
            f'"{each.policy.name}";q={limiter.quota(each.policy)};w={each.policy.window}' for each in standings
        ),
        "ratelimit": ", ".join(f'"{each.policy.name}";r={each.remaining};t={each.reset}' for each in standings),
    }
