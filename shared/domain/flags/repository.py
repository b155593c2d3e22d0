"""Where flags, their versions and what is evaluated are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.flags.model import Flag, FlagVersion, SegmentList, StoredFlagSet

FLAG_LIST = QueryShape(
    "flags",
    equals=("appId", "environment", "status"),
    sorts=(("key",), ("-updatedAt",)),
    required=("appId", "environment"),
)
FLAG_VERSION_LIST = QueryShape("flagVersions", equals=("flagId",), sorts=(("-number",),), required=("flagId",))


class FlagRepository(Repository[Flag]):
    """Flags by `appId:environment:key`."""

    collection: ClassVar[str] = "flags"
    noun: ClassVar[str] = "flag"
    model = Flag


class FlagVersionRepository(Repository[FlagVersion]):
    """Versions by `flagId:number`."""

    collection: ClassVar[str] = "flagVersions"
    noun: ClassVar[str] = "flag_version"
    model = FlagVersion


class SegmentListRepository(Repository[SegmentList]):
    """Segments by `appId:environment`."""

    collection: ClassVar[str] = "flagSegments"
    noun: ClassVar[str] = "segment_list"
    model = SegmentList


class FlagSetRepository(Repository[StoredFlagSet]):
    """What is evaluated, by `appId:environment`."""

    collection: ClassVar[str] = "flagSets"
    noun: ClassVar[str] = "flag_set"
    model = StoredFlagSet
