"""Cases that prompts are tested on: variables, and what is asserted of the output."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shared.domain.cards.content import MAX_CONTENT_BYTES, Description, Name
from shared.engines.labels import LabelSet
from shared.errors import EllaError, InvalidInput
from shared.model import FrozenModel

MAX_CASES = 2_000
MAX_ASSERTIONS = 50
MAX_VARIABLES = 100
MAX_EXPANDED = 10_000
"""How many cases a set comes to at most once its lists are expanded."""


_WITHOUT_NOT = ("select-best", "max-score", "human")


def checked_assertion(data: dict[str, Any]) -> dict[str, Any]:
    """Return an assertion as it is; raise PydanticCustomError where its shape or type is none."""
    # What the types need is heavy, and most functions validate no case.
    from shared.engines.assertions.model import read

    try:
        read(data)
    except EllaError as error:
        raise PydanticCustomError("invalid_assertion", "{why}", {"why": error.message}) from error
    known = assertion_types()
    for kind in _types(data):
        if kind not in known and (kind.removeprefix("not-") not in known or kind.removeprefix("not-") in _WITHOUT_NOT):
            raise PydanticCustomError(
                "assertion_type_unknown", "there is no assertion type {kind}", {"kind": kind[:80]}
            )
    return data


def assertion_types() -> frozenset[str]:
    """Return every type of assertion, without the `not-` forms."""
    from shared.engines.assertions.registry import ROW_TYPES, TYPES

    return frozenset((*TYPES, *ROW_TYPES))


def _types(data: Mapping[str, Any]) -> Iterator[str]:
    if data["type"] != "assert-set":
        yield data["type"]
        return
    for each in cast("list[dict[str, Any]]", data["assert"]):
        yield from _types(each)


Assertion = Annotated[dict[str, Any], AfterValidator(checked_assertion)]
"""An assertion by its type's own shape, as promptfoo writes it."""

Assertions = Annotated[tuple[Assertion, ...], Field(max_length=MAX_ASSERTIONS)]
Values = Annotated[dict[str, Any], Field(max_length=MAX_VARIABLES, default_factory=dict[str, Any])]
Threshold = Annotated[float, Field(allow_inf_nan=False)]
Transform = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""JavaScript that makes of an output what the assertions are about."""


class CaseDefaults(FrozenModel):
    """What every case of a set begins with."""

    vars: Values
    assertions: Assertions = ()
    threshold: Threshold | None = None
    transform: Transform | None = None
    metadata: Values


class Case(FrozenModel):
    """One case. The output must equal `expected` where that is given; a list of texts among `vars` is one case each.

    Without a threshold all assertions must pass; with it their weighted score must reach it. `weight` is the case's own
    among the others.
    """

    description: Annotated[str, StringConstraints(max_length=500)] = ""
    vars: Values
    expected: Any = None
    assertions: Assertions = ()
    threshold: Threshold | None = None
    transform: Transform | None = None
    weight: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] = 1.0
    metadata: Values


class CaseSetContent(FrozenModel):
    """All that is versioned of a set of cases."""

    name: Name
    description: Description = ""
    tags: LabelSet = ()
    defaults: CaseDefaults = Field(default_factory=lambda: CaseDefaults(vars={}, metadata={}))
    cases: Annotated[tuple[Case, ...], Field(max_length=MAX_CASES)] = ()

    @model_validator(mode="after")
    def _fits_a_document(self) -> Self:
        if len(self.model_dump_json().encode()) > MAX_CONTENT_BYTES:
            raise PydanticCustomError(
                "content_too_large", "all of a set of cases takes at most {most} bytes", {"most": MAX_CONTENT_BYTES}
            )
        return self


class ExpandedCase(FrozenModel):
    """A case as it runs: the defaults in it, one value for each variable; `number` is its case's, from 1."""

    number: int
    description: str
    vars: dict[str, Any]
    assertions: tuple[dict[str, Any], ...]
    threshold: float | None
    transform: str | None
    weight: float
    metadata: dict[str, Any]


def expanded(content: CaseSetContent) -> tuple[ExpandedCase, ...]:
    """Return the cases that a set comes to, in order; raise InvalidInput (`too_many_cases`) where they are too many.

    A list whose first item is a text stands for each of its items, the last list's going round first; any other list,
    as `[[a, b]]`, is one value.
    """
    cases: list[ExpandedCase] = []
    for number, case in enumerate(content.cases, 1):
        for values in _products({**content.defaults.vars, **case.vars}, MAX_EXPANDED - len(cases)):
            cases.append(_expanded(number, case, content.defaults, values))
    return tuple(cases)


def _expanded(number: int, case: Case, defaults: CaseDefaults, values: dict[str, Any]) -> ExpandedCase:
    expected = () if case.expected is None else ({"type": "equals", "value": case.expected},)
    return ExpandedCase(
        number=number,
        description=case.description,
        vars=values,
        assertions=(*defaults.assertions, *expected, *case.assertions),
        threshold=defaults.threshold if case.threshold is None else case.threshold,
        transform=defaults.transform if case.transform is None else case.transform,
        weight=case.weight,
        metadata={**defaults.metadata, **case.metadata},
    )


def _products(values: Mapping[str, Any], room: int) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [{}]
    for name, value in values.items():
        choices = _choices(value)
        if len(made) * len(choices) > room:
            raise InvalidInput(f"a set comes to at most {MAX_EXPANDED} cases; shorten its lists", code="too_many_cases")
        made = [{**each, name: choice} for each in made for choice in choices]
    if len(made) > room:
        raise InvalidInput(f"a set comes to at most {MAX_EXPANDED} cases; shorten its lists", code="too_many_cases")
    return made


def _choices(value: Any) -> list[Any]:
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return items if items and isinstance(items[0], str) else [value]
