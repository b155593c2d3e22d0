from shared.runtime.entry_points import resolve as __getattr__  # noqa: F401 (PEP 562: entry points by name)
