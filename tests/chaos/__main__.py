"""Play every fault over 200 attempts in progress and print what came of it: `make chaos`.

`--on emulators` plays outages on the running stack instead, over 40 attempts: `make chaos ON=emulators`.
"""

import argparse
import asyncio
import contextlib
import io
import os
import time


def main() -> int:
    """Play the faults; return 1 when anything acknowledged was lost, or anything scored twice or never."""
    parser = argparse.ArgumentParser(prog="tests.chaos", description=__doc__)
    parser.add_argument("--on", choices=("memory", "emulators"), default="memory")
    parser.add_argument("--attempts", type=int, help="200 in memory, 40 on the emulators")
    parser.add_argument("--only", default="", help="on the emulators: outages whose name holds this")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.on == "emulators":
        return asyncio.run(_on_emulators(arguments.attempts or 40, arguments.only))
    return _in_memory(arguments.attempts or 200, arguments.seed)


def _in_memory(attempts: int, seed: int) -> int:
    os.environ.setdefault("ELLA_BACKEND", "embedded")
    os.environ.setdefault("ELLA_PROJECT", "demo-ella")
    os.environ["ELLA_DEFAULT_PLAN"] = "business"
    os.environ["ELLA_RATE_LIMITS_SCALE"] = "100000"

    from shared.observability import logging
    from tests.chaos.faults import FAULTS
    from tests.chaos.play import play

    logging.stream = io.StringIO()
    print(f"{'fault':<34}{'saves':>7}{'acked':>7}{'lost':>6}{'never':>7}{'twice':>7}{'retried':>9}{'seconds':>9}")
    holds = True
    for fault in FAULTS:
        began = time.perf_counter()
        found = asyncio.run(play(fault, attempts, seed))
        holds &= found.holds
        retried = sum(count for status, count in found.deliveries.items() if status >= 500)
        print(
            f"{found.fault:<34}{found.sent:>7}{found.acknowledged:>7}{found.lost:>6}{found.unscored:>7}"
            f"{found.scored_twice:>7}{retried:>9}{time.perf_counter() - began:>9.1f}",
            flush=True,
        )
    return 0 if holds else 1


async def _on_emulators(attempts: int, only: str) -> int:
    import httpx

    from tests.chaos.emulated import world
    from tests.chaos.outages import OUTAGES
    from tests.chaos.sittings import Sittings
    from tests.fixtures.http import new_company

    holds = True
    async with world() as found:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            httpx.Client(base_url=found.stack.gateway_url, timeout=60, trust_env=False) as http,
        ):
            company = await asyncio.to_thread(new_company, http, found.stack.inbox_url)
        sittings = Sittings(found, company)
        print(
            f"{'outage':<44}{'saves':>7}{'acked':>7}{'lost':>6}{'never':>7}{'twice':>7}{'refused':>9}{'broken':>8}{'seconds':>9}"
        )
        try:
            for outage in (each for each in OUTAGES if only in each.name):
                if not outage.possible(found):
                    print(f"{outage.name:<44} not played: what it stops is not installed")
                    continue
                began = time.perf_counter()
                came = await sittings.play(outage, attempts)
                holds &= came.holds
                print(
                    f"{outage.name:<44}{came.sent:>7}{came.acknowledged:>7}{came.lost:>6}{came.unscored:>7}"
                    f"{came.scored_twice:>7}{came.refused:>9}{came.broken:>8}{time.perf_counter() - began:>9.1f}",
                    flush=True,
                )
        finally:
            await sittings.close()
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
