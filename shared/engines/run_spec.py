"""What a program is run on and how it is judged: what questions give and runs take."""

from shared.engines.forms import Form, StdinForm
from shared.engines.scoring.checkers import CheckerSpec, TokensChecker
from shared.engines.scoring.points import TestGroup
from shared.model import FrozenModel


class RunTest(FrozenModel):
    """A test as the judge gets it; the sandbox sees only the input."""

    id: str
    input: str
    expected_output: str
    visible: bool
    weight: int = 1
    group: str | None = None
    arguments: tuple[str, ...] = ()


class RunSpec(FrozenModel):
    """All that a run needs besides the program. CPU and wall time in milliseconds, memory in MiB."""

    tests: tuple[RunTest, ...]
    form: Form = StdinForm()
    checker: CheckerSpec = TokensChecker()
    groups: tuple[TestGroup, ...] = ()
    cpu_ms: int
    wall_ms: int | None = None  # where None, it follows from the CPU time
    memory_mib: int
    # Where a question is validated: all the languages that its candidates may use.
    languages: tuple[str, ...] = ()
