"""The local stack: emulators, mail catch-all and gateway, started together and stopped together."""

from tools.stack.finding import EmulatorMissing
from tools.stack.stack import Stack, running_stack
from tools.stack.supervisor import StackError

__all__ = ["EmulatorMissing", "Stack", "StackError", "running_stack"]
