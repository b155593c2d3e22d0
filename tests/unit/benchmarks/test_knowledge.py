from benchmarks.knowledge import QUESTIONS, chunks_of


def test_the_passages_that_are_searched_are_of_the_size_asked_for_and_each_answer_is_among_them():
    keys = [chunk.key for chunk in chunks_of(60)]

    assert len(set(keys)) == 60
    assert {f"guide > {heading}" for heading, _, _ in QUESTIONS} <= set(keys)
