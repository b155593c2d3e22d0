"""The main job, played through the public HTTP API only."""

from tools.demo.play import play

__all__ = ["play"]
