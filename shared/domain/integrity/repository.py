"""Where what was noticed of attempts is stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.integrity.edits import EditChapter, EditRecord
from shared.domain.integrity.signals import SignalLog
from shared.domain.integrity.summary import IntegritySummary


class SignalLogRepository(Repository[SignalLog]):
    """Logs of signals, by the attempt's id: apart from it, so that no save meets a signal."""

    collection: ClassVar[str] = "signalLogs"
    noun: ClassVar[str] = "signal_log"
    model = SignalLog


class EditRecordRepository(Repository[EditRecord]):
    """Records of how answers came about, by `attemptId:questionId`."""

    collection: ClassVar[str] = "editRecords"
    noun: ClassVar[str] = "edit_record"
    model = EditRecord


class EditChapterRepository(Repository[EditChapter]):
    """Chapters that are closed, by `attemptId:questionId:place`."""

    collection: ClassVar[str] = "editChapters"
    noun: ClassVar[str] = "edit_chapter"
    model = EditChapter


class IntegritySummaryRepository(Repository[IntegritySummary]):
    """Summaries of findings, by the attempt's id."""

    collection: ClassVar[str] = "integritySummaries"
    noun: ClassVar[str] = "integrity_summary"
    model = IntegritySummary
