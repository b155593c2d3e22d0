import math
import random

from shared.engines.trace_analysis.clusters import centre, clustered, nearest


def around(angle: float, count: int, drawn: random.Random) -> list[list[float]]:
    angles = [angle + drawn.uniform(-0.15, 0.15) for _ in range(count)]
    return [[math.cos(each), math.sin(each), 0.0] for each in angles]


def test_groups_are_found_whatever_the_order_and_a_lone_one_is_left_out() -> None:
    drawn = random.Random(5)  # noqa: S311
    vectors = [*around(0, 6, drawn), *around(math.pi, 4, drawn), [0.0, 0.0, 1.0]]
    found = clustered(vectors, least=3)
    assert found == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9]]
    order = list(range(len(vectors)))
    drawn.shuffle(order)
    shuffled = clustered([vectors[place] for place in order], least=3)
    assert [sorted(order[place] for place in group) for group in shuffled] == found


def test_a_chain_of_neighbours_is_not_one_group() -> None:
    chain = [[math.cos(step * 0.4), math.sin(step * 0.4)] for step in range(12)]
    assert len(clustered(chain, least=1)) > 1


def test_a_vector_belongs_to_the_nearest_centre_if_any_is_near() -> None:
    centres = [centre([[1.0, 0.0], [0.9, 0.1]]), centre([[0.0, 1.0]])]
    assert nearest([[0.8, 0.6], [0.6, 0.8], [-1.0, 0.0]], centres) == [0, 1, None]
    assert nearest([[1.0, 0.0]], []) == [None]
    assert nearest([], centres) == []


def test_too_few_vectors_are_no_group() -> None:
    assert clustered([], least=1) == []
    assert clustered([[1.0, 0.0]] * 2, least=3) == []
    assert clustered([[1.0, 0.0]] * 3, least=3) == [[0, 1, 2]]
