"""XML and HTML: well-formedness, elements that must be there, and markup in the midst of other text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast
from xml.parsers import expat

from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade
from shared.engines.templates.values import to_text

MAX_DEPTH = 500
"""Elements within each other."""

Tree: TypeAlias = "str | dict[str, Tree] | list[Tree]"

_NAME = r"[^\W\d][\w:.\-·]*"
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![^<>]*>"
    rf"|</(?P<closing>{_NAME})\s*>|<(?P<opening>{_NAME})(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")


class _Refused(Exception):
    """The document has parts that are not taken."""


@dataclass(slots=True)
class _Element:
    name: str
    start: int
    attributes: dict[str, str]
    end: int = 0
    texts: list[str] = field(default_factory=list[str])
    children: "list[_Element]" = field(default_factory=list["_Element"])

    def tree(self) -> Tree:
        """Return the text of an element that has nothing else, otherwise its parts by name."""
        text = "".join(self.texts).strip()
        parts: dict[str, Tree] = {f"@_{name}": value for name, value in self.attributes.items()}
        _add(parts, self.children)
        if not parts:
            return text
        return {**parts, "#text": text} if text else parts


def _add(parts: dict[str, Tree], elements: Sequence[_Element]) -> None:
    for each in elements:
        before = parts.get(each.name)
        if before is None:
            parts[each.name] = each.tree()
        elif isinstance(before, list):
            before.append(each.tree())
        else:
            parts[each.name] = [before, each.tree()]


def is_xml(check: Check) -> Grade:
    """Decide whether the output is an XML document that has the required elements."""
    required = _required(check)
    try:
        root = _document(check.text)
    except (expat.ExpatError, _Refused, ValueError) as error:
        return check.decided(False, f"the output is no XML: {error}")
    missing = _missing({root.name: root.tree()}, required)
    found = f"the XML lacks {', '.join(missing)}" if missing else "the output is XML with all that is required"
    return check.decided(not missing, found)


def contains_xml(check: Check) -> Grade:
    """Decide whether the output has, anywhere, balanced elements among which the required ones are."""
    required = _required(check)
    groups = _balanced(check.text)
    for group in groups:
        together: dict[str, Tree] = {}
        _add(together, group)
        if not _missing(together, required):
            return check.decided(True, "the output contains XML")
    return check.decided(False, "the output contains no XML with what is required" if groups else "there is no XML")


def _required(check: Check) -> list[str]:
    value = check.value
    if isinstance(value, dict) and value:
        value = cast("dict[str, Any]", value).get("requiredElements")
        if not isinstance(value, list):
            raise InvalidAssertion(f"{check.kind} takes a text, a list, or an object with requiredElements")
    if isinstance(value, str):
        return [each.strip() for each in value.split(",")]
    return [to_text(each) for each in cast("list[Any]", value)] if isinstance(value, list) else []


def _missing(tree: Tree, required: Sequence[str]) -> list[str]:
    return [path for path in required if not _has(tree, path.split("."))]


def _has(tree: Tree, path: Sequence[str]) -> bool:
    for step in path:
        if isinstance(tree, dict) and step in tree:
            tree = tree[step]
        elif isinstance(tree, list) and step.isdecimal() and str(int(step)) == step and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            return False
    return True


def _document(text: str) -> _Element:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = _Element("", 0, {})
    within = [top]

    def opened(name: str, attributes: dict[str, str]) -> None:
        if len(within) > MAX_DEPTH:
            raise _Refused("elements are nested too deeply")
        element = _Element(
            name.rpartition(" ")[2], 0, {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        )
        within[-1].children.append(element)
        within.append(element)

    def declared(_name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise _Refused("a document type with declarations of its own is not taken")

    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _name: within.pop()
    parser.CharacterDataHandler = lambda data: within[-1].texts.append(data)
    parser.StartDoctypeDeclHandler = declared
    parser.Parse(text.encode(), True)
    return top.children[0]


def _balanced(text: str) -> list[list[_Element]]:
    """Return the largest balanced elements of a text; those within the same unbalanced one belong together."""
    opened: list[_Element] = []
    found: list[tuple[int, _Element]] = []
    place = 0
    for tag in _TAG.finditer(text):
        if opened:
            opened[-1].texts.append(text[place : tag.start()] + (tag["data"] or ""))
        place = tag.end()
        if tag["opening"]:
            attributes = {name: one or other for name, one, other in _ATTRIBUTE.findall(tag["attributes"])}
            element = _Element(tag["opening"], tag.start(), attributes)
            if not tag["attributes"].rstrip().endswith("/"):
                if len(opened) >= MAX_DEPTH:
                    raise InvalidAssertion(f"XML is read to a depth of {MAX_DEPTH} elements")
                opened.append(element)
                continue
            element.end = tag.end()
        elif tag["closing"]:
            if not opened or opened[-1].name != tag["closing"]:
                opened.clear()
                continue
            element = opened.pop()
            element.end = tag.end()
        else:
            continue
        if opened:
            opened[-1].children.append(element)
        found.append((opened[-1].start if opened else -1, element))
    balanced = {element.start for _, element in found}
    groups: dict[int, list[_Element]] = {}
    for parent, element in found:
        if parent not in balanced:
            groups.setdefault(parent, []).append(element)
    return list(groups.values())
