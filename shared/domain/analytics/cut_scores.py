"""What a cut score would do: who passes, and whether groups pass alike, told so that nobody's group shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from shared.domain.analytics.model import Declared
from shared.engines.fairness.disclosure import MIN_CELL, cuts_apart, hidden_groups, whole_batches
from shared.engines.fairness.fisher import fisher_exact
from shared.engines.fairness.selection import Group, adverse_impact, reference_group
from shared.model import FrozenModel


@dataclass(frozen=True, slots=True)
class DeclaredScore:
    """The score of somebody who declared something, as a share of the points."""

    share: Fraction
    declared: Declared


class GroupOutcome(FrozenModel):
    """How a group fares: rates in percent with one place; `flagged` is decided in exact arithmetic.

    `ratio_percent` is against the group with the highest rate, as is `p_value` (Fisher's exact test, two-sided); that
    group itself has none.
    """

    group: str
    people: int
    passing: int
    rate_percent: float
    ratio_percent: float | None
    flagged: bool
    p_value: float | None


class AttributeOutcome(FrozenModel):
    """One attribute's groups at `cut_percent`: the next cut from the one asked for upwards that shows nobody's group.

    Where there is none above, it is the highest such cut. Without enough people there is no such cut, and no groups.
    `hidden_groups` are too small to be told of, or cover one that is.
    """

    attribute: str
    cut_percent: float | None
    groups: tuple[GroupOutcome, ...]
    hidden_groups: int


class CutScorePreview(FrozenModel):
    """What a cut score, in percent of the points, would do; groups are of those who declared one, in batches of 5."""

    cut_percent: float
    attempts: int
    passing: int
    passing_percent: float | None
    attributes: tuple[AttributeOutcome, ...]


def preview(cut: Fraction, shares: Sequence[Fraction], people: Sequence[DeclaredScore]) -> CutScorePreview:
    """Return what a cut would do; `people` in the order they were scored, so that whole batches of them count."""
    passing = sum(share >= cut for share in shares)
    return CutScorePreview(
        cut_percent=_percent(cut),
        attempts=len(shares),
        passing=passing,
        passing_percent=_percent(Fraction(passing, len(shares))) if shares else None,
        attributes=tuple(_outcome(name, cut, people) for name in Declared.model_fields),
    )


def _outcome(name: str, cut: Fraction, people: Sequence[DeclaredScore]) -> AttributeOutcome:
    said: list[tuple[Fraction, str]] = []
    for person in people:
        group: StrEnum | None = getattr(person.declared, name)
        if group is not None:
            said.append((person.share, group.value))
    counted = whole_batches(said)
    cuts = cuts_apart([share for share, _ in counted])
    if not cuts:
        return AttributeOutcome(attribute=name, cut_percent=None, groups=(), hidden_groups=0)
    shown = Fraction(min([each for each in cuts if each >= cut], default=cuts[-1]))
    everybody = _groups(counted, shown)
    hidden = hidden_groups({group: each.total for group, each in everybody.items()}, MIN_CELL)
    told = {group: each for group, each in everybody.items() if group not in hidden}
    return AttributeOutcome(
        attribute=name, cut_percent=_percent(shown), groups=tuple(_told(told)), hidden_groups=len(hidden)
    )


def _groups(people: Sequence[tuple[Fraction, str]], cut: Fraction) -> dict[str, Group]:
    return {
        name: Group(
            selected=sum(share >= cut for share, group in people if group == name),
            total=sum(group == name for _, group in people),
        )
        for name in sorted({group for _, group in people})
    }


def _told(groups: Mapping[str, Group]) -> list[GroupOutcome]:
    reference = reference_group(groups)
    return [
        GroupOutcome(
            group=name,
            people=groups[name].total,
            passing=groups[name].selected,
            rate_percent=_percent(impact.rate),
            ratio_percent=_percent(impact.ratio) if impact.ratio is not None else None,
            flagged=impact.flagged,
            p_value=(
                float(fisher_exact(groups[reference], groups[name]))
                if reference is not None and name != reference
                else None
            ),
        )
        for name, impact in adverse_impact(groups).items()
    ]


def _percent(share: Fraction) -> float:
    return round(float(100 * share), 1)
