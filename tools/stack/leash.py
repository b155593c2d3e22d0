"""Exec a program that the kernel kills when its parent dies: `python -I -S leash.py PARENT_PID PROGRAM …`.

A `preexec_fn` would do the same, but forks the parent's threads' locks with it; gRPC in a test process minds.
"""

import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent where the kernel can (Linux), then become the program."""
    parent, *argv = sys.argv[1:]
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != int(parent):
            sys.exit(1)
    try:
        os.execvp(argv[0], argv)  # noqa: S606
    except OSError as error:
        sys.exit(f"{argv[0]}: {error.strerror}")


main()
