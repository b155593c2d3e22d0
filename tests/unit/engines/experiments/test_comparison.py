import random

import pytest

from shared.engines.experiments.comparison import CaseResult, RunResults, compared_runs
from shared.engines.experiments.paired import sign_flip_p_value


def run(**cases: list[tuple[bool, float]]) -> RunResults:
    return {name: [CaseResult(passed, {"score": score}) for passed, score in each] for name, each in cases.items()}


def many(chance: float, draw: random.Random) -> RunResults:
    return {str(n): [CaseResult(passed := draw.random() < chance, {"score": float(passed)})] for n in range(60)}


def test_passes_are_compared_case_by_case_and_what_has_no_partner_is_named() -> None:
    first = run(a=[(True, 1)], b=[(True, 1)], c=[(False, 0)], gone=[(True, 1)])
    second = run(a=[(True, 1)], b=[(False, 0)], c=[(False, 0)], new=[(True, 1)])
    found = compared_runs(first, second, seed=1)
    assert found.passes == (1, 1, 0, 1)
    assert found.passes.effect == pytest.approx(-1 / 3)
    assert found.pass_p_value == 1.0
    assert found.unpaired == ("gone", "new")
    [score] = found.scores
    assert (score.metric, score.n, score.effect) == ("score", 3, pytest.approx(-1 / 3))
    assert score.interval is not None
    assert score.interval.low <= score.effect <= score.interval.high


def test_a_case_passes_where_more_than_half_of_its_repeats_do() -> None:
    first = run(a=[(True, 1), (False, 0)], b=[(True, 1), (True, 1), (False, 0)])
    second = run(a=[(True, 1), (True, 1)], b=[(True, 1)])
    assert compared_runs(first, second, seed=1).passes == (1, 0, 1, 0)


def test_repeats_make_no_case_count_for_more() -> None:
    first = run(a=[(False, 0.0)] * 50, b=[(True, 1.0)])
    second = run(a=[(True, 1.0)] * 50, b=[(False, 0.0)])
    [score] = compared_runs(first, second, seed=1).scores
    assert (score.n, score.effect) == (2, 0.0)


def test_a_clear_difference_is_found_and_the_same_seed_finds_it_again() -> None:
    draw = random.Random(3)  # noqa: S311
    first, second = many(0.3, draw), many(0.9, draw)
    found = compared_runs(first, second, seed=5)
    assert found.pass_p_value < 0.001
    assert found.scores[0].p_value < 0.01
    assert found == compared_runs(first, second, seed=5)


def test_more_metrics_make_each_need_more() -> None:
    draw = random.Random(4)  # noqa: S311
    first, second = many(0.3, draw), many(0.6, draw)
    alone = compared_runs(first, second, seed=5)

    def wider(results: RunResults) -> RunResults:
        return {
            case: [each._replace(scores={**each.scores, **{f"m{n}": 0.5 for n in range(8)}}) for each in repeats]
            for case, repeats in results.items()
        }

    assert compared_runs(wider(first), wider(second), seed=5).pass_p_value > alone.pass_p_value


@pytest.mark.thorough
def test_two_runs_of_one_prompt_alarm_seldom() -> None:
    draw = random.Random(11)  # noqa: S311
    alarms = 0
    for number in range(100):
        found = compared_runs(many(0.5, draw), many(0.5, draw), seed=number)
        alarms += min(found.pass_p_value, found.scores[0].p_value) <= 0.05
    assert alarms <= 10


def test_runs_without_a_case_in_common_tell_nothing() -> None:
    found = compared_runs(run(a=[(True, 1)]), run(b=[(True, 1)]), seed=1)
    assert (found.passes.n, found.pass_p_value, found.scores) == (0, 1.0, ())


def test_flipping_signs_of_few_cases_is_no_evidence() -> None:
    assert sign_flip_p_value([], seed=1) == 1.0
    assert sign_flip_p_value([0.5], seed=1) == 1.0
    assert sign_flip_p_value([0.0] * 20, seed=1) == 1.0
    assert sign_flip_p_value([0.1] * 20, seed=1) < 0.01
