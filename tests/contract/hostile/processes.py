"""Programs that start more than they may, and programs that outlive themselves."""

from tests.contract.hostile.program import (
    AC,
    BASH,
    CPP,
    JAVA,
    JAVASCRIPT,
    MLE,
    PYTHON,
    TLE,
    WA,
    C,
    Hostile,
)

BOMBS = {
    "c-fork": Hostile(C, "#include <unistd.h>\nint main() { for (;;) fork(); }", TLE),
    "c-fork-of-sleepers": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    int started = 1;
    for (int n = 0; n < 500; n++) {
        int pid = fork();
        if (pid == 0) for (;;) pause();
        if (pid > 0) started++;
    }
    if (started > 40) breach("more processes than allowed", started);
    return verdict();
}
""",
        AC,
    ),
    "c-sessions-of-their-own": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    int started = 1;
    for (int n = 0; n < 500; n++) {
        int pid = fork();
        if (pid == 0) { setsid(); setpgid(0, 0); if (fork() >= 0) pause(); _exit(0); }
        if (pid > 0) started++;
    }
    if (started > 40) breach("more sessions than allowed", started);
    return verdict();
}
""",
        AC,
    ),
    "c-vfork": Hostile(
        C,
        "#define _GNU_SOURCE\n#include <unistd.h>\n"
        'int main(int n, char **a) { for (;;) if (vfork() == 0) { execv("/proc/self/exe", a); _exit(0); } }',
        TLE,
        WA,
    ),
    "c-exec-of-itself": Hostile(
        C,
        '#include <unistd.h>\nint main(int n, char **a) { for (;;) execv("/proc/self/exe", a); }',
        TLE,
        WA,
    ),
    "c-always-another-process": Hostile(
        C,
        "#include <unistd.h>\n"
        "int main() { if (fork()) for (;;) pause(); for (;;) { if (fork() > 0) _exit(0); setsid(); } }",
        TLE,
        WA,
    ),
    "c-threads": Hostile(
        C,
        r"""
#include "attempt.h"
static void *wait_forever(void *nothing) { for (;;) pause(); return nothing; }
int main() {
    int started = 1;
    pthread_t thread;
    for (int n = 0; n < 500; n++) started += pthread_create(&thread, NULL, wait_forever, NULL) == 0;
    if (started > 40) breach("more threads than allowed", started);
    return verdict();
}
""",
        AC,
    ),
    "c-raises-its-own-limit": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    int kinds[] = {RLIMIT_NPROC, RLIMIT_CPU, RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_MEMLOCK};
    for (int n = 0; n < 7; n++) {
        struct rlimit limit;
        getrlimit(kinds[n], &limit);
        if (limit.rlim_max == RLIM_INFINITY) breach("no limit of a kind", kinds[n]);
        limit.rlim_max++;
        refused("setrlimit", setrlimit(kinds[n], &limit));
        refused("prlimit", prlimit(0, kinds[n], &limit, NULL));
    }
    return verdict();
}
""",
        AC,
    ),
    "cpp-threads": Hostile(
        CPP,
        r"""
#include <chrono>
#include <iostream>
#include <system_error>
#include <thread>
int main() {
    int started = 1;
    try {
        for (int n = 0; n < 500; n++, started++)
            std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
    } catch (const std::system_error &) {
        std::cout << (started <= 40 ? "contained" : "too many") << std::endl;
    }
    _Exit(0);
}
""",
        AC,
    ),
    "python-fork": Hostile(PYTHON, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", (TLE, MLE)),
    "python-threads": Hostile(
        PYTHON,
        "import os, threading, time\n"
        "started = 1\n"
        "try:\n"
        "    for _ in range(500): threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); started += 1\n"
        "except RuntimeError: print('contained' if started <= 40 else started, flush=True)\n"
        "os._exit(0)\n",
        AC,
    ),
    "javascript-spawn": Hostile(
        JAVASCRIPT,
        "const {spawn} = require('child_process'); for (;;) spawn('/bin/sleep', ['9']).on('error', () => 0)",
        (TLE, MLE),
    ),
    "javascript-itself": Hostile(
        JAVASCRIPT,
        "const {spawnSync} = require('child_process'); for (;;) spawnSync(process.execPath, [__filename])",
        (TLE, MLE),
    ),
    "bash-the-classic": Hostile(BASH, "bomb() { bomb | bomb & wait; }; bomb; while :; do bomb; done", (TLE, MLE)),
    "java-threads": Hostile(
        JAVA,
        r"""
public class Main {
    public static void main(String[] arguments) {
        int started = 0;
        try {
            for (; started < 500; started++) {
                Thread thread = new Thread(Main::sleep);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (OutOfMemoryError refused) {
            Runtime.getRuntime().halt(0);
        }
        Runtime.getRuntime().halt(3);
    }
    static void sleep() {
        try { Thread.sleep(60_000); } catch (InterruptedException interrupted) { }
    }
}
""",
        (AC, WA),  # the virtual machine warns on standard output
        expected=b"",
    ),
}

DAEMONS = {
    "c-double-fork": Hostile(
        C,
        "#include <stdio.h>\n#include <unistd.h>\n"
        "int main() { if (fork() == 0) { setsid(); if (fork() == 0) for (;;) pause(); _exit(0); } usleep(50000);"
        ' puts("done"); }',
        AC,
        expected=b"done",
    ),
    "c-daemon-deaf-to-signals": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    if (fork() == 0) {
        daemon(0, 0);
        for (int n = 1; n < 65; n++) signal(n, SIG_IGN);
        sigset_t all;
        sigfillset(&all);
        sigprocmask(SIG_BLOCK, &all, NULL);
        for (;;) usleep(1000);
    }
    usleep(50000);
    puts("done");
}
""",
        AC,
        expected=b"done",
    ),
    "c-subreaper-without-death-signal": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_PDEATHSIG, 0);
    if (fork() == 0) { prctl(PR_SET_CHILD_SUBREAPER, 1); setsid(); fork(); for (;;) pause(); }
    usleep(50000);
    puts("done");
}
""",
        AC,
        expected=b"done",
    ),
    "python-holds-standard-output": Hostile(
        PYTHON,
        "import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(60)\nprint('done')",
        AC,
        expected=b"done",
    ),
    "python-writes-after-the-end": Hostile(
        PYTHON,
        "import os, time\n"
        "if os.fork() == 0:\n    os.setsid(); time.sleep(0.5)\n"
        "    while True: os.write(1, b'later\\n'); time.sleep(0.01)\n"
        "print('done')",
        AC,
        expected=b"done",
    ),
    "bash-background": Hostile(
        BASH,
        "nohup sleep 60 &>/dev/null &\nsetsid sleep 60 &\n(trap '' HUP TERM; sleep 60) &\ndisown -a\necho done",
        AC,
        expected=b"done",
    ),
    "javascript-detached": Hostile(
        JAVASCRIPT,
        "require('child_process').spawn('/bin/sleep', ['60'], {detached: true, stdio: 'inherit'}).unref();"
        "console.log('done')",
        AC,
        expected=b"done",
    ),
    "java-child": Hostile(
        JAVA,
        "public class Main { public static void main(String[] a) throws Exception {"
        ' new ProcessBuilder("/bin/sleep", "60").inheritIO().start(); System.out.println("done"); } }',
        AC,
        expected=b"done",
    ),
}
