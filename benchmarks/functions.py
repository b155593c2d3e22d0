"""The functions' figures: Ella against a bare function doing the same Firestore work, side by side."""

import asyncio
import statistics

from benchmarks import assessments
from benchmarks.measured import Measured, paired_ratio
from benchmarks.prepare import prepared
from benchmarks.servers import ROOT, cold_start, request_bytes, served, throughput
from tools.stack import running_stack

ROUNDS = 9
BARE_ASYNC = ROOT / "benchmarks" / "bare" / "async_main.py"
BARE_SYNC = ROOT / "benchmarks" / "bare" / "sync_main.py"
OURS = ROOT / "main.py"


def measure(*, quick: bool) -> Measured:
    """Run every measurement of the functions; `quick` takes fewer rounds."""
    figures: dict[str, float] = {}
    with running_stack(extra_environment={"ELLA_RATE_LIMITS_SCALE": "100000"}) as stack:
        environment = {**stack.environment, "ELLA_RATE_LIMITS_SCALE": "100000"}
        case = prepared(stack)
        get_ours = request_bytes("GET", f"/v1/questions/{case.question_id}", case.headers, b"")
        get_bare = request_bytes("GET", f"/?document={case.question_path}", {}, b"")
        json_header = {"content-type": "application/json"}
        command_ours = request_bytes("POST", "/v1/questions", {**case.headers, **json_header}, case.question_body)
        command_bare = request_bytes("POST", "/", json_header, case.bare_body)

        ours, bare = [], []
        for number in range((1 if quick else ROUNDS) + 1):
            pair = (
                cold_start(OURS, "get_question", environment, get_ours),
                cold_start(BARE_ASYNC, "bare_get", environment, get_bare),
            )
            if number:  # the first pair fills the disk's cache
                ours.append(pair[0])
                bare.append(pair[1])
        figures["cold_start_s"] = statistics.median(ours)
        figures["cold_start_bare_s"] = statistics.median(bare)
        figures["cold_start_time_ratio"] = paired_ratio(ours, bare)

        with (
            served(OURS, "get_question", environment) as ours_port,
            served(BARE_ASYNC, "bare_get", environment) as async_port,
            served(BARE_SYNC, "bare_get_sync", environment) as sync_port,
        ):
            rates = [rounds((ours_port, get_ours), (async_port, get_bare), (sync_port, get_bare))]
        ours_rate, async_rate, sync_rate = rates[0]
        figures["get_throughput_per_s"] = statistics.median(ours_rate)
        figures["get_throughput_bare_async_per_s"] = statistics.median(async_rate)
        figures["get_throughput_bare_sync_per_s"] = statistics.median(sync_rate)
        figures["get_throughput_ratio_async"] = paired_ratio(ours_rate, async_rate)
        figures["get_throughput_ratio_sync"] = paired_ratio(ours_rate, sync_rate)

        with (
            served(OURS, "create_question", environment) as ours_port,
            served(BARE_ASYNC, "bare_command", environment) as bare_port,
        ):
            ours_rate, bare_rate = rounds((ours_port, command_ours), (bare_port, command_bare))
        figures["command_throughput_per_s"] = statistics.median(ours_rate)
        figures["command_throughput_ratio_async"] = paired_ratio(ours_rate, bare_rate)

        for at_once in (1, 10):
            figures[f"submit_to_scored_p50_s_at_{at_once}"] = assessments.submit_to_scored(
                stack, at_once, rounds=1 if quick else 3
            )
    lines = ["", "round trips to the store   reads commits"]
    for name, (reads, commits) in sorted(asyncio.run(assessments.rpcs_per_function()).items()):
        lines.append(f"{name:<26} {reads:5d} {commits:7d}")
        figures[f"rpcs_{name}"] = reads + commits
    return Measured(figures, lines)


def rounds(*pairs: tuple[int, bytes]) -> list[list[float]]:
    """Return the rates of each server, measured in turn so that a drifting machine touches all alike."""
    for port, request in pairs:
        warm_up(port, request)
    rates: list[list[float]] = [[] for _ in pairs]
    for _ in range(3):
        for place, (port, request) in enumerate(pairs):
            rates[place].append(throughput(port, request))
    return rates


def warm_up(port: int, request: bytes) -> None:
    """Wait until a server answers, and let it warm."""
    import time

    from benchmarks.servers import seconds_to_first_answer

    seconds_to_first_answer(port, request, time.perf_counter())
    throughput(port, request, connections=8, seconds=1.0)
