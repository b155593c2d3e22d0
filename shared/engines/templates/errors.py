"""What can be wrong with a template."""


class TemplateError(Exception):
    """A template that can't be read or rendered; `line` counts from 1, None where no line is to blame."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}")
        self.message = message
        self.line = line


class TemplateLimitExceeded(TemplateError):
    """A template that asks for more work or text than it may."""
