"""XML from strangers: no document type, so no entities, and of what is large only what is wanted."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from shared.errors import InvalidInput

_MAX_DEPTH = 30


class _Builder(TreeBuilder):
    def __init__(self, unwanted: frozenset[str]) -> None:
        super().__init__()
        self._unwanted = unwanted
        self._depth = 0

    def doctype(self, *_: Any) -> None:
        raise InvalidInput("the file declares a document type; save it without one", code="doctype_refused")

    def start(self, tag: Any, attrs: Any) -> Any:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise InvalidInput(f"the file nests more than {_MAX_DEPTH} elements", code="malformed_xml")
        return super().start(_local(tag), attrs)

    def end(self, tag: Any) -> Element:
        self._depth -= 1
        element = super().end(_local(tag))
        if element.tag in self._unwanted:
            element.clear()
        return element


def parsed(data: bytes, unwanted: frozenset[str]) -> Element:
    """Return a document's root, its names without namespaces; what is within `unwanted` elements is left out.

    Raise InvalidInput as `malformed_xml`, or as `doctype_refused` before any entity is read.
    """
    parser = XMLParser(target=_Builder(unwanted))  # noqa: S314 - what it protects from is refused by the builder
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise InvalidInput(f"the file is not valid XML: {error}", code="malformed_xml") from error


def text_of(element: Element, *path: str) -> str:
    """Return the text of the element that a path of names leads to, empty where there is none."""
    return (element.findtext("/".join(path)) or "").strip()


def below(element: Element, group: str, name: str) -> Iterator[Element]:
    """Yield the elements of a group, none where there is no such group."""
    yield from element.iterfind(f"{group}/{name}")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
