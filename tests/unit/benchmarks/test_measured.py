"""How samples become figures."""

from benchmarks.measured import paired_difference, paired_ratio, percentile


def test_pairs_are_compared_one_by_one_before_the_median_is_taken() -> None:
    assert paired_ratio([1, 20, 300], [2, 10, 300]) == 1
    assert paired_difference([1, 20, 300], [2, 10, 290]) == 10


def test_a_percentile_is_a_sample_that_so_many_do_not_exceed() -> None:
    hundred = list(range(100, 0, -1))
    assert [percentile(hundred, percent) for percent in (50, 95, 99)] == [50, 95, 99]
    assert [percentile([7, 5], percent) for percent in (50, 99)] == [5, 7]
