from shared.engines.pivot import Fact, Pivot, pivot


def test_a_fact_under_two_keys_counts_in_both_rows_and_once_in_the_total() -> None:
    facts = [
        Fact({"tag": ("b", "a"), "day": ("1",)}, {"number": 2}),
        Fact({"tag": (), "day": ("2",)}, {"number": 3, "other": 1}),
        Fact({"tag": ("a",), "day": ("1",)}, {"number": 5}),
    ]
    assert pivot(facts, ["tag"], ["number", "other"]) == Pivot(
        ((("",), (3, 1)), (("a",), (7, 0)), (("b",), (2, 0))), (10, 1)
    )
    assert pivot(facts, ["day", "tag"], ["number"]).rows == ((("1", "a"), (7,)), (("1", "b"), (2,)), (("2", ""), (3,)))


def test_without_dimensions_there_is_one_row_and_of_nothing_there_is_none() -> None:
    assert pivot([Fact({}, {"number": 2})] * 2, [], ["number"]) == Pivot((((), (4,)),), (4,))
    assert pivot([], ["day"], ["number"]) == Pivot((), (0,))
