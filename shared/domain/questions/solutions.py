"""Programs whose verdict is known before the question is published."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.engines.scoring.verdicts import Verdict
from shared.model import FrozenModel

Language = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Source = Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
FileName = Annotated[str, StringConstraints(max_length=80, pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]


class ReferenceSolution(FrozenModel):
    """A program that must pass every test before the question is published. Never shown to a candidate."""

    language: Language
    source: Source


class Expectation(StrEnum):
    """What a known solution must come to."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WRONG_ANSWER = "wrong_answer"
    RUN_TIME_ERROR = "run_time_error"
    TIME_LIMIT_EXCEEDED = "time_limit_exceeded"

    def is_met_by(self, verdict: Verdict) -> bool:
        """Tell whether a run's verdict is the one expected; an internal error never is."""
        return verdict in _MEETING[self]


_MEETING: dict[Expectation, frozenset[Verdict]] = {
    Expectation.ACCEPTED: frozenset({Verdict.AC}),
    Expectation.REJECTED: frozenset(Verdict) - {Verdict.IE, Verdict.CE, Verdict.AC},
    Expectation.WRONG_ANSWER: frozenset({Verdict.WA}),
    Expectation.RUN_TIME_ERROR: frozenset({Verdict.RE, Verdict.MLE}),
    Expectation.TIME_LIMIT_EXCEEDED: frozenset({Verdict.TLE}),
}


class KnownSolution(FrozenModel):
    """A program with the verdict it must get: one more that is right, or one that the tests must catch."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    language: Language
    source: Source
    files: Annotated[dict[FileName, Source], Field(max_length=20, default_factory=dict)]
    expected: Expectation

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return len(self.source.encode()) + sum(len(text.encode()) for text in self.files.values())
