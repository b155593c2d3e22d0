"""Method + path → function, from the declarations; what API Gateway does in the cloud."""

import re
from dataclasses import dataclass

from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import all_declarations


@dataclass(frozen=True, slots=True)
class Route:
    """One path pattern of one function."""

    method: str
    pattern: re.Pattern[str]
    literal_segments: int
    function: str


class RouteTable:
    """Every declared path, the most literal first."""

    def __init__(self) -> None:
        routes = [
            _route(declared, path)
            for declared in all_declarations()
            if isinstance(declared, HttpDeclaration)
            for path in (declared.path, *declared.aliases)
        ]
        self._routes = sorted(routes, key=lambda route: -route.literal_segments)

    def find(self, method: str, path: str) -> tuple[str | None, list[str]]:
        """Return the function for a request, and the methods that its path knows."""
        matching = [route for route in self._routes if route.pattern.fullmatch(path)]
        wanted = "GET" if method == "HEAD" else method
        function = next((route.function for route in matching if route.method == wanted), None)
        return function, sorted({route.method for route in matching})


def _route(declared: HttpDeclaration, path: str) -> Route:
    pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
    literal = sum(1 for segment in path.split("/") if segment and not segment.startswith("{"))
    return Route(declared.method, pattern, literal, declared.name)
