"""Which path a function answers at."""

import re
from functools import cache

from shared.errors import MethodNotAllowed, NotFound
from shared.runtime.declare import HttpDeclaration


def route(declaration: HttpDeclaration, method: str, path: str) -> dict[str, str]:
    """Return a path's values by their names; raise NotFound elsewhere, MethodNotAllowed for another method."""
    methods = ("GET", "HEAD") if declaration.method == "GET" else (declaration.method,)
    for template in (declaration.path, *declaration.aliases):
        match = _pattern(template).fullmatch(path)
        if match:
            if method not in methods:
                raise MethodNotAllowed(f"use {declaration.method}")
            return match.groupdict()
    raise NotFound("there is nothing at this path", code="path_not_found")


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))
