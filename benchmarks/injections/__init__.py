"""The classifier of injections: what it is trained on, and how well the scanner does on what it never saw."""
