"""Where what was noticed of attempts is stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.integrity.signals import SignalLog


class SignalLogRepository(Repository[SignalLog]):
    """Logs of signals, by the attempt's id: apart from it, so that no save meets a signal."""

    collection: ClassVar[str] = "signalLogs"
    noun: ClassVar[str] = "signal_log"
    model = SignalLog
