"""The limits one request counts against, and the headers that tell how they stand."""

from collections.abc import Sequence

from shared.auth.caller import ApiKeyCaller, Caller
from shared.runtime.composition import Composition
from shared.runtime.declare import Access, HttpDeclaration
from shared.runtime.rate_limit_policies import ANONYMOUS, API, GLOBAL, CountedBy, Policy, key_policy
from shared.runtime.rate_limits import Refused, Standing, Subjects, headers


class CallLimits:
    """The limit steps of one request; what they tell goes into `answer_headers`."""

    def __init__(self, declaration: HttpDeclaration, composition: Composition, answer_headers: dict[str, str]) -> None:
        self.policies = _policies(declaration)
        self._declaration = declaration
        self._composition = composition
        self._headers = answer_headers

    async def count_address(self, address: str) -> None:
        """Count the request against its address's limits; this and the other counts raise Refused at the end of one."""
        await self._count(CountedBy.ADDRESS, address)

    async def count_caller(self, subject: str | None) -> None:
        """Count the request against the limits of a credential."""
        if subject is not None and self._declaration.access is not Access.ANONYMOUS:
            await self._count(CountedBy.CALLER, subject)

    async def count_known(self, caller: Caller, tenant_id: str | None, cost: int) -> None:
        """Count against the limits of whoever is known by now: the key's own, then the tenant's."""
        if isinstance(caller, ApiKeyCaller) and caller.requests_per_minute is not None:
            await self._admit([key_policy(caller.requests_per_minute)], {CountedBy.KEY: caller.key_id}, cost)
        if tenant_id:
            await self._count(CountedBy.TENANT, tenant_id, cost)

    def show(self, standings: Sequence[Standing]) -> None:
        """Add how policies stand to the answer's headers."""
        for name, value in headers(list(standings), self._composition.limiter).items():
            earlier = self._headers.get(name)
            self._headers[name] = f"{earlier}, {value}" if earlier else value

    async def _count(self, counted_by: CountedBy, subject: str, cost: int = 1) -> None:
        policies = [policy for policy in self.policies if policy.counted_by is counted_by and not policy.failures_only]
        if policies:
            await self._admit(policies, {counted_by: subject}, cost)

    async def _admit(self, policies: list[Policy], subjects: Subjects, cost: int) -> None:
        limiter = self._composition.limiter
        try:
            standings = await limiter.admit(policies, subjects, cost)
        except Refused as refused:
            self._headers.update(headers([refused.standing], limiter))
            raise
        self.show(standings)


def _policies(declaration: HttpDeclaration) -> tuple[Policy, ...]:
    declared = declaration.limits
    if any(policy.exclusive for policy in declared):
        return declared
    if declaration.access is Access.ANONYMOUS:
        return declared or (ANONYMOUS,)
    if declaration.access is not Access.IN_TENANT:
        return (API, *declared)
    return (API, GLOBAL, *declared)
