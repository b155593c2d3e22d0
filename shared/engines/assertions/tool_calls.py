"""Calls of tools in a provider's answer: whether they are valid, and whether they are the expected ones."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from shared.engines.assertions.json_texts import parse
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade, failed
from shared.engines.assertions.schemas import first_problem, validator_of
from shared.engines.templates.values import to_text

_MCP = re.compile(r"MCP Tool (Result|Error) \(([^)]+)\): ?(.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
MAX_BLOCKS = 1_000
"""Places in a text at which JSON is looked for."""


def tool_call_f1(check: Check) -> Grade:
    """Score by the F1 of the names called and those expected (1.0), as sets; the score is not turned round."""
    if isinstance(check.value, str):
        listed = check.value.split(",")
    elif isinstance(check.value, list):
        listed = [to_text(each) for each in cast("list[Any]", check.value)]
    else:
        raise InvalidAssertion("tool-call-f1 needs a list of names, or a text with commas, as its value")
    expected = {name.strip() for name in listed} - {""}
    if not expected:
        raise InvalidAssertion("tool-call-f1 needs at least one name")
    called = called_tools(check.output)
    score = 2 * len(expected & called) / (len(expected) + len(called))
    least = check.threshold(1.0)
    found = f"F1 is {score:.3f}; called were {', '.join(sorted(called)) or 'none'} of {', '.join(sorted(expected))}"
    return Grade(passed=(score >= least) != check.inverse, score=score, reason=found)


def is_valid_function_call(check: Check) -> Grade:
    """Decide whether the output is one call of a function the provider was given, with arguments that fit."""
    call = check.output
    if isinstance(call, dict) and "function_call" in call:
        call = cast("dict[str, Any]", call)["function_call"]
    functions = _functions(check)
    problem = "the provider was given no tools" if functions is None else _problem(call, functions)
    return check.decided(problem is None, problem or "the call is valid")


def is_valid_openai_tools_call(check: Check) -> Grade:
    """Decide whether the output is calls of tools as OpenAI writes them, each with arguments that fit."""
    served = _MCP.search(check.text)
    if served:
        found = f"the call of {served[2]} came to: {served[3] or served[1]}"
        return failed(found) if "MCP Tool Error" in check.text else check.decided(True, found)
    calls = check.output
    if isinstance(calls, dict) and "tool_calls" in calls:
        calls = cast("dict[str, Any]", calls)["tool_calls"]
    functions = _functions(check)
    if not isinstance(calls, list) or not calls:
        return check.decided(False, "the output has no tool calls")
    if functions is None:
        return check.decided(False, "the provider was given no tools")
    for each in cast("list[Any]", calls):
        call = cast("dict[str, Any]", each).get("function") if isinstance(each, dict) else None
        if problem := _problem(call, functions):
            return check.decided(False, problem)
    return check.decided(True, "the calls are valid")


def _functions(check: Check) -> dict[str, Mapping[str, Any]] | None:
    if check.subject.tools is None:
        return None
    known = (tool.get("function", tool) for tool in check.subject.tools if tool.get("type", "function") == "function")
    return {str(each.get("name")): each for each in known}


def _problem(raw: Any, functions: Mapping[str, Mapping[str, Any]]) -> str | None:
    call = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    name, given = call.get("name"), call.get("arguments")
    if not isinstance(name, str) or not isinstance(given, str):
        return "a call must have a name, and arguments as a text of JSON"
    if name not in functions:
        return f"{name} is no tool the provider was given"
    try:
        arguments = parse(given)
    except ValueError:
        return f"the arguments of {name} are no JSON"
    schema = functions[name].get("parameters")
    if schema is None:
        return None if arguments == {} else f"{name} takes no arguments"
    problem = first_problem(validator_of(schema), arguments)
    return problem and f"the arguments of {name}: {problem}"


def called_tools(output: Any) -> set[str]:
    """Return the names of the tools that an answer calls, as the known providers write it or as JSON in a text."""
    if isinstance(output, str):
        try:
            return called_tools(parse(output)) if output.strip() else set()
        except ValueError:
            return {name for block in _blocks(output) for name in called_tools(block)}
    if isinstance(output, list):
        return {name for each in cast("list[Any]", output) if (name := _name_of(each)) is not None}
    if not isinstance(output, dict):
        return set()
    said = cast("dict[str, Any]", output)
    if isinstance(said.get("tool_calls"), list):
        return {name for each in said["tool_calls"] for name in _names_of_call(each)}
    if said.get("type") in ("tool_use", "function_call") and isinstance(said.get("name"), str):
        return {said["name"]}
    if said.get("functionCall"):
        return {name for name in [_member(said["functionCall"], "name")] if isinstance(name, str)}
    calls = _member(said.get("toolCall"), "functionCalls")
    names = [_member(each, "name") for each in cast("list[Any]", calls)] if isinstance(calls, list) else []
    return {name for name in names if isinstance(name, str)}


def _names_of_call(call: Any) -> list[str]:
    names = [_member(_member(call, "function"), "name"), _member(call, "name")]
    return [name for name in names if isinstance(name, str)]


def _name_of(block: Any) -> str | None:
    for holder in ("functionCall", "function"):
        if isinstance(_member(block, holder), dict) and _member(block, "type") != "tool_use":
            name = _member(_member(block, holder), "name")
            return name if isinstance(name, str) else None
    name = _member(block, "name")
    return name if isinstance(name, str) else None


def _member(value: Any, name: str) -> Any:
    return cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None


def _blocks(text: str) -> Iterator[Any]:
    """Yield the JSON that begins a line and ends one, fenced blocks of code left out."""
    decoder, place, fence, tried = json.JSONDecoder(), 0, "", 0
    while place < len(text) and tried < MAX_BLOCKS:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        line = text[place:end]
        marker = _FENCE.match(line)
        if marker and (not fence or marker[1].startswith(fence)):
            fence = "" if fence else marker[1]
        elif not fence and line.lstrip()[:1] in ("{", "["):
            tried += 1
            try:
                value, stop = decoder.raw_decode(text, place + len(line) - len(line.lstrip()))
            except (ValueError, RecursionError):
                stop = place
            else:
                rest = text.find("\n", stop)
                rest = len(text) if rest < 0 else rest
                if not text[stop:rest].strip():
                    yield value
                    place = rest + 1
                    continue
        place = end + 1
