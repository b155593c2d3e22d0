"""What is looked at before anything is run on a set of cases: versions, models and their keys, assertions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.case_sets import CaseSet
from shared.domain.cards.cases import ExpandedCase
from shared.domain.cards.content import ProviderSettings
from shared.domain.cards.model import DRAFT, Card
from shared.domain.cards.repository import CardVersionRepository
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.suite_runs.cases import Target
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.ports.model_providers import provider_of

_OF_A_ROW = frozenset({"select-best", "max-score", "human"})
_IN_PYTHON = frozenset({"python", "not-python"})


def card_number(card: Card, version: str) -> int:
    """Return the number of a saved version; raise NotFound, or FailedPrecondition for the draft."""
    number = card.number_of(version)
    if version == DRAFT:
        raise FailedPrecondition("runs rest on versions; save the draft as one first", code="card_version_needed")
    return number


def set_number(case_set: CaseSet, version: int | None) -> int:
    """Return the number of a set's version, the latest unless one is named; raise NotFound."""
    number = version or case_set.versions
    if not 1 <= number <= case_set.versions:
        raise NotFound("the set of cases has no such version", code="case_set_version_not_found")
    return number


def target_of(settings: ProviderSettings) -> Target:
    """Return the model that settings name."""
    return Target(provider=settings.provider, model=settings.model, parameters=settings.parameters)


async def card_target(work: UnitOfWork, card: Card, number: int) -> Target:
    """Return the model that a card's version names; raise FailedPrecondition where it names none."""
    version = await CardVersionRepository(work).named(card, str(number))
    if version.content.provider is None:
        raise FailedPrecondition("the card names no model; say which are asked", code="provider_missing")
    return target_of(version.content.provider)


async def require_keys(work: UnitOfWork, providers: Sequence[str]) -> None:
    """Raise NotFound for a provider there is not, FailedPrecondition where one has no key."""
    needed = [id for id in providers if provider_of(id).needs_key]
    known = await ProviderKeyRepository(work).get_many(needed)
    missing = [id for id, key in zip(needed, known, strict=True) if key is None]
    if missing:
        raise FailedPrecondition(f"set a key for {', '.join(missing)} first", code="provider_key_missing")


def needs_sandbox(cases: Sequence[ExpandedCase]) -> bool:
    """Tell whether assertions run programs; raise FailedPrecondition for no cases, or ones that compare outputs."""
    if not cases:
        raise FailedPrecondition("the set holds no cases", code="no_cases")
    kinds = {kind for case in cases for kind in _types(case.assertions)}
    if found := sorted(kinds & _OF_A_ROW):
        raise FailedPrecondition(
            f"{', '.join(found)} compare several outputs; a run decides each by itself: remove them",
            code="assertion_of_a_row",
        )
    return bool(kinds & _IN_PYTHON)


def require_plain(assertions: Sequence[Mapping[str, Any]]) -> None:
    """Raise InvalidInput for assertions that compare outputs or run Python: a conversation has no place for them."""
    if found := sorted(set(_types(assertions)) & {*_OF_A_ROW, *_IN_PYTHON}):
        message = f"{', '.join(found)} can't be asserted of a conversation; javascript can compute what others can't"
        raise InvalidInput(message, code="assertion_unsupported")


def _types(assertions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in assertions:
        yield str(each.get("type"))
        yield from _types(cast("Sequence[Mapping[str, Any]]", each.get("assert") or ()))
