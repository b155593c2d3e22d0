from shared.domain.knowledge.evaluation_model import means_of


def test_means_count_what_was_expected_and_where_it_was_found_first() -> None:
    means = means_of([(1, 4), (0,), (6,), (2, 0)])
    assert (means.recall_at_1, means.recall_at_3) == (0.125, 0.25)
    assert (means.recall_at_5, means.recall_at_10) == (0.375, 0.625)
    assert means.mrr == round((1 + 0 + 1 / 6 + 1 / 2) / 4, 6)
