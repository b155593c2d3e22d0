"""Apps: LLM applications under observation, with what is kept of their traces, and how long."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.engines import redaction
from shared.errors import FailedPrecondition, NotFound
from shared.model import FrozenModel

DEFAULT_ENVIRONMENT = "default"
DEFAULT_RETENTION_DAYS = 30
MAX_ENVIRONMENTS = 20
MAX_RULES = 20


def _usable(pattern: str) -> str:
    if (found := redaction.problem(pattern)) is not None:
        raise PydanticCustomError("invalid_pattern", "{problem}", {"problem": found})
    return pattern


def _once_each(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


Pattern = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_usable)]
RetentionDays = Annotated[int, Field(ge=1, le=3650)]
Environment = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Environments = Annotated[
    tuple[Environment, ...], Field(min_length=1, max_length=MAX_ENVIRONMENTS), AfterValidator(_once_each)
]


class AppStatus(StrEnum):
    """Whether an app takes traces."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class RedactionRule(FrozenModel):
    """What is replaced in every text of a span before it is stored; the pattern is one of RE2's."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    pattern: Pattern
    replacement: Annotated[str, StringConstraints(max_length=100)] = "[redacted]"


RedactionRules = Annotated[tuple[RedactionRule, ...], Field(max_length=MAX_RULES)]


class App(Entity):
    """An app; `retention_days` is how long traces that come in from now on are kept."""

    name: str
    description: str = ""
    environments: tuple[str, ...] = (DEFAULT_ENVIRONMENT,)
    retention_days: int = DEFAULT_RETENTION_DAYS
    redaction_rules: tuple[RedactionRule, ...] = ()
    status: AppStatus = AppStatus.ACTIVE
    created_by: str
    created_at: datetime
    updated_at: datetime

    def archived(self, *, at: datetime) -> Self:
        """Return the app archived: it takes no traces any more, and keeps those it has as long as it would have."""
        return self.with_(status=AppStatus.ARCHIVED, updated_at=at)

    def require_environment(self, environment: str) -> None:
        """Raise NotFound for an environment that the app does not run in."""
        if environment not in self.environments:
            raise NotFound("the app has no such environment", code="environment_not_found")

    def require_active(self) -> None:
        """Raise FailedPrecondition for an archived app."""
        if self.status is AppStatus.ARCHIVED:
            raise FailedPrecondition("this app is archived; it takes nothing any more", code="app_archived")
