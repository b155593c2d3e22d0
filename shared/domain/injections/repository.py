"""Where allowances are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.injections.model import Allowance

ALLOWANCE_LIST = QueryShape("injectionAllowances", equals=("createdBy",), sorts=(("-createdAt",),))


class AllowanceRepository(Repository[Allowance]):
    """Allowances, by the digests of their texts."""

    collection: ClassVar[str] = "injectionAllowances"
    noun: ClassVar[str] = "injection_allowance"
    model = Allowance
