"""Where A/B tests and what their units added are stored; what counts them lies beside, in `counting`."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.ab_tests.model import AbTest, AbUnit

AB_TEST_LIST = QueryShape("abTests", equals=("cardId", "status"))
AB_UNIT_LIST = QueryShape("abUnits", equals=("abTestId",), sorts=(("exposedAt",),), required=("abTestId",))


class AbTestRepository(Repository[AbTest]):
    """A/B tests."""

    collection: ClassVar[str] = "abTests"
    noun: ClassVar[str] = "ab_test"
    model = AbTest


class AbUnitRepository(Repository[AbUnit]):
    """Units that were exposed, by `testId:hash`."""

    collection: ClassVar[str] = "abUnits"
    noun: ClassVar[str] = "ab_unit"
    model = AbUnit
