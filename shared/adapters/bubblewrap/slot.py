"""A place where one program at a time runs: the server's end of a supervisor."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from shared.adapters.bubblewrap.groups import remove_abandoned_groups
from shared.adapters.bubblewrap.job import Job, receive_outcome
from shared.ports.sandbox import Outcome

_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from shared.adapters.bubblewrap.supervisor import main; main()"
_FIRST_USER = 60000  # as root each slot has an unprivileged user of its own, which needs no entry anywhere
_GRACE_SECONDS = 30.0  # over the wall limit, before a supervisor counts as lost


class Slot:
    """One supervisor, started when first needed and again when lost. Used by one thread at a time."""

    def __init__(self, number: int) -> None:
        self._user = _FIRST_USER + number if os.getuid() == 0 else os.getuid()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def run(self, job: Job) -> Outcome:
        """Run the job; what goes wrong on our side is told in the outcome."""
        try:
            channel = self._channel or self._start()
            channel.settimeout(job.limits.wall_seconds + _GRACE_SECONDS)
            job.send(channel)
            return receive_outcome(channel)
        except (OSError, EOFError) as error:
            self.close()
            return Outcome(internal_error=f"the sandbox supervisor was lost: {error or 'it ended'}")

    def close(self) -> None:
        """End the supervisor and whatever it runs."""
        channel, process, self._channel, self._process = self._channel, self._process, None, None
        if channel:
            channel.close()
        if process:
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            remove_abandoned_groups()

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            numbers = (theirs.fileno(), os.getpid(), self._user)
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-S", "-B", "-c", _START, str(_ROOT), *map(str, numbers)],
                env={},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._channel = ours
        return ours
