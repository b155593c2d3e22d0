"""What lies beside a hostile program in /box, and the well-behaved one that runs after each."""

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

# The same for Python.
ATTEMPT_PY = rb'''
import os
_breaches = []

def breach(what, value):
    _breaches.append(f"{what} got through: {value!r}")

def fails(what, call, *arguments):
    """The call must fail, whatever the reason."""
    try:
        result = call(*arguments)
    except OSError:
        return
    breach(what, result)

def verdict():
    print("\n".join(_breaches) or "contained", flush=True)
'''

BESIDE = {"attempt.h": ATTEMPT_H, "attempt.py": ATTEMPT_PY}

# Prints all of its world that another program could have changed.
NEIGHBOUR = rb"""
import os, resource, socket
print(*(sorted(os.listdir(path)) for path in ("/tmp", "/dev/shm", "/box", "/proc/self/fd")))
print([name for name in sorted(os.listdir("/proc")) if name.isdigit()], os.getpid(), os.getppid(), os.getsid(0))
print(sorted(os.environ.items()), os.getcwd(), socket.gethostname(), os.umask(0), os.nice(0))
print(os.getresuid(), os.getresgid(), os.getgroups(), sorted(os.sched_getaffinity(0)), os.sched_getscheduler(0))
print([resource.getrlimit(kind) for kind in range(16)])
status = open("/proc/self/status").read().splitlines()
print([line for line in status if line.startswith(("Sig", "Shd", "Cap", "NoNew", "Seccomp", "THP"))])
for path in ("sysvipc/shm", "sysvipc/sem", "sysvipc/msg", "net/unix", "self/oom_score_adj", "sys/kernel/domainname"):
    print(path, open(f"/proc/{path}").read())
"""
