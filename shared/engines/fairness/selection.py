"""Selection rates by group, and the four-fifths rule in exact arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

FOUR_FIFTHS = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group's people are selected."""

    selected: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.selected <= self.total:
            raise ValueError(f"{self.selected} of {self.total} can't be selected")

    @property
    def rate(self) -> Fraction:
        """The share that is selected; of an empty group, 0."""
        return Fraction(self.selected, self.total) if self.total else Fraction(0)


@dataclass(frozen=True, slots=True)
class Impact:
    """A group's rate against the highest; `ratio` is None where nobody at all is selected."""

    rate: Fraction
    ratio: Fraction | None
    flagged: bool


def adverse_impact(groups: Mapping[str, Group]) -> dict[str, Impact]:
    """Return each group's impact: flagged below four fifths of the highest rate; exactly four fifths is not."""
    highest = max((group.rate for group in groups.values()), default=Fraction(0))
    found: dict[str, Impact] = {}
    for name, group in groups.items():
        ratio = group.rate / highest if highest else None
        found[name] = Impact(group.rate, ratio, ratio is not None and ratio < FOUR_FIFTHS)
    return found


def reference_group(groups: Mapping[str, Group]) -> str | None:
    """Return the group with the highest rate, the larger of two; None where nobody is selected."""
    best = max(groups, key=lambda name: (groups[name].rate, groups[name].total, name), default=None)
    return best if best is not None and groups[best].selected else None
