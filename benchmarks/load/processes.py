"""Where the processor's time goes while the load lasts, by part of the stack, and what the store is asked for."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.load.calls import on_this_machine

_PROC = Path("/proc")
PROGRAMS = "programs in the sandbox"
LOAD = "the load itself"
_NAMES = {"gateway": "gateway and functions", "mail": "mail catch-all"}


@dataclass(frozen=True)
class Moment:
    """What had been spent until then: processor seconds by part, and of the whole machine; the gateway's figures."""

    at: float
    seconds: Mapping[str, float]
    machine: float
    figures: Mapping[str, float]


def observed(pids: Mapping[str, int], gateway_url: str) -> Moment:
    """Look at the processes of a stack's parts (Linux only: elsewhere nothing is known of them), and at the gateway."""
    seconds = _by_part(pids) if _PROC.joinpath("stat").exists() else {}
    machine = _machine() if seconds else 0.0
    return Moment(time.perf_counter(), seconds, machine, _figures(gateway_url))


def shares(before: Moment, after: Moment) -> dict[str, float]:
    """Return each part's share of all processors between two moments, that of everybody else and what was idle."""
    if not after.seconds:
        return {}
    whole = (after.at - before.at) * (os.cpu_count() or 1)
    found = {name: (spent - before.seconds.get(name, 0.0)) / whole for name, spent in after.seconds.items()}
    busy = (after.machine - before.machine) / whole
    return found | {"others": max(0.0, busy - sum(found.values())), "idle": max(0.0, 1 - busy)}


def _by_part(pids: Mapping[str, int]) -> dict[str, float]:
    """Return the processor seconds of each part's process, and apart those of the programs that the gateway starts."""
    spent: dict[int, tuple[int, float, float]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (found := _process(entry)):
            spent[int(entry.name)] = found
    found = {_NAMES.get(name, f"{name} emulator"): 0.0 for name in pids} | {PROGRAMS: 0.0}
    parts = {pid: name for name, pid in pids.items()}
    for pid, (parent, own, ended) in spent.items():
        if pid in parts:
            name = parts[pid]
            found[_NAMES.get(name, f"{name} emulator")] += own
            found[PROGRAMS] += ended if name == "gateway" else 0.0
        elif _descends(pid, parent, spent, pids.get("gateway")):
            found[PROGRAMS] += own + ended
    times = os.times()
    return found | {LOAD: times.user + times.system}


def _descends(pid: int, parent: int, spent: Mapping[int, tuple[int, float, float]], ancestor: int | None) -> bool:
    while parent in spent and parent != ancestor:
        parent = spent[parent][0]
    return ancestor is not None and parent == ancestor and pid != ancestor


def _process(folder: Path) -> tuple[int, float, float] | None:
    """Return a process's parent, its processor seconds, and those of its children that have ended."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return None
    ticks = os.sysconf("SC_CLK_TCK")
    user, system, ended_user, ended_system = (int(each) / ticks for each in fields[11:15])
    return int(fields[1]), user + system, ended_user + ended_system


def _machine() -> float:
    fields = [int(each) for each in (_PROC / "stat").read_text().splitlines()[0].split()[1:9]]
    user, nice, system, _idle, _waiting, irq, softirq, _steal = fields
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def _figures(gateway_url: str) -> dict[str, float]:
    """Return what the gateway has counted: calls of the store by kind and their seconds, races lost, failures."""
    text = httpx.get(on_this_machine(gateway_url) + "/metrics", trust_env=False, timeout=30).text
    found: dict[str, float] = {}
    for line in text.splitlines():
        series, _, value = line.rpartition(" ")
        name, _, labels = series.partition("{")
        match name:
            case "database_query_duration_seconds_count" | "database_query_duration_seconds_sum":
                key = f"{_label(labels, 'query_type')}_{name.rpartition('_')[2]}"
            case "database_conflicts_total":
                key = f"conflicts_{_label(labels, 'collection')}"
            case "database_failures_total":
                key = "failures"
            case _:
                continue
        found[key] = found.get(key, 0.0) + float(value)
    return found


def _label(labels: str, name: str) -> str:
    return labels.partition(f'{name}="')[2].partition('"')[0]
