"""Calls of models: how many at once, when again, what they cost, and which are the same. Pure."""
