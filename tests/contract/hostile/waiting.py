"""Programs that take time, or hide the time they take."""

from dataclasses import replace

from tests.contract.hostile.program import AC, BASH, CPP, JAVA, JAVASCRIPT, LONGER, PYTHON, TLE, C, Hostile

BOMBS = {
    "c-loop": Hostile(C, 'int main() { for (;;) __asm__ volatile(""); }', TLE),
    "c-processes": Hostile(
        C, '#include <unistd.h>\nint main() { fork(); fork(); for (;;) __asm__ volatile(""); }', TLE
    ),
    "c-deaf-to-signals": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (int n = 1; n < 65; n++) signal(n, SIG_IGN);
    for (;;) __asm__ volatile("");
}
""",
        TLE,
    ),
    "c-alarms": Hostile(
        C,
        r"""
#include "attempt.h"
static void again(int number) { (void)number; }
int main() {
    signal(SIGALRM, again);
    signal(SIGXCPU, again);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 100}, {0, 100}}, NULL);
    for (;;) pause();
}
""",
        TLE,
    ),
    "c-stops-itself": Hostile(C, "#include <signal.h>\nint main() { raise(SIGSTOP); for (;;); }", TLE),
    "c-stops-everybody": Hostile(
        C,
        "#include <signal.h>\n#include <unistd.h>\n"
        "int main() { fork(); kill(1, SIGSTOP); kill(-1, SIGSTOP); kill(0, SIGSTOP); for (;;) pause(); }",
        TLE,
    ),
    "c-waits-for-a-vforked-child": Hostile(
        C,
        "#define _GNU_SOURCE\n#include <unistd.h>\nint main() { if (vfork() == 0) for (;;) pause(); return 0; }",
        TLE,
    ),
    "c-short-lived-children-nobody-waits-for": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    signal(SIGCHLD, SIG_IGN);  /* their time is nobody's then */
    for (;;) if (fork() == 0) {
        for (volatile long n = 0; n < 1000000; n++);
        _exit(0);
    }
}
""",
        TLE,
    ),
    "cpp-threads": Hostile(
        CPP,
        "#include <thread>\n"
        "int main() { for (int n = 0; n < 4; n++) std::thread([] { for (volatile long i = 0;; i++); })"
        ".detach(); std::this_thread::sleep_for(std::chrono::hours(1)); }",
        TLE,
    ),
    "python-sleep": Hostile(PYTHON, "import time; time.sleep(60)", TLE),
    "python-closes-its-output-and-sleeps": Hostile(
        PYTHON, "import os, time\nfor n in range(3): os.close(n)\ntime.sleep(60)", TLE
    ),
    "python-pattern": Hostile(PYTHON, "import re; re.match('(a+)+$', 'a' * 40 + 'b')", TLE),
    "python-exit-that-takes-forever": Hostile(
        PYTHON, "import atexit, time\natexit.register(time.sleep, 60)\nprint('contained')", TLE
    ),
    "javascript-loop": Hostile(JAVASCRIPT, "for (;;);", TLE),
    "javascript-workers": Hostile(
        JAVASCRIPT,
        "const {Worker} = require('worker_threads'); for (let n = 0; n < 3; n++) new Worker('for (;;);', {eval: true})",
        TLE,
    ),
    "javascript-atomic-wait": Hostile(JAVASCRIPT, "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", TLE),
    "bash-loop": Hostile(BASH, "trap '' TERM INT XCPU; while :; do :; done", TLE),
    "bash-endless-input": Hostile(BASH, "cat /dev/zero > /dev/null", TLE),
    "bash-pipe-nobody-writes": Hostile(BASH, "mkfifo /tmp/pipe; read -r line < /tmp/pipe", TLE),
    "java-loop": Hostile(JAVA, "public class Main { public static void main(String[] a) { for (;;); } }", TLE),
    "java-hook": Hostile(
        JAVA,
        "public class Main { public static void main(String[] a) {"
        ' Runtime.getRuntime().addShutdownHook(new Thread(Main::forever)); System.out.println("contained"); }'
        " static void forever() { for (;;); } }",
        TLE,
    ),
}

# 1.2 seconds of CPU time, which is more than they may use, in pieces that are gone before anybody looks.
_IN_PIECES = replace(LONGER, cpu_seconds=0.6, wall_seconds=15)
HIDDEN_TIME = {
    "c-children-nobody-waits-for": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    signal(SIGCHLD, SIG_IGN);  /* their time is added to nobody's */
    for (int n = 0; n < 240; n++) {
        int turn[2];
        char end_of_turn;
        pipe(turn);
        if (fork() == 0) {
            work(0.005);
            _exit(0);
        }
        close(turn[1]);
        read(turn[0], &end_of_turn, 1);
        close(turn[0]);
    }
    puts("contained");
}
""",
        TLE,
        limits=_IN_PIECES,
        anywhere=(AC,),
    ),
    "c-orphans": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (int n = 0; n < 240; n++) {
        int turn[2], child;
        char end_of_turn;
        pipe(turn);
        if ((child = fork()) == 0) {
            if (fork() > 0) _exit(0);
            work(0.005);
            _exit(0);
        }
        waitpid(child, NULL, 0);
        close(turn[1]);
        read(turn[0], &end_of_turn, 1);
        close(turn[0]);
    }
    puts("contained");
}
""",
        TLE,
        limits=_IN_PIECES,
    ),
    "c-threads": Hostile(
        C,
        r"""
#include "attempt.h"
static void *turn(void *nothing) {
    work(0.005);
    return nothing;
}
int main() {
    for (int n = 0; n < 240; n++) {
        pthread_t thread;
        pthread_create(&thread, NULL, turn, NULL);
        pthread_join(thread, NULL);
    }
    puts("contained");
}
""",
        TLE,
        limits=_IN_PIECES,
    ),
}
