"""Which tenants cause most: the first few by name, all others together, so that what is kept stays small."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from shared.model import FrozenModel

TOP = 10
OTHERS = "others"
_FIELD = "tenantLoad"


class TenantLoad(FrozenModel):
    """What one tenant caused; `execution_millis` is time in the sandbox, waiting included."""

    requests: int = 0
    errors: int = 0
    execution_millis: int = 0

    def plus(self, other: "TenantLoad") -> Self:
        """Return both together."""
        return type(self)(
            requests=self.requests + other.requests,
            errors=self.errors + other.errors,
            execution_millis=self.execution_millis + other.execution_millis,
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        """What tenants are compared by."""
        return (self.requests, self.execution_millis, self.errors)


Loads = Mapping[str, TenantLoad]


def summed(several: Iterable[Loads]) -> dict[str, TenantLoad]:
    """Return all together, by tenant."""
    total: dict[str, TenantLoad] = {}
    for loads in several:
        for tenant_id, load in loads.items():
            total[tenant_id] = total.get(tenant_id, TenantLoad()).plus(load)
    return total


def top(loads: Loads) -> dict[str, TenantLoad]:
    """Return the tenants that caused most, and what all others caused as one; the first are the heaviest."""
    named = sorted(((id, load) for id, load in loads.items() if id != OTHERS), key=lambda each: each[0])
    ranked = sorted(named, key=lambda each: each[1].weight, reverse=True)
    rest = [{OTHERS: load} for _, load in ranked[TOP:]] + ([{OTHERS: loads[OTHERS]}] if OTHERS in loads else [])
    return {**dict(ranked[:TOP]), **summed(rest)}


def amounts(loads: Loads) -> dict[str, int]:
    """Return the sums to add to a document, each under a name of its own."""
    return {
        f"{_FIELD}_{tenant_id}_{name}": amount
        for tenant_id, load in loads.items()
        for name, amount in load.model_dump().items()
        if amount
    }


def loads_in(data: Mapping[str, Any]) -> dict[str, TenantLoad]:
    """Return what was added to a document."""
    found: dict[str, dict[str, int]] = {}
    for field, amount in data.items():
        if field.startswith(f"{_FIELD}_"):
            _, tenant_id, name = field.split("_", 2)
            found.setdefault(tenant_id, {})[name] = amount
    return {tenant_id: TenantLoad(**sums) for tenant_id, sums in found.items()}
