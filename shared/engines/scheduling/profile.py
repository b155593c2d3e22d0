"""What is free of several resources over time, packed: one integer holds all of them, so that one subtraction compares.

Each resource has a field wide enough for its capacity with a guard bit above it, which a shortage clears.
"""

from bisect import bisect_right
from collections.abc import Mapping

from shared.engines.scheduling.working_time import FAR

START_OF_TIME = -FAR


class Packing:
    """Where each resource's field lies."""

    def __init__(self, capacities: Mapping[str, int]) -> None:
        self.fields: dict[str, tuple[int, int]] = {}
        self.guard = 0
        self.full = 0
        shift = 0
        for name, capacity in capacities.items():
            width = capacity.bit_length()
            self.fields[name] = shift, (1 << width) - 1
            self.full |= capacity << shift
            self.guard |= 1 << (shift + width)
            shift += width + 1

    def packed(self, units: Mapping[str, int]) -> int:
        """Return units, each at most its resource's capacity, as one integer."""
        return sum(count << self.fields[name][0] for name, count in units.items())

    def less(self, free: int, demand: int) -> int:
        """Return what is left of `free` (with its guard bits), nothing where the demand is more."""
        left = self.guard
        for shift, mask in self.fields.values():
            left |= max(0, (free >> shift & mask) - (demand >> shift & mask)) << shift
        return left


class Profile:
    """What is free from moment to moment: everything, until something is taken."""

    def __init__(self, packing: Packing) -> None:
        self.packing = packing
        self._guard = packing.guard
        self.times = [START_OF_TIME, FAR]
        self.free = [packing.full | packing.guard, 0]

    def fit(self, earliest: int, duration: int, demand: int) -> int:
        """Return the first moment from which the demand is free for so long."""
        times, free, guard = self.times, self.free, self._guard
        index = bisect_right(times, earliest) - 1
        start, end = earliest, earliest + duration
        while times[index] < end:
            if (free[index] - demand) & guard == guard:
                index += 1
                continue
            index += 1
            start = times[index]
            end = start + duration
        return start

    def clear(self, start: int, end: int, demand: int) -> int:
        """Return `start` where the demand is free between two moments; otherwise when the last shortage there ends."""
        times, free, guard = self.times, self.free, self._guard
        found = start
        for index in range(bisect_right(times, start) - 1, len(times)):
            if times[index] >= end:
                break
            if (free[index] - demand) & guard != guard:
                found = times[index + 1]
        return found

    def take(self, start: int, end: int, demand: int) -> None:
        """Take what is free between two moments."""
        free = self.free
        for index in self._span(start, end):
            free[index] -= demand
        self._join(start, end)

    def overdraw(self, start: int, end: int, demand: int) -> None:
        """Take between two moments what there is of a demand that may be more."""
        for index in self._span(start, end):
            self.free[index] = self.packing.less(self.free[index], demand)
        self._join(start, end)

    def _span(self, start: int, end: int) -> range:
        return range(self._split(start), self._split(end))

    def _split(self, moment: int) -> int:
        index = bisect_right(self.times, moment) - 1
        if self.times[index] != moment:
            index += 1
            self.times.insert(index, moment)
            self.free.insert(index, self.free[index - 1])
        return index

    def _join(self, *moments: int) -> None:
        # Work that follows work without a gap is one stretch: a busy person's search stays short.
        for moment in moments:
            index = bisect_right(self.times, moment) - 1
            if self.free[index] == self.free[index - 1]:
                del self.times[index], self.free[index]
