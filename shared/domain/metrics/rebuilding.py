"""Counters made anew from what each task has added to them, while tasks go on being counted.

Whatever changes what a task has added writes the counters in the same commit. So a counter that is still as it was
before the contributions were read may be written, and one that is not has to wait.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.metrics.counting import Counters, Place, total
from shared.domain.metrics.model import TaskContribution
from shared.domain.metrics.rollups import counted, path_of, place_of, values_of

REBUILD_KIND = "metrics_rebuild"
COUNTERS = "metricCounters"


@dataclass(slots=True)
class Rebuilt:
    """What counting documents have to hold, by path, and what they held before that was found out."""

    held: dict[str, tuple[str, Counters]] = field(default_factory=dict[str, tuple[str, Counters]])
    sums: dict[str, Counters] = field(default_factory=dict[str, Counters])
    places: dict[str, Place] = field(default_factory=dict[str, Place])

    def hold(self, documents: Iterable[Document]) -> None:
        """Take note of documents as they are."""
        for document in documents:
            path = f"{COUNTERS}/{document.path.rpartition('/')[2]}"
            self.held[path] = (document.version, _nonzero(document))

    def add(self, contributions: Iterable[TaskContribution]) -> None:
        """Add what tasks have added."""
        for contribution in contributions:
            for key, counters in contribution.places.items():
                place = place_of(key)
                path = path_of(place, contribution.id)
                self.places[path] = place
                self.sums[path] = total([self.sums.get(path, {}), counters])

    def wrong(self) -> list[str]:
        """Return the paths of documents that count something else."""
        return sorted(path for path in {*self.held, *self.sums} if self._held(path) != self._sums(path))

    async def write(self, work: UnitOfWork, paths: list[str]) -> int:
        """Write documents as they have to be, but those that somebody counted in since; return how many were not."""
        busy = 0
        for path, document in zip(paths, await work.get_many(paths), strict=True):
            before = self.held.get(path)
            if (before[0] if before else None) != (document.version if document else None):
                busy += 1
            elif document is None:
                work.create(path, {**values_of(self.places[path]), **self._sums(path)})
            else:
                counters = counted([document])
                kept = {name: value for name, value in document.data.items() if name not in counters}
                work.update(path, {**kept, **self._sums(path)})
        return busy

    def _held(self, path: str) -> Counters:
        return self.held[path][1] if path in self.held else {}

    def _sums(self, path: str) -> Counters:
        return {name: value for name, value in self.sums.get(path, {}).items() if value}


def _nonzero(document: Document) -> Counters:
    return {name: value for name, value in counted([document]).items() if value}
