"""Steady mixed traffic over the local stack, bounded and on this machine alone: `make load`."""
