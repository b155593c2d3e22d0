"""Experiments: who gets which variant, and what may be concluded, offline per case and online while peeking. Pure."""
