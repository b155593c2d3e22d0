"""Play every fault over 200 attempts in progress and print what came of it: `make chaos`."""

import argparse
import asyncio
import io
import os
import time


def main() -> int:
    """Play the faults; return 1 when anything acknowledged was lost, or anything scored twice or never."""
    parser = argparse.ArgumentParser(prog="tests.chaos", description=__doc__)
    parser.add_argument("--attempts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
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
        found = asyncio.run(play(fault, arguments.attempts, arguments.seed))
        holds &= found.holds
        retried = sum(count for status, count in found.deliveries.items() if status >= 500)
        print(
            f"{found.fault:<34}{found.sent:>7}{found.acknowledged:>7}{found.lost:>6}{found.unscored:>7}"
            f"{found.scored_twice:>7}{retried:>9}{time.perf_counter() - began:>9.1f}",
            flush=True,
        )
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
