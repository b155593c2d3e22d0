"""Load the local stack with steady mixed traffic and print what it holds and what limits it: `make load`.

A stack of its own is started on this machine, and nothing else is ever called. Fails where an acknowledged save is not
stored, a submission is never scored, or more than 0.1 % of the calls fail.
"""

import argparse
import asyncio
import contextlib
import io
import os
import sys
from typing import Any
from unittest.mock import patch

import httpx

from benchmarks.load import report
from benchmarks.load.calls import Calls, on_this_machine
from benchmarks.load.plan import MAX_ERROR_SHARE, Plan, TooMuch
from benchmarks.load.processes import Moment, observed
from benchmarks.load.traffic import Traffic
from shared.domain.attempts.model import answer_id
from tests.fixtures.http import Company, new_company
from tools.stack import Stack, running_stack

_ENVIRONMENT = {"ELLA_RATE_LIMITS_SCALE": "100000", "ELLA_DEFAULT_PLAN": "business"}
# They prepare, or only wait for something else, so they are none of the steady calls that the platform is held to.
_BEFORE = (report.INVITE, report.REDEEM, report.START)
_NOT_MIXED = ("save an answer", "send spans", "ask for a run", "get a run", report.RUN, report.SUITE)


def main() -> int:
    """Play the load; return 1 where it does not hold."""
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="times what is asked for: 0.1 is a tenth of it")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the steady part lasts")
    arguments = parser.parse_args()
    try:
        plan = Plan().scaled(arguments.scale, arguments.seconds)
    except TooMuch as too_much:
        parser.error(str(too_much))
    with running_stack(name="load", extra_environment=_ENVIRONMENT) as stack:
        for url in (stack.gateway_url, stack.inbox_url):
            on_this_machine(url)
        with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
            with contextlib.redirect_stdout(io.StringIO()):
                company = new_company(http, stack.inbox_url)
            # Links are signed, and what is stored is read, as a function of the stack would.
            with patch.dict(os.environ, stack.environment):
                return asyncio.run(_play(stack, company, plan))


async def _play(stack: Stack, company: Company, plan: Plan) -> int:
    from shared.adapters.firestore import FirestoreStore

    calls = Calls(stack.gateway_url, connections=plan.attempts)
    store = FirestoreStore(stack.environment["ELLA_PROJECT"])
    tenant = f"tenants/{company.tenant_id}"

    async def look(ids: list[str]) -> dict[str, str]:
        found = await store.get_many([f"{tenant}/attempts/{id}" for id in ids])
        return {each.data["id"]: each.data["status"] for each in found.values()}

    try:
        traffic = Traffic(calls, company, plan)
        _tell(f"{plan.attempts} candidates begin …")
        await traffic.begin()
        _tell(f"steady traffic for {plan.seconds:g} s …")
        before, last = await asyncio.to_thread(observed, stack.pids, stack.gateway_url), _counted(calls)
        await traffic.steady()
        after = await asyncio.to_thread(observed, stack.pids, stack.gateway_url)
        mixed = _counted(calls) - last
        _tell(f"{plan.submissions} candidates submit at once …")
        unscored = await traffic.submit(look)
        stored = await _stored(store, tenant, traffic)
    finally:
        await calls.close()
        await store.close()
    lost = sum(max(0, each.acknowledged - stored.get(each.id, 0)) for each in traffic.sittings)
    return _told(plan, calls, before, after, traffic.screen_seconds, mixed, lost, unscored)


def _counted(calls: Calls) -> int:
    """Return how many calls of the mixture were answered so far."""
    return sum(len(each.seconds) for name, each in calls.kinds.items() if name not in (*_BEFORE, *_NOT_MIXED))


async def _stored(store: Any, tenant: str, traffic: Traffic) -> dict[str, int]:
    """Return the revision that is stored of each attempt's answer."""
    paths = {f"{tenant}/answers/{answer_id(each.id, traffic.question)}": each.id for each in traffic.sittings}
    found = await store.get_many(list(paths))
    return {paths[path]: document.data["revision"] for path, document in found.items()}


def _told(
    plan: Plan, calls: Calls, before: Moment, after: Moment, steady: float, mixed: int, lost: int, unscored: int
) -> int:
    tables = (
        report.of_calls(calls.kinds, steady),
        report.of_limits(before, after),
        report.of_figures(plan, calls.kinds, lost, unscored, mixed * 60 / steady),
    )
    for table in tables:
        print(*table, sep="\n", end="\n\n")
    share = report.error_share(calls.kinds)
    problems = [
        text
        for wrong, text in (
            (lost, f"{lost} acknowledged revisions are not stored"),
            (unscored, f"{unscored} submissions were never scored"),
            (share > MAX_ERROR_SHARE, f"{share:.2%} of the calls failed, more than {MAX_ERROR_SHARE:.1%}"),
        )
        if wrong
    ]
    for problem in problems:
        print(f"DOES NOT HOLD: {problem}")
    return 1 if problems else 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
