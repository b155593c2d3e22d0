"""Assertions about the text as it stands."""

import re
from typing import Any, cast

from shared.engines.assertions.json_texts import parse, same
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade
from shared.engines.templates.values import dump, is_number, to_number, to_text

SPACE = "[\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
"""What JavaScript's `\\s` describes."""

MAX_EDITED = 50_000
"""UTF-16 units of a text whose edit distance is measured."""

_SPACES = re.compile(SPACE + "+")
_QUOTED = re.compile(r'"((?:\\["\\]|""|[^"])*)"' + f"{SPACE}*(?=,|$)")
_BARE = re.compile(r"[^,]+")
_BETWEEN = re.compile(f"(?:{SPACE}|,)+")


def split_words(text: str) -> list[str]:
    """Return text.trim().split(/\\s+/): an empty text is one empty word."""
    parts = _SPACES.split(text)
    inner = parts[bool(len(parts) > 1 and not parts[0]) : len(parts) - bool(len(parts) > 1 and not parts[-1])]
    return inner or [""]


def equals(check: Check) -> Grade:
    """Decide equality: of what the output says as JSON with an object, a list or null, else of texts."""
    value = check.value
    if value is None or isinstance(value, dict | list):
        try:
            holds = same(value, parse(check.text))
        except ValueError:
            holds = False
        shown = to_text(dump(cast("Any", value)))
    else:
        shown = to_text(value)
        holds = shown == check.text
    return check.decided(holds, f"the output must {_not(check)}equal {shown}")


def contains(check: Check) -> Grade:
    """Decide whether the value is part of the output."""
    wanted = _needle(check, check.value)
    return check.decided(
        _fold(check, wanted) in _fold(check, check.text), f"the output must {_not(check)}contain {wanted}"
    )


def contains_any(check: Check) -> Grade:
    """Decide whether any of the values is part of the output."""
    wanted, text = _needles(check), _fold(check, check.text)
    holds = any(_fold(check, each) in text for each in wanted)
    return check.decided(holds, f"the output must {_not(check)}contain one of {', '.join(wanted)}")


def contains_all(check: Check) -> Grade:
    """Decide whether all of the values are parts of the output."""
    wanted, text = _needles(check), _fold(check, check.text)
    missing = [each for each in wanted if _fold(check, each) not in text]
    found = f"the output lacks {', '.join(missing)}" if missing else f"the output has all of {', '.join(wanted)}"
    return check.decided(not missing, found)


def starts_with(check: Check) -> Grade:
    """Decide whether the output begins with the value."""
    wanted = required_text(check)
    return check.decided(check.text.startswith(wanted), f"the output must {_not(check)}start with {wanted}")


def word_count(check: Check) -> Grade:
    """Decide whether the output has a number of words, or one between `min` and `max`."""
    count = len([word for word in split_words(check.text) if word])
    value = check.value
    if isinstance(value, dict):
        bounds = cast("dict[str, Any]", value)
        least, most = bounds.get("min"), bounds.get("max")
        if least is None and most is None:
            raise InvalidAssertion("word-count needs min, max or both")
        if not all(each is None or is_number(each) for each in (least, most)) or (
            least is not None and most is not None and least > most
        ):
            raise InvalidAssertion("word-count's min and max must be numbers, min not above max")
        holds = (least is None or count >= least) and (most is None or count <= most)
        return check.decided(holds, f"the output has {count} words; asked for were min {least}, max {most}")
    exact = to_number(value) if is_number(value) or isinstance(value, str) else None
    if exact is None or exact != exact:
        raise InvalidAssertion("word-count needs a number, or min, max or both")
    return check.decided(count == exact, f"the output has {count} words; asked for were {to_text(exact)}")


def levenshtein(check: Check) -> Grade:
    """Decide whether at most so many edits (5) lie between the output and the value."""
    if not isinstance(check.value, str):
        raise InvalidAssertion("levenshtein needs a text as its value")
    distance, most = edit_distance(check.text, check.value), check.threshold(5)
    return check.decided(distance <= most, f"the edit distance is {distance}; the threshold is {to_text(most)}")


def edit_distance(left: str, right: str) -> int:
    """Return how many UTF-16 units to put in, take out or change; raise InvalidAssertion for very long texts."""
    one, other = _units(left), _units(right)
    if max(len(one), len(other)) > MAX_EDITED:
        raise InvalidAssertion(f"levenshtein measures texts of at most {MAX_EDITED} characters")
    if not one or not other:
        return len(one) + len(other)
    # Myers' bit-parallel algorithm: a column of the table is two whole numbers.
    last, mask, places = 1 << (len(one) - 1), (1 << len(one)) - 1, dict[int, int]()
    for place, unit in enumerate(one):
        places[unit] = places.get(unit, 0) | 1 << place
    more, less, distance = mask, 0, len(one)
    for unit in other:
        equal = places.get(unit, 0)
        vertical = equal | less
        crossing = (((equal & more) + more) ^ more) | equal
        up = less | ~(crossing | more) & mask
        down = more & crossing
        distance += bool(up & last) - bool(down & last)
        up = up << 1 | 1
        more = (down << 1 | ~(vertical | up)) & mask
        less = up & vertical & mask
    return distance


def required_text(check: Check) -> str:
    """Return the value; raise InvalidAssertion where it isn't a text that says something."""
    if not isinstance(check.value, str) or not check.value:
        raise InvalidAssertion(f"{check.kind} needs a text as its value")
    return check.value


def _units(text: str) -> list[int]:
    raw = text.encode("utf-16-le", errors="surrogatepass")
    return memoryview(raw).cast("H").tolist()


def _not(check: Check) -> str:
    return "not " if check.inverse else ""


def _fold(check: Check, text: str) -> str:
    return text.lower() if check.kind.startswith("i") else text


def _needle(check: Check, value: Any) -> str:
    if (isinstance(value, str) and value) or (is_number(value) and value == value):
        return to_text(value)
    raise InvalidAssertion(f"{check.kind} needs a text or a number as its value")


def _needles(check: Check) -> list[str]:
    if isinstance(check.value, list):
        return [to_text(each) for each in cast("list[Any]", check.value)]
    if isinstance(check.value, str) and check.value:
        return split_listed(check.value)
    raise InvalidAssertion(f"{check.kind} needs a list or a text with commas as its value")


def split_listed(text: str) -> list[str]:
    """Return the fields of a text with commas; a quoted one may hold commas and, doubled or escaped, quotes."""
    fields: list[str] = []
    place = 0
    while True:
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
        if place >= len(text):
            return fields
        if text[place] == '"':
            quoted = _QUOTED.match(text, place)
            if quoted is None:
                raise InvalidAssertion("a quoted value must end with a quote, and a comma must follow it")
            fields.append(re.sub(r'\\(["\\])|""', lambda found: found.group(1) or '"', quoted.group(1)))
            place = quoted.end()
        else:
            bare = _BARE.match(text, place)
            place = bare.end() if bare else len(text)
            fields.append(bare.group().strip() if bare else "")
