"""HTML: whether the output is some, or has some in it."""

import re
from typing import Any

from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade

MAX_PARSED = 1_000_000
"""Characters of an output that are read as HTML."""
MAX_TAGS = 5_000
"""Tags of an output that is read as HTML; badly nested ones take time that grows with the square of their number."""

_ELEMENTS = frozenset(
    """a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col
    colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark math menu meta meter nav
    noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script section select
    slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead time title
    tr track u ul var video wbr""".split()
)
_WRAPPERS = frozenset({"html", "head", "body"})
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SPACES = " \t\n\f\r"

# What speaks for HTML in a text, and how strongly; two points are enough.
_OPENING = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?>")
_CLOSING = re.compile(r"</[a-zA-Z][a-zA-Z0-9-]*\s*>")
_SIGNS = (
    (re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/>"), 1),
    (re.compile(r"&(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);"), 1),
    (re.compile(r"<!doctype\s+html", re.IGNORECASE), 2),
    (re.compile(r"\s[a-zA-Z-]+=\s*(?:\"[^\"']*\"|'[^\"']*')"), 1),
    (
        re.compile(
            r"<(html|head|body|div|span|p|a|img|h[1-6]|ul|ol|li|table|tr|td|th|form|input|button|script|style|link"
            r"|meta|br|hr)\b",
            re.IGNORECASE,
        ),
        2,
    ),
)


def is_html(check: Check) -> Grade:
    """Decide whether the output is HTML: elements HTML knows, and no text outside of any."""
    problem = _problem(check.text.strip())
    return check.decided(problem is None, problem or "the output is HTML")


def contains_html(check: Check) -> Grade:
    """Decide whether enough in the output speaks for HTML."""
    text = check.text[:MAX_PARSED]
    points = 1 * bool(_OPENING.search(text)) + 1 * bool(_CLOSING.search(text))
    points += 1 * ("-->" in text.partition("<!--")[2])
    points += sum(strength for sign, strength in _SIGNS if sign.search(text))
    return check.decided(points >= 2, f"the output must {'not ' if check.inverse else ''}contain HTML")


def _problem(text: str) -> str | None:
    if not text:
        return "the output is empty"
    if len(text) > MAX_PARSED or text.count("<") > MAX_TAGS:
        raise InvalidAssertion(f"HTML is read up to {MAX_PARSED} characters and {MAX_TAGS} tags")
    if text[:5].lower() == "<?xml":
        return "the output is XML, not HTML"
    import tinyhtml5

    root: Any = tinyhtml5.parse(text, namespace_html_elements=False)
    written = _COMMENT.sub("", text).lower()
    body = root.find("body")
    if body is not None and not _is_written("body", written):
        if any((part or "").strip(_SPACES) for part in (body.text, *(each.tail for each in body))):
            return "the output has text outside of HTML elements"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2].lower()
        if _is_written(name, written) if name in _WRAPPERS else name in _ELEMENTS or "-" in name:
            return None
    return "the output has no element HTML knows"


def _is_written(name: str, text: str) -> bool:
    return re.search(rf"<{name}(?=[\s>/])", text) is not None
