"""How much a rendering may do."""

from shared.engines.templates.errors import TemplateLimitExceeded

MAX_SOURCE = 200_000
"""Characters of a template."""
MAX_NESTING = 40
"""Levels of expressions, blocks and calls within each other."""
MAX_STEPS = 200_000
"""Nodes visited and items handled."""
MAX_CHARACTERS = 4_000_000
"""Characters put together, parts of the result and what never gets into it alike."""


class Budget:
    """What is left of a rendering's steps, characters and nesting."""

    def __init__(self, *, steps: int = MAX_STEPS, characters: int = MAX_CHARACTERS) -> None:
        self._steps = steps
        self._characters = characters
        self._depth = 0

    def step(self, count: float = 1) -> None:
        """Pay for some work before it is done; raise TemplateLimitExceeded when it is too much."""
        self._steps -= count
        if self._steps < 0:
            raise TemplateLimitExceeded("the template takes too many steps")

    def write(self, characters: float) -> None:
        """Pay for text before it is put together; raise TemplateLimitExceeded when it is too much."""
        self._characters -= characters
        if self._characters < 0:
            raise TemplateLimitExceeded("the template makes too much text")

    def __enter__(self) -> None:
        """Go one level deeper; raise TemplateLimitExceeded when it is too deep."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise TemplateLimitExceeded("the template calls itself too deeply")

    def __exit__(self, *_: object) -> None:
        """Come back up."""
        self._depth -= 1
