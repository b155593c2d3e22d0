"""What a program is run on, and what it came to: what questions give, runs take and give, and scores take."""

from datetime import datetime

from shared.engines.forms import Form, StdinForm
from shared.engines.scoring.checkers import CheckerSpec, TokensChecker
from shared.engines.scoring.points import TestGroup
from shared.engines.scoring.verdicts import Verdict
from shared.model import FrozenModel
from shared.ports.files import FileRef


class RunTest(FrozenModel):
    """A test as the judge gets it; the sandbox sees only the input. The texts of a `stored` test lie in a file."""

    id: str
    input: str = ""
    expected_output: str = ""
    stored: bool = False
    visible: bool
    weight: int = 1
    group: str | None = None
    arguments: tuple[str, ...] = ()


class RunSpec(FrozenModel):
    """All that a run needs besides the program. CPU and wall time in milliseconds, memory in MiB."""

    tests: tuple[RunTest, ...]
    test_data: FileRef | None = None
    form: Form = StdinForm()
    checker: CheckerSpec = TokensChecker()
    groups: tuple[TestGroup, ...] = ()
    cpu_ms: int
    wall_ms: int | None = None  # where None, it follows from the CPU time
    extra_cpu_ms: int | None = None  # what a program may take beyond that to end by itself; where None, a share of it
    memory_mib: int
    output_bytes: int | None = None  # where None, it follows from the expected outputs
    processes: int = 64
    # Whether all that the deciding test printed is kept, byte by byte.
    keeps_output: bool = False
    # Where a question is validated: all the languages that its candidates may use.
    languages: tuple[str, ...] = ()


class TestResult(FrozenModel):
    """What one test came to; output is kept for visible tests only, its head and its tail."""

    id: str
    visible: bool
    verdict: Verdict
    weight: int
    group: str | None = None
    cpu_ms: int
    wall_ms: int
    memory_kib: int
    exit_code: int | None = None
    signal: int | None = None
    output: str = ""
    error_output: str = ""
    stdout: bytes | None = None  # all of the deciding test's, where the spec says so
    stderr: bytes | None = None
    hint: str = ""  # where a visible test's output first differs


class RunResult(FrozenModel):
    """What the whole run came to: the worst verdict of its tests."""

    verdict: Verdict
    compiler_message: str = ""
    tests: tuple[TestResult, ...]
    groups: tuple[TestGroup, ...] = ()
    missing_languages: tuple[str, ...] = ()
    finished_at: datetime
