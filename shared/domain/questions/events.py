"""What happens to questions."""

from typing import ClassVar

from shared.events.event import Event


class QuestionChanged(Event):
    """A question was made, edited, or stands elsewhere on its way to being published."""

    type: ClassVar[str] = "questions.question.changed.v1"
    question_id: str


class QuestionPublished(Event):
    """A question has a new version."""

    type: ClassVar[str] = "questions.question.published.v1"
    question_id: str
    version: int


class QuestionRefused(Event):
    """A question's reference solution failed its own tests."""

    type: ClassVar[str] = "questions.question.refused.v1"
    question_id: str


class QuestionFileReceived(Event):
    """The questions of a file are to become drafts."""

    type: ClassVar[str] = "questions.file.received.v1"
    upload_id: str
    operation_id: str


class QuestionPackageReceived(Event):
    """A problem package is to become a question."""

    type: ClassVar[str] = "questions.package.received.v1"
    publish_directly: ClassVar[bool] = True
    upload_id: str


class PackageImportLookDue(Event):
    """Whether an import still comes on is to be seen; once it has failed, whether anybody tries it again."""

    type: ClassVar[str] = "questions.package.look_due.v1"
    upload_id: str
    tries: int


class QuestionExportRequested(Event):
    """Somebody wants questions as a file."""

    type: ClassVar[str] = "questions.export.requested.v1"
    export_id: str


class QuestionExportExpired(Event):
    """An export's time is over; emitted for that moment when it is asked for."""

    type: ClassVar[str] = "questions.export.expired.v1"
    export_id: str
