"""The process that holds a slot's sandboxes: single-threaded, without rights, with nothing but a channel.

The server itself never forks a sandbox: being a subreaper, giving up root and waiting for any child are things to do
to a process of one's own. It ends when the channel closes or the server dies, and what it runs ends with it.
"""

import ctypes
import os
import select
import socket
import sys
from contextlib import suppress

from shared.adapters.bubblewrap.execution import ServerGone, execute
from shared.adapters.bubblewrap.held import Launchers, reserve_low_descriptors
from shared.adapters.bubblewrap.job import Order, send_outcome
from shared.adapters.bubblewrap.memory import MemoryGuard
from shared.adapters.bubblewrap.processor import CpuAccount
from shared.ports.sandbox import Outcome

_PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    """Serve the channel given as the first argument for the server given as the second, as the user given third."""
    channel_number, server, user = map(int, sys.argv[-3:])
    os.set_inheritable(channel_number, False)  # or every program could speak to the server
    channel = socket.socket(fileno=channel_number)
    server_gone = os.pidfd_open(server)
    if os.getppid() != server:
        return
    reserve_low_descriptors()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    guard, account = MemoryGuard(user), CpuAccount()
    _become(user)
    launchers = Launchers(guard)
    try:
        with suppress(EOFError, ConnectionError, ServerGone):
            _serve(channel, server_gone, launchers, guard, account)
    finally:
        launchers.close()


def _become(user: int) -> None:
    if user != os.getuid():
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    os.chdir("/")


def _serve(
    channel: socket.socket, server_gone: int, launchers: Launchers, guard: MemoryGuard, account: CpuAccount
) -> None:
    watched = (channel.fileno(), server_gone)
    idle = select.poll()
    for number in watched:
        idle.register(number, select.POLLIN)
    while True:
        if server_gone in dict(idle.poll()):
            return
        with Order.receive(channel) as order:
            try:
                outcome = execute(order, watched, launchers, guard, account)
            except OSError as error:
                outcome = Outcome(internal_error=str(error))
        send_outcome(channel, outcome)
