"""JavaScript that authors write: QuickJS, without any way out, within limits of time, memory and stack."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

SECONDS = 0.5
"""CPU time that one piece of JavaScript may take."""
MEMORY_BYTES = 64 * 1024 * 1024
_STACK_BYTES = 256 * 1024
_MAX_JOBS = 10_000

_CALL = """(function () {
  "use strict";
  const given = JSON.parse(__given), text = JSON.stringify, show = String;
  const answer = (value) => {
    const kind = typeof value;
    const plain = kind === "number" ? show(value) : value === undefined ? null : value;
    __answer = text({ kind, value: plain });
  };
  const failed = (error) => { __answer = text({ kind: "error", value: show(error) }); };
  globalThis.__answer = text({ kind: "error", value: "it never came to an end" });
  try {
    const made = new Function(...given.names, given.body).apply(undefined, given.values);
    if (made !== null && typeof made === "object" && typeof made.then === "function") made.then(answer, failed);
    else answer(made);
  } catch (error) { failed(error); }
})()"""


class JavaScriptFailed(Exception):
    """It threw, or made something that is no JSON."""


class JavaScriptLimit(JavaScriptFailed):
    """It took more time, memory or stack than it may."""


def call(body: str, arguments: Mapping[str, Any]) -> Any:
    """Return what a function's body returns, as JSON has it; raise JavaScriptFailed or JavaScriptLimit."""
    quickjs: Any = import_module("quickjs")  # it has no types
    context = quickjs.Context()
    context.set_memory_limit(MEMORY_BYTES)
    context.set_max_stack_size(_STACK_BYTES)
    context.set_time_limit(SECONDS)
    given: dict[str, Any] = {"names": list(arguments), "values": list(arguments.values()), "body": body}
    try:
        context.set("__given", json.dumps(given))
        context.set("__answer", "")
        context.eval(_CALL)
        for _ in range(_MAX_JOBS):
            if not context.execute_pending_job():
                break
        # Scripts can write __answer themselves, and so say what they could have returned.
        answer = json.loads(context.get("__answer"))
        kind, value = answer["kind"], answer.get("value")
        if kind == "number":
            value = float(value)
    except (quickjs.JSException, ValueError, TypeError, LookupError) as error:
        raise _failure(str(error)) from None
    if kind == "error":
        raise _failure(str(value))
    return value


def _failure(message: str) -> JavaScriptFailed:
    first = message.strip().partition("\n")[0]
    if "interrupted" in first:
        return JavaScriptLimit(f"it took more than {SECONDS:g} s of time")
    if "out of memory" in first or first == "null" or not first:
        return JavaScriptLimit(f"it took more than {MEMORY_BYTES // 1024 // 1024} MB of memory")
    if "Maximum call stack" in first:
        return JavaScriptLimit("it called itself too deeply")
    return JavaScriptFailed(first)


def function_body(code: str) -> str:
    """Return the body of a function for code as authors write it.

    Several lines are a body already. One line is an expression, or declarations with an expression after their last
    semicolon.
    """
    code = code.rstrip()
    if "\n" in code:
        return code
    line = code.strip().rstrip("; ")
    if not line.startswith(("const ", "let ", "var ")):
        return f"return {line}"
    end = _last_semicolon(line)
    expression = line[end + 1 :].strip()
    return f"{line[: end + 1]} return {expression}" if end >= 0 and expression else line


def _last_semicolon(line: str) -> int:
    quote, last, escaped = "", -1, False
    for place, character in enumerate(line):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"`":
            quote = character
        elif character == ";":
            last = place
    return last
