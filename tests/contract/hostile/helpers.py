"""What lies beside a hostile program in /box, and the well-behaved one that runs after each."""

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
