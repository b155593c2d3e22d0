"""How a group of tests is judged and scored, in the legacy words, which 2023-07 packages use too, and the newer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.engines.problem_packages.fields import Fields, number
from shared.engines.problem_packages.model import Aggregation, Case, CaseGroup

_LEGACY_KEYS = ("on_reject", "grading", "grader_flags", "accept_score", "reject_score", "range")

_SCORE_MODES = {"sum": Aggregation.SUM, "min": Aggregation.MIN}
_PARTIAL_MODES = ("always_accept", "accept_if_any_accepted")
_OTHER_MODES = ("worst_error", "first_error", "ignore_sample")
_SECRET_POINTS = Decimal(100)


@dataclass(frozen=True, slots=True)
class LegacyGrading:
    """A group's settings; each is the nearest ancestor's that has it."""

    points_by: Aggregation = Aggregation.SUM  # how the maximum comes from the parts
    partial: bool = False  # whether parts count where not all are accepted
    ignores_sample: bool = False
    case_points: Decimal = Decimal(1)
    stops_on_reject: bool = True

    def group(self, name: str, cases: Sequence[Case], groups: Sequence[CaseGroup]) -> CaseGroup:
        """Return the group with its parts, and its maximum from theirs."""
        maxima = [*(self.case_points for _ in cases), *(group.points for group in groups)]
        summed = self.points_by is Aggregation.SUM
        return CaseGroup(
            name=name,
            aggregation=self.points_by if self.partial else Aggregation.PASS_FAIL,
            points=sum(maxima, Decimal(0)) if summed else min(maxima, default=Decimal(0)),
            cases=tuple(cases),
            groups=tuple(groups),
            stops_on_reject=self.stops_on_reject,
        )


def speaks_legacy(fields: Fields) -> bool:
    """Tell whether a file has settings that only the legacy format knows."""
    return any(fields.has(key) and not fields.is_table(key) for key in _LEGACY_KEYS)


def legacy_grading(chain: Sequence[Fields]) -> LegacyGrading:
    """Return the settings that the nearest of these files has, a group's own first."""
    nearest = {key: next((fields for fields in chain if fields.has(key)), None) for key in _LEGACY_KEYS}
    custom = nearest["grading"]
    if custom is not None and custom.text("grading") != "default":
        custom.error("grading", "graders of one's own are not supported")
    modes = _grader_modes(nearest["grader_flags"])
    scores = [_SCORE_MODES[mode] for mode in modes if mode in _SCORE_MODES]
    _check_range(nearest["range"])
    rejected = _score(nearest["reject_score"], "reject_score", Decimal(0))
    if rejected and nearest["reject_score"] is not None:
        nearest["reject_score"].error("reject_score", "points for rejected tests are not supported")
    stop = nearest["on_reject"]
    return LegacyGrading(
        points_by=scores[-1] if scores else Aggregation.SUM,
        partial=any(mode in _PARTIAL_MODES for mode in modes),
        ignores_sample="ignore_sample" in modes,
        case_points=_score(nearest["accept_score"], "accept_score", Decimal(1)),
        stops_on_reject=stop is None or stop.text("on_reject") != "continue",
    )


def _grader_modes(fields: Fields | None) -> tuple[str, ...]:
    modes = (fields.words("grader_flags") if fields is not None else None) or ()
    for mode in modes:
        if fields is not None and mode not in (*_SCORE_MODES, *_PARTIAL_MODES, *_OTHER_MODES):
            fields.error("grader_flags", f"{mode[:40]!r} is not supported")
    return modes


def _score(fields: Fields | None, key: str, default: Decimal) -> Decimal:
    found = fields.number(key) if fields is not None else None
    if fields is not None and found is not None and found < 0:
        fields.error(key, "points below 0 are not supported")
    return default if found is None or found < 0 else found


def _check_range(fields: Fields | None) -> None:
    words = (fields.words("range") if fields is not None else None) or ("-inf", "+inf")
    ends = [word for word in words if re.fullmatch(r"[+-]?inf", word) or number(word) is not None]
    if fields is not None and (len(words) != 2 or len(ends) != 2):
        fields.error("range", "must be two numbers")


@dataclass(frozen=True, slots=True)
class NewGrading:
    """A group's own settings; its maximum, where it gives none, is its share of what the group around it has left."""

    aggregation: Aggregation
    points: Decimal | None = None
    requires: tuple[str, ...] = ()


def new_grading(fields: Fields | None, *, secret: bool) -> NewGrading:
    """Return the settings of a group from its own file; drafts kept them in a mapping of their own."""
    default = Aggregation.SUM if secret else Aggregation.PASS_FAIL
    if fields is None:
        return NewGrading(default, _SECRET_POINTS if secret else None)
    inner = next((fields.table(key) for key in ("scoring", "grading") if fields.is_table(key)), None)
    where = inner or fields
    mode = next((where.text(key) for key in ("score_aggregation", "aggregation") if where.has(key)), default.value)
    if mode not in tuple(Aggregation):
        where.error("score_aggregation", "must be sum, min or pass-fail")
        mode = default.value
    if fields.has("static_validation_score") or fields.has("static_validation"):
        fields.error("static_validation_score", "static validation is not supported")
    return NewGrading(
        aggregation=Aggregation(mode),
        points=_maximum(where) or (_SECRET_POINTS if secret else None),
        requires=next((where.texts(key) for key in ("require_pass", "require-pass") if where.has(key)), ()),
    )


def _maximum(fields: Fields) -> Decimal | None:
    key = "max_score" if fields.has("max_score") else "score"
    if fields.has(key) and fields.text(key) == "unbounded":
        fields.error(key, "unbounded points, which only a validator can give, are not supported")
        return None
    return _score(fields, key, Decimal(0)) if fields.has(key) else None


def share_left(points: Decimal, aggregation: Aggregation, given: Sequence[Decimal | None], cases: int) -> Decimal:
    """Return the maximum of each part that gives none of its own."""
    missing = cases + sum(maximum is None for maximum in given)
    if aggregation is not Aggregation.SUM or not missing:
        return points
    return max(Decimal(0), points - sum((each for each in given if each is not None), Decimal(0))) / missing
