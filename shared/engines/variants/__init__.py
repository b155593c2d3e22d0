"""Questions that differ from candidate to candidate: parameters, what is computed from them, and where they appear."""
