"""Programs that print too much, or print what output should not hold."""

from dataclasses import dataclass, replace

from shared.ports.sandbox import MIB, Language, Limits
from tests.contract.hostile.program import AC, BASH, CPP, JAVA, JAVASCRIPT, LONGER, OLE, PYTHON, C, Hostile


def _flood(language: Language, source: str) -> Hostile:
    return Hostile(language, source, OLE)


FLOODS = {
    "c-writev": _flood(
        C,
        '#include "attempt.h"\nstatic char line[4096] = "x";\nint main() { struct iovec lines[64];'
        " for (int n = 0; n < 64; n++) lines[n] = (struct iovec){line, sizeof line};"
        " for (;;) writev(1, lines, 64); }",
    ),
    "c-sendfile": _flood(
        C,
        '#include "attempt.h"\n#include <sys/sendfile.h>\nint main() { int file = open("/box/program", O_RDONLY);'
        " for (;;) { off_t start = 0; sendfile(1, file, &start, 1 << 20); } }",
    ),
    "c-splice": _flood(
        C,
        '#include "attempt.h"\nint main() { int file = open("/box/program", O_RDONLY);'
        " for (;;) { off_t start = 0; splice(file, &start, 1, NULL, 1 << 20, 0); } }",
    ),
    "c-many-processes": _flood(
        C,
        '#include <stdio.h>\n#include <unistd.h>\nint main() { fork(); fork(); fork(); for (;;) puts("xxxxxxxxxx"); }',
    ),
    "c-reopened": _flood(
        C,
        '#include "attempt.h"\nstatic char x[65536];\n'
        'int main() { for (;;) { int out = open("/proc/self/fd/1", O_WRONLY);'
        " write(out, x, sizeof x); close(out); } }",
    ),
    "cpp-stream": _flood(CPP, '#include <iostream>\nint main() { for (;;) std::cout << "line" << std::endl; }'),
    "python-one-write": _flood(PYTHON, "import os\nos.write(1, b'x' * (64 * 1024 + 1))"),
    "javascript-lines": _flood(JAVASCRIPT, "for (;;) require('fs').writeSync(1, 'x'.repeat(1000))"),
    "bash-yes": _flood(BASH, "yes"),
    "java-lines": _flood(
        JAVA,
        'public class Main { public static void main(String[] a) { for (;;) System.out.println("x".repeat(99)); } }',
    ),
}
_MIB_16 = Limits(cpu_seconds=4, wall_seconds=8, memory_bytes=256 * MIB, output_bytes=16 * MIB)


@dataclass(frozen=True, slots=True)
class Printed:
    """A program, and to the byte what must be taken for its output."""

    language: Language
    source: str
    stdout: bytes
    stderr: bytes = b""
    limits: Limits = LONGER


STRANGE = {
    "empty": Printed(C, "int main() { return 0; }", b""),
    "all-bytes": Printed(PYTHON, "import os; os.write(1, bytes(range(256)))", bytes(range(256))),
    "zeros": Printed(C, '#include <unistd.h>\nint main() { write(1, "\\0\\0\\0", 3); }', b"\0\0\0"),
    "invalid-utf-8": Printed(BASH, r"printf '\xff\xfe\xc3(\xed\xa0\x80'", b"\xff\xfe\xc3(\xed\xa0\x80"),
    "lone-surrogate": Printed(JAVASCRIPT, r"process.stdout.write('\ud800')", b"\xef\xbf\xbd"),
    "no-newline": Printed(CPP, '#include <iostream>\nint main() { std::cout << "42"; }', b"42"),
    "carriage-returns": Printed(PYTHON, r"import os; os.write(1, b'4\r\n2\r')", b"4\r\n2\r"),
    "escapes": Printed(BASH, r"printf '\033[2J\033]0;x\007\033[31mred'", b"\x1b[2J\x1b]0;x\x07\x1b[31mred"),
    "one-line-of-ten-megabytes": Printed(
        PYTHON, "import sys; sys.stdout.write('x' * 10_000_000)", b"x" * 10_000_000, limits=_MIB_16
    ),
    "exactly-the-limit": Printed(PYTHON, "import os\nos.write(1, b'x' * (64 * 1024))", b"x" * 64 * 1024),
    "only-errors": Printed(PYTHON, "import sys; sys.stderr.write('42\\n')", b"", b"42\n"),
    "closed-early": Printed(C, '#include <stdio.h>\nint main() { fclose(stdout); puts("42"); return 0; }', b""),
    "after-being-closed": Printed(
        C, '#include <unistd.h>\nint main() { write(1, "4", 1); close(1); write(1, "2", 1); close(2); close(0); }', b"4"
    ),
    "not-waiting": Printed(
        C,
        '#include "attempt.h"\nint main() { fcntl(1, F_SETFL, O_NONBLOCK | O_ASYNC); fcntl(1, F_SETPIPE_SZ, 4096);'
        ' write(1, "42", 2); }',
        b"42",
    ),
    "errors-after-output": Printed(
        BASH,
        "head -c 1000000 /dev/zero >&2; echo 42",
        b"42\n",
        b"\0" * 32768 + b"\n... 934464 bytes left out ...\n" + b"\0" * 32768,
    ),
    "java-bytes": Printed(
        JAVA,
        "public class Main { public static void main(String[] a) throws Exception { System.out.write(new byte[]"
        " {0, -1, 27, 10}); System.out.flush(); } }",
        b"\0\xff\x1b\n",
    ),
}
FLOODS["c-standard-error"] = Hostile(
    C,
    '#include "attempt.h"\nstatic char x[1 << 20];\nint main() { for (int n = 0; n < 30; n++) write(2, x, sizeof x);'
    " return verdict(); }",
    AC,
    limits=replace(LONGER, cpu_seconds=4),
)
