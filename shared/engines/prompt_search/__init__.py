"""Searching a better prompt: what is tried on which cases, and what may be said of it."""
