"""Findings with their evidence, what the candidate says to them, and that somebody has looked."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.domain.integrity.measures import Observation
from shared.domain.integrity.rules import RULES, Measure, Severity
from shared.engines.report_parts import ReportedFinding, ReportedIntegrity
from shared.errors import NotFound
from shared.model import FrozenModel

ReplyText = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
MOST_SHOWN = 50
"""How many entries of the timeline a finding names."""


class AlikeLines(FrozenModel):
    """Lines of this program, and of the other one, that say the same: both ends included, from 1."""

    own_from: int
    own_to: int
    other_from: int
    other_to: int


class Finding(FrozenModel):
    """Something to look at: by which rule, in words, and where it shows."""

    id: str
    measure: Measure
    severity: Severity
    statement: str
    value: float
    question_id: str | None = None
    shown_by: tuple[str, ...] = ()
    lines: tuple[AlikeLines, ...] = ()


class Reply(FrozenModel):
    """What the candidate says to a finding, and the words of the finding they saw."""

    finding_id: str
    statement: str
    text: str
    at: datetime


class Review(FrozenModel):
    """That somebody of the hiring team has looked, and what they note."""

    by: str
    at: datetime
    note: str


class IntegritySummary(Entity):
    """What was found in an attempt that has ended. The id is the attempt's.

    `others` are the attempts with similar submissions, by finding: apart, since the candidate is shown the rest.
    `opened_at` is when there was first something for the candidate to answer.
    """

    attempt_id: str
    findings: tuple[Finding, ...]
    others: dict[str, str] = Field(default_factory=dict)
    computed_at: datetime
    opened_at: datetime | None = None
    replies: tuple[Reply, ...] = ()
    review: Review | None = None

    @classmethod
    def of(cls, attempt_id: str, observations: Iterable[Observation], *, at: datetime) -> Self:
        """Return the first summary of an attempt: what reaches its rule's threshold, what is worth a look first."""
        reached = [each for each in observations if each.value >= RULES[each.measure].threshold]
        found = sorted((_finding(each) for each in reached), key=lambda each: (each.severity is Severity.NOTE, each.id))
        others = {_finding_id(each): each.alike.other_attempt_id for each in reached if each.alike}
        opened_at = at if found else None
        return cls(
            id=attempt_id,
            attempt_id=attempt_id,
            findings=tuple(found),
            others=others,
            computed_at=at,
            opened_at=opened_at,
        )

    def renewed(self, newer: Self) -> Self:
        """Return a newer summary with the replies of this one; of other findings somebody has to look again."""
        review = self.review if newer.findings == self.findings else None
        return newer.with_(replies=self.replies, review=review, opened_at=self.opened_at or newer.opened_at)

    def replied(self, finding_id: str, text: str, *, at: datetime) -> Self:
        """Return the summary with a reply in place of an earlier one; raise NotFound for a finding there isn't."""
        finding = next((each for each in self.findings if each.id == finding_id), None)
        if finding is None:
            raise NotFound("there is no such finding", code="finding_not_found")
        reply = Reply(finding_id=finding.id, statement=finding.statement, text=text, at=at)
        return self.with_(replies=(*(each for each in self.replies if each.finding_id != finding_id), reply))

    def reply_to(self, finding_id: str) -> Reply | None:
        """Return what the candidate said to a finding."""
        return next((each for each in self.replies if each.finding_id == finding_id), None)

    def erased(self) -> Self:
        """Return the summary without the candidate's words."""
        return self.with_(replies=())

    def reported(self) -> ReportedIntegrity:
        """Return what a report on the candidate says of it."""
        replies = {each.id: self.reply_to(each.id) for each in self.findings}
        return ReportedIntegrity(
            findings=tuple(
                ReportedFinding(
                    severity=each.severity.value,
                    statement=each.statement,
                    question_id=each.question_id,
                    reply=reply.text if (reply := replies[each.id]) else None,
                    replied_at=reply.at if reply else None,
                )
                for each in self.findings
            ),
            computed_at=self.computed_at,
            reviewed_at=self.review.at if self.review else None,
        )

    def reviewed(self, by: str, note: str, *, at: datetime) -> Self:
        """Return the summary as somebody has looked at it."""
        return self.with_(review=Review(by=by, at=at, note=note))


def _finding_id(observation: Observation) -> str:
    """Return an id that stays the same when an attempt is summed up again, and does not tell the other attempt's."""
    alike = observation.alike
    other = hashlib.sha256(alike.other_attempt_id.encode()).hexdigest()[:12] if alike else None
    return ":".join(part for part in (observation.measure.value, observation.question_id, other) if part)


def _finding(observation: Observation) -> Finding:
    rule, alike = RULES[observation.measure], observation.alike
    percent, number = int(observation.value * 100), int(observation.value)
    return Finding(
        id=_finding_id(observation),
        measure=observation.measure,
        severity=rule.severity,
        statement=rule.statement.format(percent=percent, number=number),
        value=round(observation.value, 4),
        question_id=observation.question_id,
        shown_by=observation.shown_by[:MOST_SHOWN],
        lines=tuple(
            AlikeLines(own_from=own_from, own_to=own_to, other_from=other_from, other_to=other_to)
            for own_from, own_to, other_from, other_to in (alike.lines if alike else ())
        ),
    )
