"""A change of a flag or a segment: checked against the whole set, which is stored in the same commit."""

from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.flags.model import (
    MAX_FLAGS,
    Flag,
    FlagChange,
    FlagStatus,
    FlagVersion,
    SegmentList,
    StoredFlagSet,
    set_id,
)
from shared.domain.flags.repository import (
    FlagRepository,
    FlagSetRepository,
    FlagVersionRepository,
    SegmentListRepository,
)
from shared.engines.flags.checks import (
    Problem,
    dependents,
    flag_problems,
    prerequisite_problems,
    segment_problems,
    segments_in,
)
from shared.engines.flags.model import FlagDefinition, FlagSet, Segment
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput


class FlagSetChange:
    """One change of an environment's flags."""

    def __init__(self, work: UnitOfWork, app_id: str, environment: str, stored: StoredFlagSet | None) -> None:
        self._work = work
        self._app_id = app_id
        self._environment = environment
        self._is_new = stored is None
        self._flags = stored.flags() if stored else FlagSet()

    @classmethod
    async def begin(cls, work: UnitOfWork, app_id: str, environment: str) -> "FlagSetChange":
        """Return the change of an environment's set."""
        stored = await FlagSetRepository(work).find(set_id(app_id, environment))
        return cls(work, app_id, environment, stored)

    def problems(self, key: str, definition: FlagDefinition) -> list[Problem]:
        """Return what is wrong with a flag among the others."""
        found = flag_problems(definition, self._flags.segments)
        return found or prerequisite_problems(key, definition, self._flags)

    def add(self, flag: Flag, note: str) -> None:
        """Store a new flag; raise FailedPrecondition where there are too many."""
        if len(self._flags.flags) >= MAX_FLAGS:
            raise FailedPrecondition(f"an environment has {MAX_FLAGS} flags at most", code="too_many_flags")
        FlagRepository(self._work).add(flag)
        self._keep(flag, FlagChange.CREATED, note)

    def save(self, flag: Flag, change: FlagChange, note: str) -> None:
        """Store a flag's next version; raise FailedPrecondition where others rest on what it no longer serves."""
        served = flag.definition if flag.status is FlagStatus.ACTIVE else None
        if resting := dependents(flag.key, served, self._flags):
            raise FailedPrecondition(f"{', '.join(resting)} rest on this flag; change them first", code="flag_in_use")
        FlagRepository(self._work).save(flag)
        self._keep(flag, change, note)

    async def replace_segments(self, segments: Sequence[Segment], by: str) -> SegmentList:
        """Store other segments; raise InvalidInput for bad ones, FailedPrecondition where a flag names what goes."""
        problems = [
            FieldProblem(f"/segments/{place}{problem.pointer}", problem.code, problem.message)
            for place, segment in enumerate(segments)
            for problem in segment_problems(segment)
        ]
        by_key = {segment.key: segment for segment in segments}
        if len(by_key) < len(segments):
            problems.append(FieldProblem("/segments", "named_twice", "give each segment a key of its own"))
        if problems:
            raise InvalidInput("some segments are wrong; see details", fields=problems)
        for key, flag in self._flags.flags.items():
            if gone := sorted(segments_in(flag) - set(by_key)):
                raise FailedPrecondition(f"{key} names the segment {gone[0]}; change it first", code="segment_in_use")
        listed = SegmentList(
            id=set_id(self._app_id, self._environment),
            app_id=self._app_id,
            environment=self._environment,
            segments=tuple(segments),
            updated_by=by,
            updated_at=self._work.now,
        )
        await SegmentListRepository(self._work).put(listed)
        self._store(self._flags.with_(segments=by_key))
        return listed

    def _keep(self, flag: Flag, change: FlagChange, note: str) -> None:
        FlagVersionRepository(self._work).add(FlagVersion.of(flag, change, note))
        flags, versions = dict(self._flags.flags), dict(self._flags.versions)
        flags.pop(flag.key, None)
        versions.pop(flag.key, None)
        if flag.status is FlagStatus.ACTIVE:
            flags[flag.key], versions[flag.key] = flag.definition, flag.version
        self._store(self._flags.with_(flags=flags, versions=versions))

    def _store(self, flags: FlagSet) -> None:
        stored = StoredFlagSet.of(self._app_id, self._environment, flags)
        sets = FlagSetRepository(self._work)
        if self._is_new:
            sets.add(stored)
        else:
            sets.save(stored)


def require_sound(problems: Sequence[Problem]) -> None:
    """Raise InvalidInput for what is wrong with the definition that was sent."""
    if problems:
        fields = [FieldProblem(f"/definition{each.pointer}", each.code, each.message) for each in problems]
        raise InvalidInput("the flag can't serve that; see details", fields=fields)
