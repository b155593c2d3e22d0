"""What the load found, as tables that can be pasted, and whether it holds."""

from collections.abc import Iterator, Mapping

from benchmarks.load.calls import Kind
from benchmarks.load.plan import API_AIM, EXECUTION_AIM, MAX_ERROR_SHARE, Aim, Plan
from benchmarks.load.processes import Moment, shares
from benchmarks.measured import percentile

RUN, SCORED, SUITE = "run of an answer", "submission, to its score", "suite run, to its end"
INVITE, REDEEM, START, FINISH = "invite a candidate", "redeem a link", "start an attempt", "finish an attempt"
AIMS: Mapping[str, Aim | None] = {RUN: EXECUTION_AIM, SCORED: EXECUTION_AIM, SUITE: None} | dict.fromkeys(
    (INVITE, REDEEM, START, FINISH)  # all at once, as fast as they go
)
"""What a kind is held against; every other is a call of the API."""


def of_calls(kinds: Mapping[str, Kind], seconds: float) -> Iterator[str]:
    """Yield a row for each kind: how many a minute, how long, which share failed, what is aimed at."""
    yield "| kind of call | calls | per minute | p50 ms | p95 ms | p99 ms | errors | aim p50/p95/p99 | held |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, kind in sorted(kinds.items()):
        aim = AIMS.get(name, API_AIM)
        times = [percentile(kind.seconds, each) * 1_000 for each in (50, 95, 99)] if kind.seconds else []
        shown = " | ".join(f"{each:.0f}" for each in times) or "- | - | -"
        aimed = f"{aim.p50:.0f}/{aim.p95:.0f}/{aim.p99:.0f}" if aim else "-"
        held = "-" if aim is None or not times else _held(times, aim)
        share = kind.errors / kind.count if kind.count else 0.0
        errors = f"{share:.2%}" + "".join(f" ({status or 'no answer'}: {n})" for status, n in kind.refused.items())
        yield (f"| {name} | {kind.count} | {kind.count * 60 / seconds:.0f} | {shown} | {errors} | {aimed} | {held} |")


def of_limits(before: Moment, after: Moment) -> Iterator[str]:
    """Yield the rows of what limits it: shares of the processors, calls of the store, races lost."""
    yield "| what limits it | measured |"
    yield "|---|---|"
    for name, share in sorted(shares(before, after).items(), key=lambda each: -each[1]):
        yield f"| processors: {name} | {share:.1%} |"
    seconds = after.at - before.at
    figures = {name: value - before.figures.get(name, 0.0) for name, value in after.figures.items()}
    for kind in ("get", "query", "count", "commit"):
        if calls := figures.get(f"{kind}_count"):
            mean = figures[f"{kind}_sum"] / calls * 1_000
            yield f"| store: {kind} | {calls / seconds:.1f} per second, {mean:.1f} ms mean |"
    lost = {name.removeprefix("conflicts_"): value for name, value in figures.items() if name.startswith("conflicts_")}
    commits = figures.get("commit_count", 0.0)
    share = sum(lost.values()) / commits if commits else 0.0
    where = ", ".join(f"{name} {value:.0f}" for name, value in sorted(lost.items(), key=lambda each: -each[1]) if value)
    yield f"| commits that lost a race | {share:.2%}" + (f" ({where})" if where else "") + " |"
    yield f"| calls that the store did not answer | {figures.get('failures', 0.0):.0f} |"


def of_figures(plan: Plan, kinds: Mapping[str, Kind], lost: int, unscored: int, api_per_minute: float) -> Iterator[str]:
    """Yield the figures as the performance page has them."""
    yield "| key | value | asked for |"
    yield "|---|---|---|"
    yield f"| `load_api_requests_per_minute` | {api_per_minute:.0f} | {plan.requests:.0f} |"
    yield f"| `load_attempts_in_progress` | {plan.attempts} | {plan.attempts} |"
    for key, name in (("save", "save an answer"), ("execution", RUN), ("submission", SCORED), ("export", "send spans")):
        if times := kinds[name].seconds if name in kinds else []:
            aim = AIMS.get(name, API_AIM) or API_AIM
            for percent, most in ((50, aim.p50), (95, aim.p95), (99, aim.p99)):
                yield f"| `load_{key}_p{percent}_ms` | {percentile(times, percent) * 1_000:.0f} | {most:.0f} |"
    yield f"| `load_error_share` | {error_share(kinds):.4%} | {MAX_ERROR_SHARE:.1%} |"
    yield f"| `load_saves_lost` | {lost} | 0 |"
    yield f"| `load_submissions_unscored` | {unscored} | 0 |"


def error_share(kinds: Mapping[str, Kind]) -> float:
    """Return which share of all calls failed."""
    count = sum(each.count for each in kinds.values())
    return sum(each.errors for each in kinds.values()) / count if count else 1.0


def _held(times: list[float], aim: Aim) -> str:
    missed = [
        name
        for name, time, most in zip(("p50", "p95", "p99"), times, (aim.p50, aim.p95, aim.p99), strict=True)
        if time > most
    ]
    return "not " + ", ".join(missed) if missed else "yes"
