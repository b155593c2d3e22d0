"""What a hostile program is: its source, and the verdict it must get."""

from dataclasses import dataclass, replace

from shared.engines.languages import LANGUAGES
from shared.engines.scoring.verdicts import Verdict
from shared.ports.sandbox import MIB, Language, Limits

AC, WA, RE, TLE, MLE, OLE, CE = (Verdict(name) for name in ("AC", "WA", "RE", "TLE", "MLE", "OLE", "CE"))

SHORT = Limits(cpu_seconds=0.5, wall_seconds=1, memory_bytes=128 * MIB, output_bytes=64 * 1024, processes=40)
# For a program that is not to run out of time, whatever else the machine does.
LONGER = replace(SHORT, cpu_seconds=2, wall_seconds=6)
# For compilers: the bombs among the sources use all of it.
SMALL = Limits(cpu_seconds=1.5, wall_seconds=5, memory_bytes=256 * MIB, output_bytes=4 * MIB)

BASH, JAVA, JAVASCRIPT, PYTHON = (LANGUAGES[name] for name in ("bash", "java", "javascript", "python"))
C = replace(LANGUAGES["c"], compile_limits=SMALL)
CPP = replace(LANGUAGES["cpp"], compile_limits=SMALL, prepare=None)  # no program needs a hundred megabytes of headers
SPOKEN = {language.name: language for language in (BASH, C, CPP, JAVA, JAVASCRIPT, PYTHON)}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One program.

    A program that probes walls prints `contained` when all of them held, which `expected` takes for the right answer.
    Of several verdicts each means contained: which one depends on what the program meets first. `anywhere` holds those
    possible where no cgroup counts memory that no process maps, and the time of children nobody waits for. @FILE@,
    @PORT@, @SOCKET@, @ABSTRACT@ and @PID@ in a source stand for things outside that the program tries to reach; `says`
    must be in what the compiler says.
    """

    language: Language
    source: str
    verdict: Verdict | tuple[Verdict, ...]
    expected: bytes = b"contained"
    limits: Limits | None = None
    stdin: bytes = b""
    says: str = ""
    anywhere: tuple[Verdict, ...] = ()

    @property
    def granted(self) -> Limits:
        """What it may use: little time where it is to run out of that."""
        return self.limits or (SHORT if TLE in self.verdicts(memory_is_counted=True) else LONGER)

    def verdicts(self, *, memory_is_counted: bool) -> tuple[Verdict, ...]:
        """Return those it may get."""
        stated = self.verdict if isinstance(self.verdict, tuple) else (self.verdict,)
        return stated if memory_is_counted else (*stated, *self.anywhere)
