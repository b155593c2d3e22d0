"""What bounds runs: the lanes of a tenant at a provider, and what a run may spend."""

from collections.abc import Collection
from typing import Self

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.suite_runs.asking import BudgetUsedUp

LANES_OF_A_PROVIDER = 16


class ProviderQueue(Entity):
    """The lanes that runs have at a provider, and who waits; the id is the provider's."""

    running: dict[str, int] = Field(default_factory=dict[str, int])
    waiting: tuple[str, ...] = ()

    @property
    def free(self) -> int:
        """How many lanes nobody has."""
        return LANES_OF_A_PROVIDER - sum(self.running.values())

    def given(self, run_id: str, lanes: int) -> Self:
        """Return it with lanes given to a run."""
        waiting = tuple(each for each in self.waiting if each != run_id)
        return self.with_(running={**self.running, run_id: lanes}, waiting=waiting)

    def joined(self, run_id: str) -> Self:
        """Return it with a run that waits."""
        return self if run_id in self.waiting else self.with_(waiting=(*self.waiting, run_id))

    def without(self, run_id: str) -> Self:
        """Return it without a run."""
        return self.with_(
            running={id: lanes for id, lanes in self.running.items() if id != run_id},
            waiting=tuple(each for each in self.waiting if each != run_id),
        )


class SuiteBudget(Entity):
    """What a run may spend, in billionths of a dollar; the id is the run's.

    What a call can come to is reserved before it is made. A reservation whose call's cost nobody learned, because the
    process was killed or the provider never answered, stays: the call may have been paid for.
    """

    limit_nanos: int
    spent_nanos: int = 0
    reserved: dict[str, int] = Field(default_factory=dict[str, int])

    def reserving(self, key: str, nanos: int) -> Self:
        """Return it with an amount set aside; raise BudgetUsedUp where there is not as much left."""
        left = self.limit_nanos - self.spent_nanos - sum(self.reserved.values())
        if nanos > left:
            raise BudgetUsedUp("the run's budget doesn't pay for the next call")
        return self.with_(reserved={**self.reserved, key: nanos})

    def settled(self, keys: Collection[str], spent: int) -> Self:
        """Return it with what calls really came to in the place of what was reserved for them."""
        reserved = {key: nanos for key, nanos in self.reserved.items() if key not in keys}
        return self.with_(reserved=reserved, spent_nanos=self.spent_nanos + spent)
