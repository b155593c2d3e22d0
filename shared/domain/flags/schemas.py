"""Flags as callers see them, and evaluations as OFREP has them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from shared.domain.flags.model import FlagChange, FlagStatus
from shared.engines.flags.evaluation import ErrorCode, Failure, Reason, Resolution
from shared.engines.flags.model import FlagDefinition, Segment
from shared.model import FrozenModel, View


class FlagView(View):
    """A flag."""

    key: str
    app_id: str
    environment: str
    definition: FlagDefinition
    status: FlagStatus
    version: int
    created_by: str
    created_at: datetime
    updated_by: str
    updated_at: datetime


class FlagVersionView(View):
    """One version of a flag."""

    number: int
    definition: FlagDefinition
    status: FlagStatus
    change: FlagChange
    note: str
    made_by: str
    made_at: datetime


class SegmentListView(FrozenModel):
    """The segments of an environment."""

    segments: tuple[Segment, ...]


class EvaluatedFlag(FrozenModel):
    """What a flag serves, or which error it has instead."""

    key: str
    value: Any = None
    reason: Reason | None = None
    variant: str | None = None
    metadata: dict[str, str | int] | None = None
    error_code: ErrorCode | None = None
    error_details: str | None = None

    @classmethod
    def of(cls, found: Resolution | Failure) -> Self:
        """Return an evaluation as it is answered."""
        if isinstance(found, Failure):
            return cls(key=found.key, error_code=found.code, error_details=found.details)
        return cls(
            key=found.key,
            value=found.value,
            reason=found.reason,
            variant=found.variant,
            metadata=dict(found.metadata),
        )


class EvaluatedFlags(FrozenModel):
    """What every flag of an environment serves."""

    flags: tuple[EvaluatedFlag, ...]

    @classmethod
    def of(cls, found: Sequence[Resolution | Failure]) -> Self:
        """Return evaluations as they are answered."""
        return cls(flags=tuple(EvaluatedFlag.of(each) for each in found))
