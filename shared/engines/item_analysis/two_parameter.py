"""The two-parameter logistic model of item response theory, by marginal maximum likelihood.

P(right) = 1 / (1 + exp(-slope (ability - difficulty))), with abilities standard normal. Estimated by EM (Bock and
Aitkin 1981) over Gauss-Hermite nodes, without priors. Imports numpy: import this module where it is used.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIN_PEOPLE = 200
"""Fewer give estimates that say little, even of five items (Drasgow 1989)."""

MIN_ITEMS = 3
"""Two items do not determine their slopes."""

NODES = 41
MAX_ROUNDS = 2_000
TOLERANCE = 1e-5
STEEPEST = 10.0
"""A slope that grows beyond has no maximum to converge to."""

Floats = NDArray[np.float64]
Responses = Sequence[bool | None]


class TooFew(ValueError):
    """There is too little to estimate from; the message says what is needed."""


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """An item's estimates with their standard errors; no errors where the information cannot be inverted."""

    slope: float
    difficulty: float
    slope_error: float | None
    difficulty_error: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """All items' estimates; without `converged` they are where the rounds ended, not a maximum."""

    items: tuple[ItemParameters, ...]
    log_likelihood: float
    rounds: int
    converged: bool


def calibrate(people: Sequence[Responses]) -> Calibration:
    """Return the estimates for each item; a response is right, wrong, or None where the item was not asked.

    Raise TooFew with fewer than 200 people or three items, or where everybody asked an item answered it alike.
    """
    patterns = Counter(tuple(person) for person in people if any(response is not None for response in person))
    if patterns.total() < MIN_PEOPLE:
        raise TooFew(f"at least {MIN_PEOPLE} people must have answered, not {patterns.total()}")
    if len(next(iter(patterns))) < MIN_ITEMS:
        raise TooFew(f"at least {MIN_ITEMS} items are needed")
    for place, responses in enumerate(zip(*patterns, strict=True)):
        if len(set(responses) - {None}) < 2:
            raise TooFew(f"everybody answered item {place} alike")
    return _Estimate(patterns).maximised()


class _Estimate:
    def __init__(self, patterns: Counter[tuple[bool | None, ...]]) -> None:
        self.right = np.array([[response is True for response in each] for each in patterns], dtype=np.float64)
        self.wrong = np.array([[response is False for response in each] for each in patterns], dtype=np.float64)
        self.weights = np.array(list(patterns.values()), dtype=np.float64)
        nodes, masses = np.polynomial.hermite_e.hermegauss(NODES)
        self.nodes: Floats = np.asarray(nodes)
        self.log_masses: Floats = np.log(np.asarray(masses) / np.sum(masses))
        share = self.weights @ self.right / (self.weights @ (self.right + self.wrong))
        self.slopes: Floats = np.ones(self.right.shape[1])
        self.intercepts: Floats = np.log(share / (1 - share))

    def maximised(self) -> Calibration:
        converged, rounds = False, 0
        while not converged and rounds < MAX_ROUNDS and np.max(np.abs(self.slopes)) < STEEPEST:
            posterior, _ = self._posterior()
            change = self._improve(posterior * self.weights[:, None])
            rounds += 1
            converged = change < TOLERANCE
        posterior, log_likelihood = self._posterior()
        errors = self._errors(posterior)
        items = tuple(
            ItemParameters(
                slope=float(slope),
                difficulty=float(-intercept / slope),
                slope_error=errors[place][0] if errors else None,
                difficulty_error=errors[place][1] if errors else None,
            )
            for place, (slope, intercept) in enumerate(zip(self.slopes, self.intercepts, strict=True))
        )
        return Calibration(items, log_likelihood, rounds, converged)

    def _logits(self) -> Floats:
        return np.outer(self.slopes, self.nodes) + self.intercepts[:, None]

    def _posterior(self) -> tuple[Floats, float]:
        """Return each pattern's distribution over the nodes, and the log-likelihood of all."""
        logits = self._logits()
        joint = self.right @ -np.logaddexp(0, -logits) + self.wrong @ -np.logaddexp(0, logits) + self.log_masses
        top = np.max(joint, axis=1, keepdims=True)
        marginal = top[:, 0] + np.log(np.sum(np.exp(joint - top), axis=1))
        return np.exp(joint - marginal[:, None]), float(self.weights @ marginal)

    def _improve(self, expected: Floats) -> float:
        """Take Newton's steps for every item at once; return the largest change of a parameter."""
        right, asked = self.right.T @ expected, (self.right + self.wrong).T @ expected
        slopes, intercepts = self.slopes.copy(), self.intercepts.copy()
        for _ in range(3):
            chance = 1 / (1 + np.exp(-self._logits()))
            missing, spread = right - asked * chance, asked * chance * (1 - chance)
            gradient = missing @ self.nodes, np.sum(missing, axis=1)
            second = spread @ self.nodes**2, spread @ self.nodes, np.sum(spread, axis=1)
            determinant = second[0] * second[2] - second[1] ** 2
            self.slopes = self.slopes + np.clip(
                (second[2] * gradient[0] - second[1] * gradient[1]) / determinant, -1, 1
            )
            self.intercepts = self.intercepts + np.clip(
                (second[0] * gradient[1] - second[1] * gradient[0]) / determinant, -1, 1
            )
        return float(max(np.max(np.abs(self.slopes - slopes)), np.max(np.abs(self.intercepts - intercepts))))

    def _errors(self, posterior: Floats) -> list[tuple[float, float]] | None:
        """Return the standard errors of slope and difficulty, from the scores' cross-products and the delta method."""
        chance = 1 / (1 + np.exp(-self._logits()))
        by_slope = self.right * (posterior @ self.nodes)[:, None] - (self.right + self.wrong) * (
            posterior @ (chance * self.nodes).T
        )
        by_intercept = self.right - (self.right + self.wrong) * (posterior @ chance.T)
        scores = np.hstack([by_slope, by_intercept])
        information = scores.T @ (scores * self.weights[:, None])
        try:
            covariance = np.linalg.inv(information)
        except np.linalg.LinAlgError:
            return None
        found: list[tuple[float, float]] = []
        count = len(self.slopes)
        for item, (slope, intercept) in enumerate(zip(self.slopes, self.intercepts, strict=True)):
            places = np.array([item, count + item])
            own = covariance[np.ix_(places, places)]
            towards = np.array([intercept / slope**2, -1 / slope])
            variance = float(towards @ own @ towards)
            if own[0, 0] <= 0 or variance <= 0:
                return None
            found.append((float(np.sqrt(own[0, 0])), float(np.sqrt(variance))))
        return found
