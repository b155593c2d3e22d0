"""Feature flags as data: typed variants, whom each is for, and when.

A flag that is on takes the first rule whose condition holds, or else what it serves otherwise. It is off by its switch,
outside its schedule, and while a flag it rests on serves something else: then everybody gets the `off` variant.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from shared.model import FrozenModel

MAX_VARIANTS = 20
MAX_RULES = 50
MAX_CONDITIONS = 20
MAX_VALUES = 200
MAX_LISTED = 1_000

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
VariantName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Attribute = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Scalar = bool | int | float | Annotated[str, StringConstraints(max_length=1_000)]
TargetingKey = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Weight = Annotated[int, Field(ge=0, le=100_000)]


class FlagType(StrEnum):
    """What a flag's variants are."""

    BOOLEAN = "boolean"
    STRING = "string"
    NUMBER = "number"
    OBJECT = "object"


class Operator(StrEnum):
    """How an attribute is compared; `matches` is a pattern of RE2's that describes the whole text."""

    EXISTS = "exists"
    EQUALS = "equals"
    IN = "in"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"
    ENDS_WITH = "endsWith"
    MATCHES = "matches"
    LESS = "less"
    LESS_OR_EQUAL = "lessOrEqual"
    GREATER = "greater"
    GREATER_OR_EQUAL = "greaterOrEqual"


class Scale(StrEnum):
    """As what two values are compared: as they are, as semantic versions, or as times (RFC 3339)."""

    VALUE = "value"
    VERSION = "version"
    DATE = "date"


class Comparison(FrozenModel):
    """One attribute of the context against values, of which any may fit; an inner one is named `outer.inner`.

    An attribute that is missing, or of another type than the value, does not fit.
    """

    kind: Literal["attribute"] = "attribute"
    attribute: Attribute
    operator: Operator
    values: Annotated[tuple[Scalar, ...], Field(max_length=MAX_VALUES)] = ()
    scale: Scale = Scale.VALUE


class InSegment(FrozenModel):
    """Whether the context is in a segment."""

    kind: Literal["segment"] = "segment"
    segment: Key


class AllOf(FrozenModel):
    """Every one of several conditions."""

    kind: Literal["all"] = "all"
    conditions: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=MAX_CONDITIONS)]


class AnyOf(FrozenModel):
    """At least one of several conditions."""

    kind: Literal["any"] = "any"
    conditions: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=MAX_CONDITIONS)]


class NotOf(FrozenModel):
    """The opposite of a condition."""

    kind: Literal["not"] = "not"
    condition: "Condition"


Condition = Annotated[Comparison | InSegment | AllOf | AnyOf | NotOf, Field(discriminator="kind")]


class Share(FrozenModel):
    """A variant's share of a roll-out, by its weight among those of all."""

    variant: VariantName
    weight: Weight


class Serve(FrozenModel):
    """One variant, or a roll-out over several by the targeting key.

    The order of shares counts: a share that grows at the expense of the next one keeps whoever had it.
    """

    variant: VariantName | None = None
    split: Annotated[tuple[Share, ...], Field(max_length=MAX_VARIANTS)] = ()


class Rule(FrozenModel):
    """What is served to whom."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    when: Condition
    serve: Serve


class Prerequisite(FrozenModel):
    """Another flag of the same environment that must be on and serve one of these variants."""

    flag: Key
    variants: Annotated[tuple[VariantName, ...], Field(min_length=1, max_length=MAX_VARIANTS)]


class Schedule(FrozenModel):
    """When a flag is on: from `starts_at` until before `ends_at`, both optional."""

    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None

    def covers(self, now: datetime) -> bool:
        """Tell whether a time lies in the schedule."""
        return (self.starts_at is None or self.starts_at <= now) and (self.ends_at is None or now < self.ends_at)


class FlagDefinition(FrozenModel):
    """Everything that decides what a flag serves; `enabled` is its kill switch.

    Roll-outs with the same `salt` put the same targeting keys into the same places; without one it is the flag's key.
    """

    type: FlagType
    description: Annotated[str, StringConstraints(max_length=2_000)] = ""
    variants: Annotated[dict[VariantName, Any], Field(min_length=1, max_length=MAX_VARIANTS)]
    enabled: bool = True
    off: VariantName
    rules: Annotated[tuple[Rule, ...], Field(max_length=MAX_RULES)] = ()
    otherwise: Serve
    prerequisites: Annotated[tuple[Prerequisite, ...], Field(max_length=10)] = ()
    schedule: Schedule = Schedule()
    salt: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None


class Segment(FrozenModel):
    """Targeting keys by name, or whoever a condition holds for; who is `excluded` is not in it whatever else holds."""

    key: Key
    description: Annotated[str, StringConstraints(max_length=2_000)] = ""
    included: Annotated[tuple[TargetingKey, ...], Field(max_length=MAX_LISTED)] = ()
    excluded: Annotated[tuple[TargetingKey, ...], Field(max_length=MAX_LISTED)] = ()
    when: Condition | None = None


class FlagSet(FrozenModel):
    """The flags and segments of one environment, by key; `versions` says which version of each flag it is."""

    flags: Mapping[str, FlagDefinition] = {}
    segments: Mapping[str, Segment] = {}
    versions: Mapping[str, int] = {}
