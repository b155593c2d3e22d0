"""Which of the texts that were found a tenant allows."""

from collections.abc import Sequence
from datetime import datetime

from shared.data.unit_of_work import Reads
from shared.domain.injections.repository import AllowanceRepository


async def allowed_among(reads: Reads, digests: Sequence[str], *, at: datetime) -> frozenset[str]:
    """Return those of some digests that an allowance holds for."""
    found = await AllowanceRepository(reads).get_many(digests)
    return frozenset(each.id for each in found if each is not None and each.holds(at=at))
