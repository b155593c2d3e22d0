"""What happens to attempts."""

from typing import ClassVar

from shared.events.event import Event


class AttemptStarted(Event):
    """A candidate has begun."""

    type: ClassVar[str] = "attempts.attempt.started.v1"
    attempt_id: str


class AttemptDeadlineReached(Event):
    """An attempt's time is over; emitted for the deadline when it starts.

    `waited` is how often closing was put off for the service's watch.
    """

    type: ClassVar[str] = "attempts.attempt.deadline_reached.v1"
    attempt_id: str
    waited: int = 0


class AttemptSubmitted(Event):
    """An attempt takes no more answers and is to be scored."""

    type: ClassVar[str] = "attempts.attempt.submitted.v1"
    publish_directly: ClassVar[bool] = True
    attempt_id: str

    def ordering_key(self) -> str:
        """Return the attempt's id."""
        return self.attempt_id


class AttemptScored(Event):
    """An attempt has its result."""

    type: ClassVar[str] = "attempts.attempt.scored.v1"
    attempt_id: str


class RescoringPageDue(Event):
    """Some more attempts of a rescoring are to be found and run."""

    type: ClassVar[str] = "attempts.rescoring.page_due.v1"
    rescoring_id: str
    cursor: str | None = None


class RegradingPageDue(Event):
    """Some more graded answers of a rescoring by a rubric are to be judged anew."""

    type: ClassVar[str] = "attempts.regrading.page_due.v1"
    rescoring_id: str
    cursor: str | None = None


class RescoringApplyPageDue(Event):
    """Some more attempts of a rescoring are to get their new result."""

    type: ClassVar[str] = "attempts.rescoring.apply_page_due.v1"
    rescoring_id: str


class AttemptRescored(Event):
    """A scored attempt has another result; `rescoring_id` where that is by a rescoring."""

    type: ClassVar[str] = "attempts.attempt.rescored.v1"
    attempt_id: str
    rescoring_id: str | None = None


class AttemptGraded(Event):
    """Nothing in an attempt's result waits for a person any more."""

    type: ClassVar[str] = "attempts.attempt.graded.v1"
    attempt_id: str


class ReleasePageDue(Event):
    """Some more results of an assessment are to be released: those of `attempt_ids`, or all behind `cursor`."""

    type: ClassVar[str] = "attempts.release.page_due.v1"
    assessment_id: str
    released_by: str
    attempt_ids: tuple[str, ...] = ()
    cursor: str | None = None
    count: int = 0


class ResultReleased(Event):
    """The candidate may see the result, as far as the assessment shows it."""

    type: ClassVar[str] = "attempts.result.released.v1"
    attempt_id: str


class ResultsReleased(Event):
    """A release is through all attempts it is about; `count` results were released."""

    type: ClassVar[str] = "attempts.results.released.v1"
    assessment_id: str
    released_by: str
    count: int


class ScoreBundleRequested(Event):
    """An attempt's score is wanted as a file that anybody can check."""

    type: ClassVar[str] = "attempts.score_bundle.requested.v1"
    export_id: str


class AttemptExportExpired(Event):
    """A file's time is over; emitted for that moment when it is asked for, and at once when its person is erased."""

    type: ClassVar[str] = "attempts.export.expired.v1"
    export_id: str


class CandidateReportRequested(Event):
    """The report on a candidate is wanted as a file."""

    type: ClassVar[str] = "attempts.candidate_report.requested.v1"
    export_id: str
