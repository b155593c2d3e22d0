"""How long a task may take: three points, spread as a triangle or as PERT's beta distribution."""

from dataclasses import dataclass
from enum import StrEnum

from shared.errors import InvalidInput

PERT_WEIGHT = 4


class Spread(StrEnum):
    """Which distribution lies between the points."""

    PERT = "pert"
    TRIANGULAR = "triangular"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Working minutes: at best, most likely, at worst."""

    best: int
    likely: int
    worst: int
    spread: Spread = Spread.PERT

    def __post_init__(self) -> None:
        if not 0 <= self.best <= self.likely <= self.worst:
            raise InvalidInput("Estimates go from best over likely to worst, none below 0.", code="bad_estimate")

    @property
    def mean(self) -> float:
        """The expected working minutes."""
        weight = PERT_WEIGHT if self.spread == Spread.PERT else 1
        return (self.best + weight * self.likely + self.worst) / (weight + 2)
