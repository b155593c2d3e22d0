"""Where contributions and forecasts are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.metrics.model import ProjectForecast, TaskContribution


class ContributionRepository(Repository[TaskContribution]):
    """What tasks have added, by their ids."""

    collection: ClassVar[str] = "taskContributions"
    noun: ClassVar[str] = "task_contribution"
    model = TaskContribution


class ForecastRepository(Repository[ProjectForecast]):
    """Each project's last forecast, by the project's id."""

    collection: ClassVar[str] = "projectForecasts"
    noun: ClassVar[str] = "forecast"
    model = ProjectForecast
