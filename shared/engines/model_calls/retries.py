"""When a call is tried again: only if that can't be paid for twice, never sooner than the provider asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryRules:
    """How often, and how long is waited, in seconds; a provider that asks for more than `longest` is not waited for."""

    tries: int = 4
    first: float = 0.5
    longest: float = 60.0


def retry_delay(
    failed_tries: int, *, nothing_done: bool, retry_after: float | None, jitter: float, rules: RetryRules
) -> float | None:
    """Return how long to wait before the next try, None to give up; `jitter` is a random number from 0 until 1."""
    if not nothing_done or failed_tries >= rules.tries:
        return None
    backoff = min(rules.longest, rules.first * 2 ** (failed_tries - 1))
    if retry_after is None:
        return backoff * (0.5 + jitter / 2)
    if retry_after > rules.longest:
        return None
    return retry_after + backoff * jitter
