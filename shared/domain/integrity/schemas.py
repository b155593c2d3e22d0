"""Findings as callers see them: the hiring team with the other attempt, the candidate without."""

from datetime import datetime
from typing import Self

from shared.domain.integrity.rules import Measure, Severity
from shared.domain.integrity.summary import AlikeLines, Finding, IntegritySummary, Reply, Review
from shared.model import FrozenModel, View


class ReplyView(View):
    """What the candidate says to a finding."""

    statement: str
    text: str
    at: datetime


class OwnLines(View):
    """Lines of the candidate's own program, both ends included, from 1."""

    own_from: int
    own_to: int


class FindingView(FrozenModel):
    """A finding for the hiring team; `shown_by` are entries of the timeline."""

    id: str
    measure: Measure
    severity: Severity
    statement: str
    value: float
    question_id: str | None
    shown_by: tuple[str, ...]
    other_attempt_id: str | None
    lines: tuple[AlikeLines, ...]
    reply: ReplyView | None

    @classmethod
    def of(cls, finding: Finding, summary: IntegritySummary) -> Self:
        """Return the view of a finding with the candidate's reply."""
        reply = summary.reply_to(finding.id)
        return cls(
            **{name: getattr(finding, name) for name in Finding.model_fields},
            other_attempt_id=summary.others.get(finding.id),
            reply=ReplyView.of(reply) if reply else None,
        )


class IntegritySummaryView(FrozenModel):
    """What was found in an attempt, for people to judge; nothing follows from it by itself."""

    attempt_id: str
    findings: tuple[FindingView, ...]
    computed_at: datetime
    review: Review | None

    @classmethod
    def of(cls, summary: IntegritySummary) -> Self:
        """Return the view of a summary."""
        return cls(
            attempt_id=summary.attempt_id,
            findings=tuple(FindingView.of(each, summary) for each in summary.findings),
            computed_at=summary.computed_at,
            review=summary.review,
        )


class OwnFindingView(FrozenModel):
    """A finding for the candidate it is about; the lines are their own."""

    id: str
    statement: str
    severity: Severity
    question_id: str | None
    lines: tuple[OwnLines, ...]
    reply: ReplyView | None

    @classmethod
    def of(cls, finding: Finding, reply: Reply | None) -> Self:
        """Return the candidate's view of a finding."""
        return cls(
            id=finding.id,
            statement=finding.statement,
            severity=finding.severity,
            question_id=finding.question_id,
            lines=tuple(OwnLines.of(each) for each in finding.lines),
            reply=ReplyView.of(reply) if reply else None,
        )


class OwnFindings(FrozenModel):
    """All findings of an attempt for its candidate, and whether somebody has looked at them."""

    findings: tuple[OwnFindingView, ...]
    reviewed: bool

    @classmethod
    def of(cls, summary: IntegritySummary | None) -> Self:
        """Return the candidate's view of a summary; of none it is empty."""
        if summary is None:
            return cls(findings=(), reviewed=False)
        return cls(
            findings=tuple(OwnFindingView.of(each, summary.reply_to(each.id)) for each in summary.findings),
            reviewed=summary.review is not None,
        )
