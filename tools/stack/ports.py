"""Ports for the parts: fixed and documented for `make up`, free ones for tests and the demo."""

import random
import socket
from collections.abc import Iterable, Mapping

from tools.stack.supervisor import StackError

DEFAULT_PORTS: Mapping[str, int] = {
    "gateway": 8080,
    "firestore": 8081,
    "pubsub": 8085,
    "auth": 9099,
    "storage": 9199,
    "smtp": 1025,
    "inbox": 1080,
}
# Below the ephemeral range: an outgoing connection must not take a port between our look and the part's bind.
_FREE = range(20_000, 32_000)


def is_free(port: int) -> bool:
    """Tell whether 127.0.0.1:port can be bound now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_ports(names: Iterable[str]) -> dict[str, int]:
    """Choose a different free port for each name."""
    candidates = iter(random.SystemRandom().sample(_FREE, k=len(_FREE)))
    free = (port for port in candidates if is_free(port))
    return {name: next(free) for name in names}


def fixed_ports(names: Iterable[str], environment: Mapping[str, str]) -> dict[str, int]:
    """Take the default ports or `ELLA_PORT_<NAME>`; raise StackError naming the first one that is taken."""
    ports: dict[str, int] = {}
    for name in names:
        variable = f"ELLA_PORT_{name.upper()}"
        text = environment.get(variable) or str(DEFAULT_PORTS[name])
        if not text.isdigit() or not 0 < int(text) < 65_536:
            raise StackError(f"{variable}={text} is not a port; give a number from 1 to 65535")
        port = int(text)
        if port in ports.values():
            raise StackError(f"port {port} is given to two parts; set {variable} to another one")
        if not is_free(port):
            raise StackError(f"port {port} for {name} is taken; stop what uses it or set {variable} to another port")
        ports[name] = port
    return ports
