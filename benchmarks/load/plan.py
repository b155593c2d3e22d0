"""How much traffic there is, as data: what the platform is asked to hold, and that scaled."""

from dataclasses import dataclass

MAX_SCALE = 4.0
MAX_SECONDS = 600.0


class TooMuch(Exception):
    """What was asked for is not a bounded load on one machine; the message says what is."""


@dataclass(frozen=True)
class Plan:
    """One load: rates are per minute, an export holds 500 spans, `seconds` is how long the steady part lasts."""

    requests: float = 1_000
    attempts: int = 500
    save_every_seconds: float = 30.0
    runs: float = 20
    submissions: int = 100
    exports: float = 12
    suites: float = 2
    cases: int = 100
    seconds: float = 60.0

    def scaled(self, scale: float, seconds: float) -> "Plan":
        """Return the same mixture, so many times as much of it; raise TooMuch where it is not bounded."""
        if not 0 < scale <= MAX_SCALE:
            raise TooMuch(f"the scale is above 0 and at most {MAX_SCALE:g}")
        if not 5 <= seconds <= MAX_SECONDS:
            raise TooMuch(f"the steady part lasts from 5 to {MAX_SECONDS:g} s")
        return Plan(
            requests=self.requests * scale,
            attempts=max(2, round(self.attempts * scale)),
            runs=self.runs * scale,
            submissions=max(1, round(self.submissions * scale)),
            exports=self.exports * scale,
            suites=max(1.0, self.suites * scale),
            seconds=seconds,
        )


@dataclass(frozen=True)
class Aim:
    """Milliseconds that so many percent of a kind of call are to be answered within."""

    p50: float
    p95: float
    p99: float


API_AIM = Aim(200, 500, 1_000)
EXECUTION_AIM = Aim(2_000, 5_000, 10_000)
MAX_ERROR_SHARE = 0.001
"""Of all calls; more than this fails the run."""
