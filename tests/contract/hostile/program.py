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

# Found beside C and C++ programs: says what got through, or that nothing did.
ATTEMPT_H = rb"""
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int breaches;

static void breach(const char *what, long value) {
    printf("%s got through: %ld, errno %d\n", what, value, errno);
    breaches++;
}

/* Use so many seconds of CPU time. */
static double used(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}
__attribute__((unused)) static void work(double seconds) {
    double end = used() + seconds;
    while (used() < end);
}

/* Take memory so that the compiler cannot leave it out. */
__attribute__((unused)) static void take(size_t size) {
    volatile char *pages = malloc(size);
    for (size_t at = 0; at < size; at += 4096) pages[at] = 1;
}

/* The call must fail, whatever the reason. */
__attribute__((unused)) static void fails(const char *what, long result) {
    if (result != -1) breach(what, result);
}

/* The call must be refused before its arguments are looked at. */
__attribute__((unused)) static void refused(const char *what, long result) {
    if (result != -1 || (errno != EPERM && errno != ENOSYS && errno != EACCES)) breach(what, result);
}

__attribute__((unused)) static int verdict(void) {
    if (!breaches) puts("contained");
    return 0;
}
"""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One program.

    A program that probes walls prints `contained` when all of them held, which `expected` takes for the right answer.
    Of several verdicts each means contained: which one depends on what the program meets first. `anywhere` holds those
    possible where no cgroup counts the memory that no process maps. @FILE@, @PORT@, @SOCKET@, @ABSTRACT@ and @PID@
    in a source stand for things outside that the program tries to reach; `says` must be in what the compiler says.
    `hole` tells why the sandbox does not stop it yet.
    """

    language: Language
    source: str
    verdict: Verdict | tuple[Verdict, ...]
    expected: bytes = b"contained"
    limits: Limits | None = None
    stdin: bytes = b""
    says: str = ""
    anywhere: tuple[Verdict, ...] = ()
    hole: str = ""

    @property
    def granted(self) -> Limits:
        """What it may use: little time where it is to run out of that."""
        return self.limits or (SHORT if TLE in self.verdicts(memory_is_counted=True) else LONGER)

    def verdicts(self, *, memory_is_counted: bool) -> tuple[Verdict, ...]:
        """Return those it may get."""
        stated = self.verdict if isinstance(self.verdict, tuple) else (self.verdict,)
        return stated if memory_is_counted else (*stated, *self.anywhere)
