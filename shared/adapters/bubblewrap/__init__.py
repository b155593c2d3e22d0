"""Bubblewrap, a seccomp filter and resource limits: one sandbox for each execution."""
