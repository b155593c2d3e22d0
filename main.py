"""Entry points by name, on demand (PEP 562): `functions-framework --target create_question`."""

from shared.runtime.entry_points import resolve as __getattr__  # noqa: F401
