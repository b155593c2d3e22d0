import socket

import pytest

from tools.stack import StackError
from tools.stack.ports import DEFAULT_PORTS, fixed_ports, free_ports, is_free

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_listening_port_is_not_free(taken):
    assert not is_free(taken)


def test_free_ports_are_different_and_can_be_bound():
    ports = free_ports(DEFAULT_PORTS)
    assert ports.keys() == DEFAULT_PORTS.keys()
    assert len(set(ports.values())) == len(ports)
    assert all(map(is_free, ports.values()))


def test_a_fixed_port_comes_from_the_environment():
    free = free_ports(["pubsub"])["pubsub"]
    assert fixed_ports(["pubsub"], {"ELLA_PORT_PUBSUB": str(free)}) == {"pubsub": free}


def test_a_taken_port_is_one_line_with_part_and_remedy(taken):
    with pytest.raises(StackError) as caught:
        fixed_ports(["firestore"], {"ELLA_PORT_FIRESTORE": str(taken)})
    assert str(caught.value) == (
        f"port {taken} for firestore is taken; stop what uses it or set ELLA_PORT_FIRESTORE to another port"
    )


@pytest.mark.parametrize("text", ["http", "-1", "0", "65536", "8080.5"])
def test_what_is_no_port_is_refused_by_name(text):
    with pytest.raises(StackError, match="ELLA_PORT_AUTH"):
        fixed_ports(["auth"], {"ELLA_PORT_AUTH": text})


def test_two_parts_cannot_share_a_port():
    port = str(free_ports(["smtp"])["smtp"])
    with pytest.raises(StackError, match="two parts"):
        fixed_ports(["smtp", "inbox"], {"ELLA_PORT_SMTP": port, "ELLA_PORT_INBOX": port})
