"""The steps an agent took, as its spans tell them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from shared.engines.assertions.json_texts import parsed_or_text
from shared.engines.assertions.model import InvalidAssertion, Span
from shared.engines.assertions.traces import matches

_TOOL_NAMES = (
    *("tool.name", "tool_name", "tool", "function.name", "function_name", "ai.toolCall.name", "gen_ai.tool.name"),
    *("agent.tool_name", "agent.tool", "agent.toolName", "codex.mcp.tool"),
)
_ARGUMENTS = (
    *("tool.args", "tool.arguments", "tool.input", "tool_args", "tool_arguments", "tool_input", "function.args"),
    *("function.arguments", "function.input", "function_args", "function_arguments", "ai.toolCall.args"),
    *("ai.toolCall.arguments", "ai.toolCall.input", "gen_ai.tool.args", "gen_ai.tool.arguments", "gen_ai.tool.input"),
    *("gen_ai.tool.call.args", "gen_ai.tool.call.arguments", "agent.tool.args", "agent.tool.arguments"),
    *("agent.tool.input", "codex.mcp.args", "codex.mcp.arguments", "codex.mcp.input", "args", "arguments", "input"),
)
_COMMANDS = ("codex.command", "command", "command.name", "command_name")
_SEARCHES = ("codex.search.query", "search.query", "search_query")
_SHELLS = frozenset({"exec_command", "local_shell", "shell"})
_NAME_KEY = re.compile(r"tool.?name|function.?name", re.IGNORECASE)
_TOOL_KEY = re.compile(r"(?:^|[._])tool(?:$|[._])", re.IGNORECASE)
_RESULT_KEY = re.compile(r"result|output|definition", re.IGNORECASE)
_SEARCHING = re.compile(r"(?:^|[\s._:/-])(?:search|find|lookup|retriev(?:e|al))(?:$|[\s._:/-])", re.IGNORECASE)
TYPES = ("tool", "command", "search", "reasoning", "message", "span")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its kind, its name and by what else it may be called; a tool's arguments, None without any."""

    type: str
    name: str
    aliases: frozenset[str]
    arguments: Any = None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Which steps are meant."""

    pattern: str
    types: tuple[str, ...] = ()

    def fits(self, step: Step) -> bool:
        """Tell whether a step is meant."""
        if self.types and step.type not in self.types:
            return False
        return not self.pattern or any(matches(alias, self.pattern) for alias in step.aliases)


def read_matcher(raw: Any, *, type: str | None = None, named: bool = True) -> Matcher:
    """Return the matcher that a text or an object with pattern, name and type describes."""
    options = {"pattern": raw} if isinstance(raw, str) else raw
    if not isinstance(options, Mapping):
        raise InvalidAssertion("a step is described by a text or an object")
    said = cast("Mapping[str, Any]", options)
    pattern, kind = said.get("pattern") or said.get("name") or "", said.get("type") or type
    kinds = cast("list[Any]", kind) if isinstance(kind, list) else [kind] if kind else []
    if not isinstance(pattern, str) or (named and not pattern):
        raise InvalidAssertion("a step must be described by a name or a pattern")
    if any(each not in TYPES for each in kinds):
        raise InvalidAssertion(f"a step's type is one of {', '.join(TYPES)}")
    return Matcher(pattern, tuple(kinds))


def steps_of(spans: Sequence[Span]) -> list[Step]:
    """Return the steps in the order in which they began, then ended."""
    ordered = sorted(spans, key=lambda span: (span.start, span.start if span.end is None else span.end))
    return [_step(span) for span in ordered]


def _step(span: Span) -> Step:
    tool, arguments = _tool(span), _arguments(span)
    command = _command(span, tool, arguments)
    if command and (not tool or tool.lower() in _SHELLS):
        aliases = (span.name, command, *command.split()[:1], *((tool,) if tool else ()))
        return Step("command", command, frozenset(aliases), arguments if tool else None)
    if tool:
        return Step("tool", tool, frozenset((span.name, tool)), arguments)
    search = _first(span, _SEARCHES) or (_first(span, ("query",)) if _SEARCHING.search(span.name) else None)
    if search is None and span.name.startswith("search "):
        search = span.name.removeprefix("search ").strip('" ')
    if search:
        return Step("search", search, frozenset((span.name, search)))
    item = span.attributes.get("codex.item.type")
    if item == "reasoning" or re.match(r"reasoning(?:[_\s]|$)", span.name, re.IGNORECASE):
        return Step("reasoning", span.name, frozenset((span.name, "reasoning")))
    if item == "agent_message" or span.name in ("agent response", "send input"):
        return Step("message", span.name, frozenset((span.name, "message")))
    return Step("span", span.name, frozenset((span.name,)))


def _first(span: Span, names: Iterable[str]) -> str | None:
    values = (span.attributes.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)


def _tool(span: Span) -> str | None:
    if direct := _first(span, _TOOL_NAMES):
        return direct
    for key, value in span.attributes.items():
        if not isinstance(value, str) or not value.strip() or not isinstance(parsed_or_text(value), str):
            continue
        if _NAME_KEY.search(key) or (_TOOL_KEY.search(key) and not _RESULT_KEY.search(key)):
            return value.strip()
    name = span.name.rpartition("/")[2].strip()
    return name if span.name.startswith("mcp ") and "/" in span.name and name else None


def _arguments(span: Span) -> Any:
    for key in _ARGUMENTS:
        value = span.attributes.get(key)
        if isinstance(value, str):
            value = parsed_or_text(value.strip()) if value.strip() else None
        if value is not None:
            return value
    return None


def _command(span: Span, tool: str | None, arguments: Any) -> str | None:
    if direct := _first(span, _COMMANDS):
        return direct
    if tool and tool.lower() in _SHELLS and isinstance(arguments, dict):
        said = cast("dict[str, Any]", arguments)
        name = next((each for each in ("cmd", "command", "commands") if each in said), "cmd")
        value = said.get(name)
        if isinstance(value, list):
            value = ("; " if name == "commands" else " ").join(str(each).strip() for each in cast("list[Any]", value))
        return value.strip() or None if isinstance(value, str) else None
    return span.name.removeprefix("exec ").strip() if span.name.startswith("exec ") else None
