"""Workflows as data: the statuses a piece of work may have, and which may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel

StatusKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=20)]


class Stage(StrEnum):
    """What a status means, whatever it is called."""

    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def final(self) -> bool:
        """Whether nothing is left to do."""
        return self in (Stage.DONE, Stage.DROPPED)


class WorkflowStatus(FrozenModel):
    """One status."""

    key: StatusKey
    name: Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
    stage: Stage


class Workflow(FrozenModel):
    """Statuses, the first of which a new piece of work has, and which may follow each; none follow what isn't named."""

    statuses: Annotated[tuple[WorkflowStatus, ...], Field(min_length=1, max_length=30)]
    transitions: Annotated[
        dict[StatusKey, Annotated[tuple[StatusKey, ...], Field(max_length=30)]], Field(max_length=30)
    ]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        keys = [status.key for status in self.statuses]
        if len(set(keys)) < len(keys):
            raise ValueError("two statuses have the same key")
        unknown = {*self.transitions, *(to for after in self.transitions.values() for to in after)} - {*keys}
        if unknown:
            raise ValueError(f"transitions name statuses that there are not: {', '.join(sorted(unknown))}")
        return self

    @property
    def first(self) -> str:
        """The status of what is new."""
        return self.statuses[0].key

    @property
    def _stages(self) -> Mapping[str, Stage]:
        return {status.key: status.stage for status in self.statuses}

    def stage(self, status: str) -> Stage:
        """Return what a status means; raise InvalidInput for one that there is not."""
        if status not in self._stages:
            problem = FieldProblem("/status", "unknown_status", f"use one of: {', '.join(self._stages)}")
            raise InvalidInput("the project's workflow has no such status", code="unknown_status", fields=[problem])
        return self._stages[status]

    def like(self, status: str, stage: Stage) -> str:
        """Return the status that is most like another workflow's: of its name, else of its meaning, else the first."""
        if status in self._stages:
            return status
        return next((each.key for each in self.statuses if each.stage is stage), self.first)

    def next_stage(self, status: str, to: str) -> Stage:
        """Return what the status `to` means; raise FailedPrecondition where it does not follow `status`.

        What has a status that the workflow lost may go on to any.
        """
        stage = self.stage(to)
        allowed = self.transitions.get(status, ())
        if status in self._stages and to not in allowed:
            raise FailedPrecondition(
                f"{to} does not follow {status}; use one of: {', '.join(allowed) or 'none, it is the last'}",
                code="transition_not_allowed",
                details={"allowed": list(allowed)},
            )
        return stage


DEFAULT_WORKFLOW = Workflow(
    statuses=(
        WorkflowStatus(key="pending", name="Pending", stage=Stage.TO_DO),
        WorkflowStatus(key="in_progress", name="In progress", stage=Stage.UNDER_WAY),
        WorkflowStatus(key="blocked", name="Blocked", stage=Stage.UNDER_WAY),
        WorkflowStatus(key="completed", name="Completed", stage=Stage.DONE),
        WorkflowStatus(key="cancelled", name="Cancelled", stage=Stage.DROPPED),
    ),
    transitions={
        "pending": ("in_progress", "blocked", "completed", "cancelled"),
        "in_progress": ("pending", "blocked", "completed", "cancelled"),
        "blocked": ("pending", "in_progress", "cancelled"),
        "completed": ("in_progress",),
        "cancelled": ("pending",),
    },
)
