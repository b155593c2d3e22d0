"""Langfuse's shapes: what its SDKs send and expect."""

from typing import Any, Literal, cast

from pydantic import Field

from shared.domain.traces.scores import ScoreId
from shared.model import FrozenModel

Config = dict[str, Any]


class LangfuseScore(FrozenModel):
    """A score as the SDK sends it: numbers for yes and no, and no null fields."""

    id: ScoreId | None = None
    trace_id: str | None = None
    observation_id: str | None = None
    session_id: str | None = None
    name: str
    value: float | str
    data_type: Literal["NUMERIC", "BOOLEAN", "CATEGORICAL", "TEXT"] | None = None
    comment: str | None = None
    metadata: Any = None
    environment: str | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields of the score as Ella has them, to be validated as such."""
        return {
            "name": self.name,
            "value": self.value,
            "kind": self.data_type.lower() if self.data_type else None,
            "traceId": self.trace_id,
            "spanId": self.observation_id,
            "traceSessionId": self.session_id,
            "comment": self.comment or "",
            "metadata": _object(self.metadata),
            "environment": self.environment,
        }


def _object(metadata: Any) -> Config:
    """Return metadata as fields; what is none lies under an empty name."""
    if isinstance(metadata, dict):
        return cast("Config", metadata)
    return {} if metadata is None else {"": metadata}


class ScoresTaken(FrozenModel):
    """What became of scores: the id of a single one, or how many of a list were accepted, and why others were not."""

    id: str | None = None
    accepted: int = 0
    errors: tuple[str, ...] = ()


class Organization(FrozenModel):
    """Who a project belongs to: the tenant."""

    id: str
    name: str


class Project(FrozenModel):
    """An app."""

    id: str
    name: str
    organization: Organization
    metadata: Config = Field(default_factory=dict[str, Any])
    retention_days: int


class Projects(FrozenModel):
    """The one app that a key pair is for."""

    data: tuple[Project, ...]


class PromptMessage(FrozenModel):
    """One message of a chat."""

    role: str
    content: str


class ServedPrompt(FrozenModel):
    """A version of a card: `config` says which model is asked how."""

    name: str
    version: int
    type: Literal["text", "chat"]
    prompt: str | tuple[PromptMessage, ...]
    config: Config
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    commit_message: str | None
