import random

import pytest

from shared.engines.prompt_search.halving import LEAST_CASES, Outcome, Plan, Trial, due, outcome, planned
from shared.engines.prompt_search.splitting import split
from shared.errors import FailedPrecondition

CASES = [f"case-{number}" for number in range(100)]
HALVES = split(CASES, "seed")


def score(trial: Trial) -> float:
    """Candidate 3 is right four times in five, every other one twice in five."""
    lucky = random.Random(str(trial)).random()  # noqa: S311 (no secret)
    return float(lucky < (0.8 if trial.candidate == 3 else 0.4))


def searched(plan: Plan, scores: dict[Trial, float | None]) -> tuple[Outcome, int]:
    made = 0
    while trials := due(plan, scores):
        for trial in trials:
            assert trial not in scores
            scores[trial] = score(trial)
            made += 1
    found = outcome(plan, scores, seed=1)
    assert found is not None
    return found, made


def test_the_better_candidate_is_found_and_reported_beside_the_original() -> None:
    found, _ = searched(planned(HALVES, 8, 1_000), {})
    assert (found.best, found.n, found.is_better) == (3, len(HALVES.held_out), True)
    assert found.original_score is not None
    assert found.best_score is not None
    truth = [score(Trial(3, case)) for case in HALVES.held_out]
    assert found.best_score.mean == pytest.approx(sum(truth) / len(truth))


def test_an_outcome_depends_on_no_case_that_the_candidate_was_chosen_by() -> None:
    plan = planned(HALVES, 2, 500)
    scores: dict[Trial, float | None] = {Trial(each, case): 0.5 for each in (0, 1) for case in HALVES.held_out}
    for case in HALVES.training:
        scores |= {Trial(0, case): 0.0, Trial(1, case): 1.0}
    found = outcome(plan, scores, seed=1)
    assert found is not None
    assert found.best == 1
    assert found.best_score == found.original_score
    assert not found.is_better


@pytest.mark.parametrize("most", [120, 200, 500, 1_000])
def test_a_search_makes_no_more_trials_than_it_may(most: int) -> None:
    assert searched(planned(HALVES, 8, most), {})[1] <= most


@pytest.mark.thorough
def test_a_search_stopped_anywhere_goes_on_and_comes_to_the_same() -> None:
    plan = planned(HALVES, 8, 600)
    whole: dict[Trial, float | None] = {}
    expected, made = searched(plan, whole)
    for stop in range(0, made, 37):
        begun: dict[Trial, float | None] = dict(list(whole.items())[:stop])
        assert searched(plan, begun) == (expected, made - stop)


def test_equals_leave_the_original_where_it_is() -> None:
    plan = planned(HALVES, 4, 500)
    scores: dict[Trial, float | None] = {Trial(each, case): 1.0 for each in range(4) for case in CASES}
    found = outcome(plan, scores, seed=1)
    assert found is not None
    assert (found.best, found.is_better) == (0, False)


def test_cases_that_could_not_be_decided_count_for_neither() -> None:
    plan = planned(HALVES, 2, 500)
    scores: dict[Trial, float | None] = {Trial(each, case): float(each) for each in (0, 1) for case in CASES}
    for case in HALVES.held_out[:-5]:
        scores[Trial(0, case)] = None
    found = outcome(plan, scores, seed=1)
    assert found is not None
    assert (found.n, found.best_score, found.is_better) == (5, None, False)


def test_nothing_is_told_while_trials_are_due() -> None:
    assert outcome(planned(HALVES, 2, 500), {}, seed=1) is None


def test_a_small_budget_takes_fewer_candidates_and_too_small_a_one_is_refused() -> None:
    least = 2 * (LEAST_CASES + len(HALVES.held_out))
    assert planned(HALVES, 8, least).candidates == 2
    with pytest.raises(FailedPrecondition) as refused:
        planned(HALVES, 8, least - 1)
    assert refused.value.code == "budget_too_small"


def test_too_few_cases_are_refused() -> None:
    with pytest.raises(FailedPrecondition) as refused:
        split(CASES[:15], "seed")
    assert refused.value.code == "too_few_cases"


def test_a_case_stays_on_its_side_whatever_others_there_are_and_no_case_is_on_both() -> None:
    fewer = split(CASES[::2], "seed")
    assert set(fewer.training) <= set(HALVES.training)
    assert set(fewer.held_out) <= set(HALVES.held_out)
    assert not set(HALVES.training) & set(HALVES.held_out)
    assert split(CASES, "another") != HALVES


def test_variants_of_a_case_stay_on_its_side_and_make_no_narrower_an_interval() -> None:
    variants = {case: [f"{case}/{number}" for number in range(4)] for case in CASES}
    spread = HALVES.spread(variants)
    assert {key.partition("/")[0] for key in spread.held_out} == set(HALVES.held_out)
    assert [key.partition("/")[0] for key in spread.training[: len(HALVES.training)]] == list(HALVES.training)
    alone, together = planned(HALVES, 2, 500), planned(spread, 2, 2_000)
    scores: dict[Trial, float | None] = {}
    for case in CASES:
        for candidate in (0, 1):
            for key in (case, *variants[case]):
                scores[Trial(candidate, key)] = score(Trial(candidate, case))
    one = outcome(alone, scores, seed=1)
    four = outcome(together, scores, seed=1, cluster=lambda key: key.partition("/")[0])
    assert one is not None
    assert four is not None
    assert four.n == 4 * one.n
    assert (four.best_score, four.original_score) == (one.best_score, one.original_score)
