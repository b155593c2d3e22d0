import random

import pytest

from shared.engines.latencies import MAX_BUCKET, bucket_of, percentile

MS = 1_000_000


@pytest.mark.parametrize(
    ("nanos", "bucket"), [(0, 0), (MS - 1, 0), (MS, 1), (2 * MS, 5), (1000 * MS, 40), (10**30, MAX_BUCKET)]
)
def test_durations_lie_in_four_buckets_for_each_doubling(nanos: int, bucket: int) -> None:
    assert bucket_of(nanos) == bucket


@pytest.mark.parametrize("share", [0.01, 0.5, 0.95, 0.99, 1])
def test_a_percentile_is_at_most_a_tenth_off(share: float) -> None:
    drawn = random.Random(7)  # noqa: S311
    times = sorted(drawn.lognormvariate(7, 1.5) for _ in range(5_000))
    counts: dict[int, int] = {}
    for time in times:
        bucket = bucket_of(int(time * MS))
        counts[bucket] = counts.get(bucket, 0) + 1
    true = times[max(round(share * len(times)) - 1, 0)]
    assert percentile(counts, share) == pytest.approx(true, rel=0.1)


def test_nothing_has_no_percentile() -> None:
    assert percentile({}, 0.5) is None
    assert percentile({3: 0}, 0.5) is None
