"""Bubblewrap, a seccomp filter and resource limits: a held sandbox, and everything in it new for each execution."""
