from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from shared.engines.drawing import PoolPlan, SectionPlan, draw, shuffle, variant_seed

SEEDS = st.text(max_size=30)


@st.composite
def plans(draw: st.DrawFn) -> list[SectionPlan]:
    """Sections whose questions are all distinct, each pool of more questions than it draws."""
    ids = iter(range(1_000))

    def some(least: int, most: int) -> tuple[str, ...]:
        return tuple(f"q{next(ids)}" for _ in range(draw(st.integers(least, most))))

    def pool() -> PoolPlan:
        return PoolPlan(question_ids := some(1, 8), draw(st.integers(1, len(question_ids))))

    return [
        SectionPlan(some(0, 5), tuple(pool() for _ in range(draw(st.integers(0, 3)))), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 4)))
    ]


@given(plans(), SEEDS)
def test_everybody_gets_the_fixed_questions_and_as_many_of_each_pool_as_it_draws(
    sections: list[SectionPlan], seed: str
) -> None:
    for plan, asked in zip(sections, draw(sections, seed), strict=True):
        assert len(set(asked)) == len(asked)
        assert set(plan.question_ids) <= set(asked)
        for pool in plan.pools:
            assert len(set(asked) & set(pool.question_ids)) == pool.draw
        assert len(asked) == len(plan.question_ids) + sum(pool.draw for pool in plan.pools)


@given(plans(), SEEDS)
def test_the_same_seed_draws_the_same(sections: list[SectionPlan], seed: str) -> None:
    assert draw(sections, seed) == draw(list(sections), str(seed))


@given(plans(), SEEDS)
def test_what_is_not_shuffled_keeps_the_authors_order(sections: list[SectionPlan], seed: str) -> None:
    for plan, asked in zip(sections, draw(sections, seed), strict=True):
        listed = [*plan.question_ids, *(id for pool in plan.pools for id in pool.question_ids)]
        if not plan.shuffled:
            assert list(asked) == [id for id in listed if id in asked]


@given(st.permutations(list("abcdefgh")), SEEDS)
def test_a_shuffle_does_not_depend_on_the_order_things_come_in(ids: list[str], seed: str) -> None:
    assert shuffle(ids, seed, "any") == shuffle(sorted(ids), seed, "any")
    assert sorted(shuffle(ids, seed, "any")) == sorted(ids)


def test_the_draw_is_the_one_it_always_was() -> None:
    plan = SectionPlan(("a", "b"), (PoolPlan(("c", "d", "e", "f"), 2),), shuffled=True)
    assert draw([plan, SectionPlan(("g",))], "seed") == (("a", "d", "b", "c"), ("g",))
    assert variant_seed("seed", "a") == 107956463333996


def test_each_question_of_a_pool_is_drawn_about_equally_often() -> None:
    plan = SectionPlan(pools=(PoolPlan(tuple("abcde"), 2),))
    drawn = Counter(id for number in range(2_000) for id in draw([plan], f"seed {number}")[0])
    assert all(700 <= drawn[id] <= 900 for id in "abcde"), drawn


def test_two_pools_of_the_same_size_are_drawn_independently() -> None:
    plan = SectionPlan(pools=(PoolPlan(("a", "b"), 1), PoolPlan(("c", "d"), 1)))
    pairs = Counter(draw([plan], f"seed {number}")[0] for number in range(400))
    assert len(pairs) == 4
    assert min(pairs.values()) >= 60, pairs


@given(SEEDS, st.text(max_size=30))
def test_a_variants_seed_survives_every_reader_of_json(seed: str, question_id: str) -> None:
    assert 0 <= variant_seed(seed, question_id) < 2**53
