"""Whether submissions came to what their package promises, and the time limit that follows from them."""

import math
from collections.abc import Mapping
from decimal import Decimal

from shared.engines.problem_packages.expectations import matches
from shared.engines.problem_packages.model import Case, CaseGroup, PackageLimits, ProblemPackage, Rule, Submission
from shared.engines.scoring.verdicts import Verdict


def unmet(package: ProblemPackage, submission: Submission, verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """Return why a submission is not what its folder says, one line each; `verdicts` are by the tests' names.

    Nothing is forbidden on tests that judging would not have reached, since a group stopped at a rejected one; a
    required verdict may come from any test.
    """
    if Verdict.IE in verdicts.values():
        return ("the tests could not be run, which is not the program's fault; try again",)
    if Verdict.CE in verdicts.values():
        return ("it does not compile",)
    reached = {case.name for group in (package.sample, package.secret) for case in _reached(group, verdicts)}
    return tuple(line for rule in submission.rules if (line := _unmet_rule(rule, verdicts, reached)))


def time_limit_ms(limits: PackageLimits, *, slowest_accepted_ms: float) -> int:
    """Return the time limit the package names, else the one that follows from the slowest accepted submission."""
    if limits.time_seconds is not None:
        return round(limits.time_seconds * 1000)
    step = limits.time_resolution * 1000
    return round(max(1, math.ceil(Decimal(slowest_accepted_ms) * limits.time_multiplier / step)) * step)


def _reached(group: CaseGroup, verdicts: Mapping[str, Verdict]) -> list[Case]:
    """Return the tests that are judged before the group stops."""
    found: list[Case] = []
    for item in group.in_order():
        inner = [item] if isinstance(item, Case) else _reached(item, verdicts)
        found += inner
        if group.stops_on_reject and any(verdicts.get(case.name) is not Verdict.AC for case in inner):
            break
    return found


def _unmet_rule(rule: Rule, verdicts: Mapping[str, Verdict], reached: set[str]) -> str | None:
    meant = {name: verdict for name, verdict in verdicts.items() if not rule.pattern or matches(rule.pattern, name)}
    where = f" on {rule.pattern}" if rule.pattern else ""
    for name, verdict in meant.items():
        if name in reached and verdict not in rule.permitted:
            return f"test {name} came to {verdict}; expected{where}: {_listed(rule.permitted)}"
    if rule.required and not rule.required & set(meant.values()):
        return f"no test{where} came to {_listed(rule.required)}"
    return None


def _listed(verdicts: frozenset[Verdict]) -> str:
    return " or ".join(verdict for verdict in reversed(Verdict) if verdict in verdicts)
