"""Programs that attack the sandbox, and the verdict each must get."""

from collections.abc import Mapping

from tests.contract.hostile import (
    answers,
    calls,
    compiling,
    files,
    memory,
    printing,
    processes,
    reading,
    signals,
    sockets,
    waiting,
)
from tests.contract.hostile.printing import STRANGE
from tests.contract.hostile.program import Hostile
from tests.contract.hostile.sequences import SEQUENCES

__all__ = ["PROGRAMS", "SEQUENCES", "STRANGE"]

_GROUPS: Mapping[str, Mapping[str, Hostile]] = {
    "processes": processes.BOMBS,
    "daemon": processes.DAEMONS,
    "memory": memory.BOMBS,
    "files": files.BOMBS,
    "time": waiting.BOMBS,
    "hidden-time": waiting.HIDDEN_TIME,
    "output": printing.FLOODS,
    "reads": reading.READS,
    "writes": reading.WRITES,
    "sockets": sockets.FAMILIES,
    "calls": calls.PRIVILEGES,
    "signals": signals.SENT,
    "ends": signals.ENDS,
    "fakes": answers.FAKES,
    "tampers": answers.TAMPERING,
    "compiles": compiling.BOMBS,
    "compiler-reads": compiling.READS,
}
PROGRAMS = {f"{group}-{name}": program for group, programs in _GROUPS.items() for name, program in programs.items()}
