"""Judge0's statuses, and which of them a verdict is."""

from enum import IntEnum

from shared.engines.scoring.verdicts import Verdict


class Status(IntEnum):
    """Where a submission stands; from `ACCEPTED` on it is finished."""

    IN_QUEUE = 1
    PROCESSING = 2
    ACCEPTED = 3
    WRONG_ANSWER = 4
    TIME_LIMIT_EXCEEDED = 5
    COMPILATION_ERROR = 6
    SIGSEGV = 7
    SIGXFSZ = 8
    SIGFPE = 9
    SIGABRT = 10
    NZEC = 11
    OTHER = 12
    INTERNAL_ERROR = 13
    EXEC_FORMAT_ERROR = 14

    @property
    def description(self) -> str:
        """The words clients know it by."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Status.IN_QUEUE: "In Queue",
    Status.PROCESSING: "Processing",
    Status.ACCEPTED: "Accepted",
    Status.WRONG_ANSWER: "Wrong Answer",
    Status.TIME_LIMIT_EXCEEDED: "Time Limit Exceeded",
    Status.COMPILATION_ERROR: "Compilation Error",
    Status.SIGSEGV: "Runtime Error (SIGSEGV)",
    Status.SIGXFSZ: "Runtime Error (SIGXFSZ)",
    Status.SIGFPE: "Runtime Error (SIGFPE)",
    Status.SIGABRT: "Runtime Error (SIGABRT)",
    Status.NZEC: "Runtime Error (NZEC)",
    Status.OTHER: "Runtime Error (Other)",
    Status.INTERNAL_ERROR: "Internal Error",
    Status.EXEC_FORMAT_ERROR: "Exec Format Error",
}
_BY_SIGNAL = {6: Status.SIGABRT, 8: Status.SIGFPE, 11: Status.SIGSEGV, 25: Status.SIGXFSZ}
_BY_VERDICT = {
    Verdict.AC: Status.ACCEPTED,
    Verdict.WA: Status.WRONG_ANSWER,
    Verdict.TLE: Status.TIME_LIMIT_EXCEEDED,
    Verdict.CE: Status.COMPILATION_ERROR,
    Verdict.IE: Status.INTERNAL_ERROR,
}
SIGKILL, SIGXFSZ = 9, 25


def signal_of(verdict: Verdict, signal: int | None) -> int | None:
    """Return the signal Judge0 would tell of: there, the limits on memory and output kill by one."""
    return {Verdict.MLE: SIGKILL, Verdict.OLE: SIGXFSZ}.get(verdict, signal)


def status_of(verdict: Verdict, signal: int | None) -> Status:
    """Return the status of a finished run by its verdict and, where it failed, `signal_of` it."""
    if verdict in _BY_VERDICT:
        return _BY_VERDICT[verdict]
    return Status.NZEC if signal is None else _BY_SIGNAL.get(signal, Status.OTHER)


def message_of(verdict: Verdict, exit_code: int | None, signal: int | None) -> str | None:
    """Return what Judge0 says beside the status, None where it says nothing."""
    match verdict:
        case Verdict.TLE:
            return "Time limit exceeded"
        case Verdict.IE:
            return "the program could not be run, which is not its fault; try again"
        case Verdict.RE | Verdict.MLE | Verdict.OLE:
            return f"Exited with error code {exit_code}" if signal is None else f"Caught fatal signal {signal}"
        case _:
            return None
