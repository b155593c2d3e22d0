"""What a template can call without being given it."""

from shared.engines.templates.errors import TemplateLimitExceeded
from shared.engines.templates.values import UNDEFINED, Function, Value, number, to_number, truthy

MAX_RANGE = 100_000


def _range(positional: list[Value], _: dict[str, Value]) -> list[Value]:
    given = [to_number(each) for each in positional[:3]]
    start, stop, step = (
        (0, given[0] if given else 0, 1) if len(given) < 2 else (given[0], given[1], given[2] if len(given) > 2 else 1)
    )
    step = step or 1
    if (stop - start) / step > MAX_RANGE:
        raise TemplateLimitExceeded(f"a range has at most {MAX_RANGE:,} numbers")
    items: list[Value] = []
    while start < stop if step > 0 else start > stop:
        items.append(number(start))
        start += step
    return items


def _cycler(positional: list[Value], _: dict[str, Value]) -> dict[str, Value]:
    cycler: dict[str, Value] = {"current": None}
    place = -1

    def advance(_: list[Value], __: dict[str, Value]) -> Value:
        nonlocal place
        place = place + 1 if place + 1 < len(positional) else 0
        cycler["current"] = positional[place] if positional else UNDEFINED
        return cycler["current"]

    def reset(_: list[Value], __: dict[str, Value]) -> Value:
        nonlocal place
        place, cycler["current"] = -1, None
        return UNDEFINED

    cycler["next"], cycler["reset"] = Function(advance), Function(reset)
    return cycler


def _joiner(positional: list[Value], _: dict[str, Value]) -> Function:
    separator = positional[0] if positional and truthy(positional[0]) else ","
    first = True

    def join(_: list[Value], __: dict[str, Value]) -> Value:
        nonlocal first
        text, first = ("" if first else separator), False
        return text

    return Function(join)


GLOBALS: dict[str, Value] = {"range": Function(_range), "cycler": Function(_cycler), "joiner": Function(_joiner)}
