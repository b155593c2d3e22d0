"""Where contributions are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.metrics.model import TaskContribution


class ContributionRepository(Repository[TaskContribution]):
    """What tasks have added, by their ids."""

    collection: ClassVar[str] = "taskContributions"
    noun: ClassVar[str] = "task_contribution"
    model = TaskContribution
