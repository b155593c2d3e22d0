"""What a client wrote while it was offline, sent in one go: each revision in order, none lost, none doubled.

The same rules as for a save, one after the other, each with an outcome of its own, so that one bad revision stops no
other. A batch that overlaps with what was saved before, or is sent again, changes nothing more: a revision not above
the saved one is never saved. What counts is when the batch arrives, by the server's clock: after the deadline and its
grace the whole of it is refused, whatever the client says about when it was written. Credited time moves the deadline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.domain.attempts.devices import Seat
from shared.domain.attempts.model import Answer, Attempt, ConflictCopy, answer_id, conflict_copy_id
from shared.domain.attempts.receipts import Receipt
from shared.domain.attempts.responses import FileResponse, Response
from shared.errors import EllaError, FailedPrecondition

Files = Mapping[str, str]
"""The answer that each complete upload is for, by the upload's id."""


class Outcome(StrEnum):
    """What became of a revision: `superseded` lies below the saved one, `conflict` is another text under its number."""

    SAVED = "saved"
    REPEATED = "repeated"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    REFUSED = "refused"
    KEPT_ASIDE = "kept_aside"


@dataclass(frozen=True, slots=True)
class Written:
    """One revision of one answer."""

    question_id: str
    revision: int
    response: Response


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of it; `current` is the revision that is stored now, `code` and `message` say why it was refused."""

    written: Written
    outcome: Outcome
    current: int | None = None
    receipt: Receipt | None = None
    code: str | None = None
    message: str | None = None


@dataclass(slots=True)
class Replay:
    """Revisions on their way into an attempt's answers; `changed` are the questions to be stored."""

    attempt: Attempt
    answers: dict[str, Answer]
    files: Files
    at: datetime
    changed: set[str] = field(default_factory=set[str])

    def run(self, revisions: Sequence[Written]) -> list[Replayed]:
        """Save each revision in order, and return what became of it."""
        return [self._save(written) for written in revisions]

    def _save(self, written: Written) -> Replayed:
        refused = refusal(self.attempt, written, self.files, at=self.at)
        if refused is not None:
            return refused
        earlier = self.answers.get(written.question_id)
        try:
            answer = self._next(earlier, written)
        except FailedPrecondition as error:
            outcome = Outcome.SUPERSEDED if error.code == "stale_revision" else Outcome.CONFLICT
            return Replayed(written, outcome, earlier.revision if earlier else None)
        outcome = Outcome.REPEATED
        if answer is not earlier:
            outcome = Outcome.SAVED
            self.answers[written.question_id] = answer
            self.changed.add(written.question_id)
        return Replayed(written, outcome, answer.revision, answer.receipt)

    def _next(self, earlier: Answer | None, written: Written) -> Answer:
        if earlier is None:
            return Answer.begun(self.attempt.id, written.question_id, written.revision, written.response, at=self.at)
        return earlier.saved(written.revision, written.response, at=self.at)


@dataclass(slots=True)
class KeepAside:
    """Revisions of a tab that has lost the attempt: the newest of each question becomes a conflict copy."""

    attempt: Attempt
    seat: Seat
    answers: Mapping[str, Answer]
    files: Files
    copies: dict[str, ConflictCopy]
    at: datetime
    changed: set[str] = field(default_factory=set[str])

    def run(self, revisions: Sequence[Written]) -> list[Replayed]:
        """Keep what is not saved already, and return what became of each revision."""
        return [self._keep(written) for written in revisions]

    def _keep(self, written: Written) -> Replayed:
        refused = refusal(self.attempt, written, self.files, at=self.at)
        if refused is not None:
            return refused
        answer = self.answers.get(written.question_id)
        current = answer.revision if answer else None
        if answer and (answer.revision, answer.response) == (written.revision, written.response):
            return Replayed(written, Outcome.REPEATED, current, answer.receipt)
        kept = self.copies.get(written.question_id)
        if kept and kept.revision > written.revision:
            return Replayed(written, Outcome.SUPERSEDED, current)
        if kept is None or (kept.revision, kept.response) != (written.revision, written.response):
            self.copies[written.question_id] = ConflictCopy(
                id=conflict_copy_id(self.attempt.id, written.question_id, self.seat),
                attempt_id=self.attempt.id,
                question_id=written.question_id,
                seat=self.seat,
                revision=written.revision,
                response=written.response,
                kept_at=self.at,
            )
            self.changed.add(written.question_id)
        return Replayed(written, Outcome.KEPT_ASIDE, current)


def refusal(attempt: Attempt, written: Written, files: Files, *, at: datetime) -> Replayed | None:
    """Return why the attempt does not take such an answer; None where it does."""
    try:
        asked = attempt.question(written.question_id)
        attempt.timetable.require_running(asked.section, at=at)
        asked.require_answerable(written.response)
        if isinstance(written.response, FileResponse) and not written.response.is_blank:
            _require_file(files, written.response.upload_id, answer_id(attempt.id, asked.question_id))
    except EllaError as error:
        message = error.fields[0].message if error.fields else error.message
        code = error.fields[0].code if error.fields else error.code
        return Replayed(written, Outcome.REFUSED, code=code, message=message)
    return None


def _require_file(files: Files, upload_id: str, for_answer: str) -> None:
    if files.get(upload_id) != for_answer:
        raise FailedPrecondition("complete the upload of this answer first", code="upload_not_complete")
