"""Bubblewrap, a seccomp filter and resource limits: the sandbox of SANDBOX.md's recipe."""
