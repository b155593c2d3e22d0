"""Scores: what somebody, or some program, thinks of a trace, of one of its spans, or of a trace session."""

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, StrictBool, StringConstraints, model_validator
from pydantic_core import PydanticCustomError, from_json, to_json

from shared.data.repository import Entity
from shared.domain.traces.model import trace_key
from shared.engines.redaction import Redactor
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

MAX_TOTALS = 200
"""How many names and categories the scores of one trace may have."""

MAX_METADATA = 64 * 1024
_MOST = 1e15

ScoreId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,100}$")]
TraceId = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{32}$", to_lower=True)]
SpanId = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{16}$", to_lower=True)]
Number = Annotated[float, Field(ge=-_MOST, le=_MOST, allow_inf_nan=False)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class ScoreKind(StrEnum):
    """What a score's value is: a number, yes or no, one of some categories, or words."""

    NUMERIC = "numeric"
    BOOLEAN = "boolean"
    CATEGORICAL = "categorical"
    TEXT = "text"


class GivenScore(FrozenModel):
    """A score as it is given; without `kind` its value tells. A span is named with its trace."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    value: StrictBool | Number | Text
    kind: ScoreKind | None = None
    trace_id: TraceId | None = None
    span_id: SpanId | None = None
    trace_session_id: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    comment: Annotated[str, StringConstraints(max_length=2_000)] = ""
    metadata: Annotated[dict[str, Any], Field(max_length=50)] = Field(default_factory=dict[str, Any])
    environment: Annotated[str, StringConstraints(max_length=40)] | None = None

    @model_validator(mode="after")
    def _is_of_its_kind(self) -> Self:
        if (self.trace_id is None) == (self.trace_session_id is None):
            raise PydanticCustomError("score_subject", "name either a trace or a trace session")
        if self.span_id is not None and self.trace_id is None:
            raise PydanticCustomError("score_subject", "name the span's trace as well")
        if not _fits(self.kind_of_value, self.value):
            raise PydanticCustomError("score_value", "the value is none of a {kind} score", {"kind": self.kind or ""})
        if len(to_json(self.metadata)) > MAX_METADATA:
            raise PydanticCustomError(
                "metadata_too_large", "metadata take at most {most} bytes", {"most": MAX_METADATA}
            )
        return self

    @property
    def kind_of_value(self) -> ScoreKind:
        """The kind given, or the one that the value has by itself."""
        if self.kind is not None:
            return self.kind
        if isinstance(self.value, bool):
            return ScoreKind.BOOLEAN
        return ScoreKind.CATEGORICAL if isinstance(self.value, str) else ScoreKind.NUMERIC


class Score(Entity):
    """A score as it is kept, as long as what it is about; `number` is 1 or 0 for yes or no, and
    `metadata` is JSON."""

    app_id: str
    score_id: str
    about: str
    name: str
    kind: ScoreKind
    number: float | None = None
    text: str | None = None
    trace_id: str | None = None
    span_id: str | None = None
    trace_session_id: str | None = None
    comment: str = ""
    metadata: str = "{}"
    environment: str
    given_by: str
    given_at: datetime
    expires_at: datetime


class ScoreTotal(FrozenModel):
    """What the scores of one name come to; of categories there is one for each `category`."""

    name: str
    kind: ScoreKind
    category: str | None = None
    count: int
    sum: float = 0

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What distinguishes a total from the others of the same trace."""
        return self.name, self.kind, self.category


class ScoreSummary(Entity):
    """What the scores of a trace, spans included, or of a trace session come to; each score adds its difference."""

    app_id: str
    totals: tuple[ScoreTotal, ...] = ()
    expires_at: datetime

    def with_score(self, score: Score) -> Self:
        """Return the summary with one score more; raise FailedPrecondition where it would hold too many totals."""
        added = self._changed(score, 1)
        if len(added.totals) > MAX_TOTALS:
            message = f"scores of one trace have at most {MAX_TOTALS} names and categories"
            raise FailedPrecondition(message, code="too_many_score_names")
        return added.with_(expires_at=max(self.expires_at, score.expires_at))

    def without_score(self, score: Score) -> Self:
        """Return the summary with one score less."""
        return self._changed(score, -1)

    def _changed(self, score: Score, by: int) -> Self:
        category = score.text if score.kind is ScoreKind.CATEGORICAL else None
        known = {total.key: total for total in self.totals}
        key = (score.name, score.kind, category)
        total = known.get(key) or ScoreTotal(name=score.name, kind=score.kind, category=category, count=0)
        count = total.count + by
        known[key] = total.with_(count=count, sum=total.sum + by * (score.number or 0) if count else 0)
        return self.with_(totals=tuple(each for each in known.values() if each.count > 0))


def score_key(app_id: str, score_id: str) -> str:
    """Return the id of a score's document."""
    return f"{app_id}-{score_id}"


def session_key(app_id: str, trace_session_id: str) -> str:
    """Return the id of what is kept of a trace session, whatever its sender called it."""
    return f"{app_id}-session-{hashlib.sha256(trace_session_id.encode()).hexdigest()}"


def kept(
    given: GivenScore, *, app_id: str, score_id: str, environment: str, by: str, at: datetime, until: datetime
) -> Score:
    """Return a score as it is kept."""
    session = given.trace_session_id
    return Score(
        id=score_key(app_id, score_id),
        app_id=app_id,
        score_id=score_id,
        about=trace_key(app_id, given.trace_id) if given.trace_id else session_key(app_id, session or ""),
        name=given.name,
        kind=given.kind_of_value,
        number=None if isinstance(given.value, str) else float(given.value),
        text=given.value if isinstance(given.value, str) else None,
        trace_id=given.trace_id,
        span_id=given.span_id,
        trace_session_id=session,
        comment=given.comment,
        metadata=to_json(given.metadata).decode(),
        environment=given.environment or environment,
        given_by=by,
        given_at=at,
        expires_at=until,
    )


def redacted_score(score: Score, redactor: Redactor) -> Score:
    """Return a score with its words redacted."""
    text = None if score.text is None else redactor.text(score.text)
    metadata = to_json(redactor.value(from_json(score.metadata))).decode()
    return score.with_(text=text, comment=redactor.text(score.comment), metadata=metadata)


def _fits(kind: ScoreKind, value: bool | float | str) -> bool:
    match kind:
        case ScoreKind.NUMERIC:
            return not isinstance(value, bool | str)
        case ScoreKind.BOOLEAN:
            return value in (0, 1)
        case ScoreKind.CATEGORICAL | ScoreKind.TEXT:
            return isinstance(value, str)
