"""Assertions about the steps an agent took."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from shared.engines.assertions.json_texts import same
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade
from shared.engines.assertions.steps import Matcher, Step, read_matcher, steps_of
from shared.engines.assertions.traces import bounds, matches, spans_of, within


def tool_used(check: Check) -> Grade:
    """Decide whether all named tools were used, in the not- form none; or one of them between `min` and `max` times."""
    tools = _tools(check)
    if isinstance(check.value, dict):
        options = cast("dict[str, Any]", check.value)
        matcher = read_matcher(options, type="tool")
        least, most = bounds(check, options)
        count = sum(map(matcher.fits, tools))
        holds = within(count, 1 if least is None else least, most)
        return check.decided(holds, f"{matcher.pattern} was used {count} times")
    listed = [check.value] if isinstance(check.value, str) else check.value
    if not isinstance(listed, list) or not listed:
        raise InvalidAssertion(f"{check.kind} needs a name, a list of names or an object as its value")
    matchers = [read_matcher(each, type="tool") for each in cast("list[Any]", listed)]
    used = [matcher.pattern for matcher in matchers if any(map(matcher.fits, tools))]
    holds = bool(used) if check.inverse else len(used) == len(matchers)
    return check.decided(holds, f"of {len(matchers)} tools these were used: {', '.join(used) or 'none'}")


def tool_sequence(check: Check) -> Grade:
    """Decide whether tools were used in an order, with others between unless the mode is `exact`."""
    tools, value = _tools(check), check.value
    options = cast("dict[str, Any]", value) if isinstance(value, dict) else {"steps": value}
    listed, mode = options.get("steps"), options.get("mode", "in_order")
    if not isinstance(listed, list) or not listed or mode not in ("in_order", "exact"):
        raise InvalidAssertion(f"{check.kind} needs a list of steps; its mode is in_order or exact")
    matchers = [read_matcher(each, type="tool") for each in cast("list[Any]", listed)]
    if mode == "exact":
        holds = len(tools) == len(matchers) and all(m.fits(step) for m, step in zip(matchers, tools, strict=True))
    else:
        holds = _in_order(matchers, tools)
    return check.decided(holds, f"the tools used were {', '.join(step.name for step in tools) or 'none'}")


def tool_arguments(check: Check) -> Grade:
    """Decide whether any call of a tool had the arguments: at least those given, or exactly."""
    if not isinstance(check.value, dict):
        raise InvalidAssertion(f"{check.kind} needs an object as its value")
    options = cast("dict[str, Any]", check.value)
    matcher = read_matcher(options, type="tool")
    expected = options["args"] if "args" in options else options.get("arguments")
    mode, defaults, ignored = options.get("mode", "partial"), options.get("defaults", {}), options.get("ignore", [])
    ignored = [ignored] if isinstance(ignored, str) else ignored
    if expected is None or mode not in ("partial", "exact"):
        raise InvalidAssertion(f"{check.kind} needs args; its mode is partial or exact")
    if not isinstance(defaults, dict) or not isinstance(ignored, list):
        raise InvalidAssertion(f"{check.kind}: defaults must be an object, ignore a name or a list of names")
    names = cast("list[Any]", ignored)
    if not all(isinstance(each, str) and each.strip() for each in names):
        raise InvalidAssertion(f"{check.kind}: ignore must be a name or a list of names")
    wanted = _without(expected, names, {})
    calls = [step for step in _tools(check) if matcher.fits(step) and step.arguments is not None]
    given = [_without(step.arguments, names, cast("dict[str, Any]", defaults)) for step in calls]
    holds = any(same(each, wanted) if mode == "exact" else _covers(each, wanted) for each in given)
    return check.decided(holds, f"{len(calls)} calls of {matcher.pattern} had arguments")


def step_count(check: Check) -> Grade:
    """Decide whether between `min` and `max` steps are of a type or have a name like a pattern."""
    if not isinstance(check.value, dict):
        raise InvalidAssertion(f"{check.kind} needs an object as its value")
    options = cast("dict[str, Any]", check.value)
    matcher = read_matcher(options, named=False)
    least, most = bounds(check, options)
    if least is None and most is None:
        raise InvalidAssertion(f"{check.kind} needs min, max or both")
    count = sum(map(matcher.fits, steps_of(spans_of(check))))
    return check.decided(within(count, least, most), f"{count} steps match; min {least}, max {most}")


def _tools(check: Check) -> list[Step]:
    return [step for step in steps_of(spans_of(check)) if step.type == "tool"]


def _in_order(matchers: Sequence[Matcher], steps: Sequence[Step]) -> bool:
    following = iter(steps)
    return all(any(matcher.fits(step) for step in following) for matcher in matchers)


def _without(value: Any, ignored: Sequence[str], defaults: Mapping[str, Any]) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        key: each
        for key, each in cast("dict[str, Any]", value).items()
        if not any(key == name or matches(key, name) for name in ignored)
        and not (key in defaults and same(each, defaults[key]))
    }


def _covers(actual: Any, expected: Any) -> bool:
    if isinstance(expected, dict) and isinstance(actual, dict):
        given, wanted = cast("dict[str, Any]", actual), cast("dict[str, Any]", expected)
        return all(key in given and _covers(given[key], each) for key, each in wanted.items())
    if isinstance(expected, list) and isinstance(actual, list):
        items, asked = cast("list[Any]", actual), cast("list[Any]", expected)
        return len(items) == len(asked) and all(map(_covers, items, asked))
    return same(actual, expected)
