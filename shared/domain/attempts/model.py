"""Attempts: one candidate's sitting of one assessment, timed by the server's clock.

An answer is its own document, saved with rising revisions; saving holds the attempt, so a save that was acknowledged
lies before the moment the attempt closed, and is scored.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import computed_field

from shared.data.repository import Entity
from shared.domain.attempts.devices import Seat, Seating
from shared.domain.attempts.receipts import Receipt
from shared.domain.attempts.responses import ChoiceResponse, CodeResponse, Response, TextResponse
from shared.domain.attempts.sections import AttemptSection, Timetable
from shared.domain.attempts.timing import ShownTime, Timing
from shared.engines.recording import Recording
from shared.engines.results import Marking, Penalty, ResultPolicy, Shown
from shared.engines.working_time import Worked, counted
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.model import FrozenModel, Points, View

GRACE = timedelta(seconds=5)
MAX_INTERVIEWERS = 10


class AttemptStatus(StrEnum):
    """Open takes answers, submitted is being scored, scored has its result."""

    OPEN = "open"
    SUBMITTED = "submitted"
    SCORED = "scored"


class ClosedBy(StrEnum):
    """What ended an attempt."""

    CANDIDATE = "candidate"
    DEADLINE = "deadline"


class Interviewer(View):
    """A member who has joined a running attempt to write with the candidate."""

    user_id: str
    name: str
    joined_at: datetime


class AttemptQuestion(FrozenModel):
    """A question as this attempt pins it; `languages`, `choices` and others are what its kind may be answered with.

    `choices` are in the order this candidate sees. `penalty` replaces the question's own; where it is `floored`, it
    never counts for less than zero.
    """

    question_id: str
    version: int
    variant_seed: int | None = None
    section: int = 0
    kind: str
    title: str
    languages: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    max_length: int | None = None
    content_types: tuple[str, ...] = ()
    max_bytes: int | None = None
    points: Points
    penalty: Penalty | None = None
    floored: bool = False

    def require_answerable(self, response: Response) -> None:
        """Raise InvalidInput for a response that this question does not take."""
        if response.kind != self.kind:
            problem = FieldProblem("/response/kind", "kind_mismatch", f"answer with {self.kind}")
            raise InvalidInput("the question asks for another kind of answer", fields=[problem])
        match response:
            case CodeResponse():
                self.require_language(response.language, at="/response/language")
            case ChoiceResponse():
                self._require_choices(response)
            case TextResponse() if self.max_length is not None and len(response.text) > self.max_length:
                problem = FieldProblem("/response/text", "string_too_long", f"at most {self.max_length} characters")
                raise InvalidInput("the text is too long", fields=[problem])
            case _:
                pass

    def require_language(self, language: str, *, at: str = "/language") -> None:
        """Raise InvalidInput, pointing `at` the field, for a language the question does not allow."""
        if language not in self.languages:
            message = f"use one of {', '.join(self.languages)}"
            problem = FieldProblem(at, "language_not_allowed", message)
            raise InvalidInput("the question does not allow this language", fields=[problem])

    def require_file(self, content_type: str, size: int) -> None:
        """Raise InvalidInput for a file, its size in bytes, that the question does not take."""
        problems: list[FieldProblem] = []
        if content_type not in self.content_types:
            allowed = " or ".join(self.content_types) or "no file"
            problems.append(FieldProblem("/contentType", "content_type_not_allowed", f"send {allowed}"))
        if self.max_bytes is not None and size > self.max_bytes:
            problems.append(FieldProblem("/size", "too_large", f"send at most {self.max_bytes} bytes"))
        if problems:
            raise InvalidInput("the question can't be answered by this; see details", fields=problems)

    def _require_choices(self, response: ChoiceResponse) -> None:
        problems = [
            FieldProblem(
                f"/response/chosen/{number}", "choice_unknown", "choose among the question's choices, once each"
            )
            for number, chosen in enumerate(response.chosen)
            if chosen not in self.choices or chosen in response.chosen[:number]
        ]
        if problems:
            raise InvalidInput("the question has no such choice", fields=problems)


class Attempt(Entity):
    """A sitting. Its id is its invitation's, so there can be only one.

    What was drawn follows from `seed`; `marking`, `results` and `recording` are the assessment's as it was started.
    """

    invitation_id: str
    candidate_uid: str
    candidate_email: str
    candidate_name: str
    assessment_id: str
    title: str
    questions: tuple[AttemptQuestion, ...]
    sections: tuple[AttemptSection, ...] = ()
    seed: str = ""
    instructions: str = ""
    marking: Marking = Marking()
    results: ResultPolicy = ResultPolicy()
    practice: bool = False
    recording: Recording = Recording()
    pair_mode: bool = False
    interviewers: tuple[Interviewer, ...] = ()
    status: AttemptStatus = AttemptStatus.OPEN
    started_at: datetime
    deadline: datetime
    submitted_at: datetime | None = None
    closed_by: ClosedBy | None = None
    scored_at: datetime | None = None
    released_at: datetime | None = None
    points: Points | None = None
    max_points: Points
    seating: Seating = Seating()
    timing: Timing = Timing()

    @computed_field
    @property
    def joined_by(self) -> tuple[str, ...]:
        """The interviewers' ids, stored so that they say who may write with the candidate."""
        return tuple(each.user_id for each in self.interviewers)

    @property
    def active_seat(self) -> Seat | None:
        """The tab that the attempt is written in."""
        return self.seating.active

    @property
    def time(self) -> ShownTime:
        """What the candidate is shown of their time."""
        return self.timing.shown

    def require_running(self) -> None:
        """Raise FailedPrecondition for an attempt that has ended, whatever its deadline."""
        if self.status is not AttemptStatus.OPEN:
            raise FailedPrecondition("the attempt has ended", code="attempt_closed")

    def require_over(self) -> None:
        """Raise FailedPrecondition for an attempt that is still written."""
        if self.status is AttemptStatus.OPEN:
            raise FailedPrecondition("finish the attempt first", code="attempt_open")

    @property
    def timetable(self) -> Timetable:
        """When each section may be answered."""
        return Timetable(self.sections, self.deadline, GRACE)

    def require_open(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when no answer is taken any more; a few seconds of grace cover the network."""
        self.require_running()
        if self.is_late(at=at):
            raise FailedPrecondition("the time is up", code="attempt_deadline_passed")

    def require_writable(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when no answer is taken now, be it for a break."""
        self.require_open(at=at)
        if self.timing.break_at(at) is not None:
            raise FailedPrecondition("this is a break; end it to go on", code="attempt_on_break")

    def is_late(self, *, at: datetime) -> bool:
        """Tell whether the time is up, grace included."""
        return at > self.deadline + GRACE

    def joined(self, user_id: str, name: str, *, at: datetime) -> Self:
        """Return the attempt with an interviewer in it, itself where they are already.

        Raise FailedPrecondition when it is not written in pairs, or has ended.
        """
        if not self.pair_mode:
            raise FailedPrecondition("the assessment doesn't allow pair mode", code="pair_mode_not_allowed")
        self.require_open(at=at)
        if user_id in self.joined_by:
            return self
        if len(self.interviewers) == MAX_INTERVIEWERS:
            raise FailedPrecondition(
                f"{MAX_INTERVIEWERS} interviewers have joined already", code="too_many_interviewers"
            )
        return self.with_(interviewers=(*self.interviewers, Interviewer(user_id=user_id, name=name, joined_at=at)))

    def question(self, question_id: str) -> AttemptQuestion:
        """Return one of the attempt's questions; raise NotFound for any other."""
        for each in self.questions:
            if each.question_id == question_id:
                return each
        raise NotFound("the attempt has no such question", code="question_not_found")

    def asks(self, question_id: str) -> bool:
        """Tell whether a question is one of the attempt's."""
        return any(each.question_id == question_id for each in self.questions)

    def pseudonymised(self, *, name: str, email: str) -> Self:
        """Return the attempt under another name, its answers and points kept."""
        return self.with_(candidate_name=name, candidate_email=email)

    def extended(self, by: timedelta) -> Self:
        """Return the attempt with its deadline moved; a break that ended early moves it back."""
        return self.with_(deadline=self.deadline + by)

    def taken(self, seat: Seat, *, at: datetime) -> Self:
        """Return the attempt as it is written in one tab."""
        return self.with_(seating=self.seating.taken(seat, at=at))

    def submitted(self, by: ClosedBy, *, at: datetime) -> Self:
        """Return the closed attempt."""
        return self.with_(status=AttemptStatus.SUBMITTED, submitted_at=at, closed_by=by)

    def scored(self, points: Decimal, *, at: datetime) -> Self:
        """Return the attempt with its points."""
        return self.with_(status=AttemptStatus.SCORED, points=points, scored_at=at)

    @property
    def awaits_release(self) -> bool:
        """Whether its result can be released: it has one, and that was not done before. Practice needs none."""
        return self.status is AttemptStatus.SCORED and self.released_at is None and not self.practice

    @property
    def appeals_until(self) -> datetime | None:
        """Until when the candidate may appeal against the result; None where they may not, or do not see it yet."""
        shown_at = self.scored_at if self.results.shown is Shown.AT_ONCE else self.released_at
        if shown_at is None or not self.results.appeal_days:
            return None
        return shown_at + timedelta(days=self.results.appeal_days)

    def released(self, *, at: datetime) -> Self:
        """Return the attempt with its result released."""
        return self.with_(released_at=at)


class Answer(Entity):
    """What a candidate has written for one question, with its last save's receipt. The id is `attemptId:questionId`.

    `worked_ms` is what counts of the gaps between its saves.
    """

    attempt_id: str
    question_id: str
    revision: int
    response: Response
    saved_at: datetime
    receipt: Receipt
    first_saved_at: datetime | None = None
    worked_ms: int = 0

    @classmethod
    def begun(cls, attempt_id: str, question_id: str, revision: int, response: Response, *, at: datetime) -> Self:
        """Return an answer as it is first saved."""
        return cls(
            id=answer_id(attempt_id, question_id),
            attempt_id=attempt_id,
            question_id=question_id,
            revision=revision,
            response=response,
            saved_at=at,
            receipt=Receipt.first(attempt_id, question_id, revision, response, at=at),
            first_saved_at=at,
        )

    def saved(self, revision: int, response: Response, *, at: datetime) -> Self:
        """Return the answer after one more save; itself where this save is the last one, sent again.

        Raise FailedPrecondition when it comes too late.
        """
        if self.repeats(revision, response):
            return self
        receipt = self.receipt.next(revision, response, at=at)
        worked_ms = self.worked_ms + counted(at - self.saved_at) // timedelta(milliseconds=1)
        return self.with_(revision=revision, response=response, saved_at=at, receipt=receipt, worked_ms=worked_ms)

    @property
    def worked(self) -> Worked:
        """What is known of the time that went into it."""
        between = timedelta(milliseconds=self.worked_ms)
        return Worked(self.first_saved_at or self.saved_at, self.saved_at, between)

    def repeats(self, revision: int, response: Response) -> bool:
        """Tell whether a save is this very one, sent again; raise FailedPrecondition when it comes too late.

        A save is too late once a newer revision lies there, and never replaces another of its own revision.
        """
        if revision > self.revision:
            return False
        if revision < self.revision:
            raise FailedPrecondition(
                f"revision {self.revision} is saved already; save a higher one",
                code="stale_revision",
                details={"currentRevision": self.revision},
            )
        if response != self.response:
            raise FailedPrecondition(
                f"revision {self.revision} holds something else; save a higher one",
                code="revision_conflict",
                details={"currentRevision": self.revision},
            )
        return True


class ConflictCopy(Entity):
    """What a tab wrote that had lost the attempt by then. The id is `attemptId:questionId:deviceId.tabId`."""

    attempt_id: str
    question_id: str
    seat: Seat
    revision: int
    response: Response
    kept_at: datetime


def conflict_copy_id(attempt_id: str, question_id: str, seat: Seat) -> str:
    """Return the id of what one tab wrote for one question."""
    return f"{attempt_id}:{question_id}:{seat.id}"


def answer_id(attempt_id: str, question_id: str) -> str:
    """Return the id of one answer."""
    return f"{attempt_id}:{question_id}"


def scoring_run_id(attempt_id: str, question_id: str) -> str:
    """Return the id of the run that scores one answer."""
    return f"{attempt_id}:{question_id}"


class AttemptStatusProjection(Entity, View):
    """What browsers listen to: no answers, no points."""

    invitation_id: str
    candidate_uid: str
    assessment_id: str
    title: str
    status: AttemptStatus
    started_at: datetime
    deadline: datetime
    active_seat: Seat | None = None
    time: ShownTime = ShownTime()
    pair_mode: bool = False
    interviewers: tuple[Interviewer, ...] = ()
    submitted_at: datetime | None = None
    scored_at: datetime | None = None
