"""The programs that are measured: in the sandbox, as bare processes, and by other judges."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.domain.execution.model import Run, RunPurpose
from shared.engines.runs import RunSpec, RunTest
from shared.ports.sandbox import Limits

TESTS = 20
LIMITS = Limits(cpu_seconds=5, wall_seconds=15)
CPU_MS, MEMORY_MIB = 5000, 256
_numbers = itertools.count()

HELLO = {
    "python": 'print("hello")\n',
    "c": '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n',
}
SUM = {
    "python": "a, b = map(int, input().split())\nprint(a + b)\n",
    "c": '#include <stdio.h>\nint main(void) { int a, b; scanf("%d %d", &a, &b); printf("%d\\n", a + b); return 0; }\n',
    "cpp": "#include <bits/stdc++.h>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b << std::endl; }\n",
    "java": (
        "import java.util.Scanner;\n"
        "public class Main {\n"
        "    public static void main(String[] arguments) {\n"
        "        Scanner in = new Scanner(System.in);\n"
        "        System.out.println(in.nextInt() + in.nextInt());\n"
        "    }\n"
        "}\n"
    ),
}


@dataclass(frozen=True)
class Test:
    """One test of the sum."""

    input: str
    expected: str


def sums(count: int) -> list[Test]:
    """Return as many tests of the sum."""
    return [Test(f"{number} {number + 1}\n", f"{2 * number + 1}\n") for number in range(count)]


def unseen(language: str) -> str:
    """Return the sum's source as nobody has compiled it before: compilations are kept by their source."""
    comment = "#" if language == "python" else "//"
    return f"{SUM[language]}{comment} {next(_numbers)}\n"


def queued_run(identifier: str, language: str, count: int = TESTS) -> Run:
    """Return a candidate's run of the sum, as it waits."""
    spec = RunSpec(
        tests=tuple(
            RunTest(id=str(number), input=test.input, expected_output=test.expected, visible=True)
            for number, test in enumerate(sums(count))
        ),
        cpu_ms=CPU_MS,
        memory_mib=MEMORY_MIB,
    )
    return Run(
        id=identifier,
        purpose=RunPurpose.PRACTICE,
        subject_id="attempt",
        question_id="question",
        language=language,
        source=unseen(language),
        spec=spec,
        created_at=datetime.now(UTC),
    )
