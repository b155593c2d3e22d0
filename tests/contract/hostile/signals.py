"""Programs that signal others, or end in a way that looks like something else."""

from tests.contract.hostile.program import AC, BASH, CPP, JAVA, JAVASCRIPT, MLE, PYTHON, RE, TLE, WA, C, Hostile

_END = "#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n"


def _ends(how: str) -> Hostile:
    return Hostile(C, f'{_END}int main() {{ puts("contained"); fflush(stdout); {how}; }}', RE)


SENT = {
    "c-everybody": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (int number = 1; number < 32; number++) {
        if (number == SIGCONT) continue;
        kill(1, number);
        if (number == SIGKILL || number == SIGSTOP) kill(-1, number);
        fails("a process outside", kill(@PID@, number));
        fails("a group outside", kill(-@PID@, number));
        fails("a thread outside", syscall(SYS_tgkill, @PID@, @PID@, number));
    }
    fails("a handle on a process outside", syscall(SYS_pidfd_open, @PID@, 0));
    return verdict();
}
""",
        AC,
    ),
    "python-the-parent": Hostile(
        PYTHON,
        "import os, signal\nfor number in range(1, 32):\n    if number not in (17, 18): os.kill(os.getppid(), number)\n"
        "print('contained')",
        AC,
    ),
    "bash-everything": Hostile(BASH, "kill -9 -1; kill -9 1 $PPID; echo contained", AC),
    "javascript-the-parent": Hostile(
        JAVASCRIPT, "process.kill(process.ppid, 'SIGKILL'); process.kill(1, 'SIGTERM'); console.log('contained')", AC
    ),
    "java-everybody": Hostile(
        JAVA,
        "public class Main { public static void main(String[] a) {"
        " ProcessHandle.allProcesses().filter(p -> p.pid() != ProcessHandle.current().pid())"
        ".forEach(p -> p.destroyForcibly());"
        ' System.out.println(ProcessHandle.of(@PID@L).isEmpty() ? "contained" : "visible"); } }',
        AC,
    ),
}
ENDS = {
    "kill": _ends("raise(SIGKILL)"),
    "kill-of-its-group": _ends("kill(0, SIGKILL)"),
    "cpu-limit-signal": _ends("raise(SIGXCPU)"),
    "file-limit-signal": _ends("raise(SIGXFSZ)"),
    "segmentation-fault": _ends("*(volatile int *)0 = 0"),
    "abort": _ends("abort()"),
    "code-137": _ends("_exit(137)"),
    "code-139": _ends("_exit(139)"),
    "code-152": _ends("_exit(152)"),
    "code-255": _ends("_exit(255)"),
    "code-42": _ends("_exit(42)"),
    "code-256": Hostile(C, '#include <stdlib.h>\n#include <stdio.h>\nint main() { puts("no"); exit(256); }', WA),
    "cpp-exception": Hostile(CPP, "int main() { throw 1; }", RE),
    "python-exit-in-a-hook": Hostile(
        PYTHON, "import atexit, os\natexit.register(os._exit, 3)\nprint('contained', flush=True)", RE
    ),
    "javascript-rejection": Hostile(JAVASCRIPT, "console.log('contained'); Promise.reject(new Error('later'))", RE),
    "java-halt": Hostile(
        JAVA,
        'public class Main { public static void main(String[] a) { System.out.println("contained");'
        " Runtime.getRuntime().halt(137); } }",
        RE,
    ),
    "java-endless-recursion": Hostile(
        JAVA, "public class Main { public static void main(String[] a) { main(a); } }", (RE, MLE)
    ),
    "bash-deaf-and-busy": Hostile(BASH, "trap '' TERM; kill -TERM $$; while :; do :; done", TLE),
}
