import pytest

from shared.ports.addresses import is_public, is_within


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_internets_addresses_are_public(address: str) -> None:
    assert is_public(address) is True


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.1", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
        *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:0", "64:ff9b::7f00:1"),
        *("64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "5f00::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"),
    ],
)
def test_what_is_private_special_or_wraps_it_is_not_public(address: str) -> None:
    assert is_public(address) is False


@pytest.mark.parametrize("text", ["", "example.com", "127.1", "0x7f000001", "1.2.3.4.5", "::g"])
def test_what_is_no_address_is_neither(text: str) -> None:
    assert is_public(text) is None
    assert not is_within(text, ["0.0.0.0/0", "::/0"])


def test_an_address_lies_in_a_network_by_whatever_name() -> None:
    assert is_within("127.0.0.1", ["10.0.0.0/8", "127.0.0.0/8"])
    assert is_within("::ffff:127.0.0.1", ["127.0.0.0/8"])
    assert is_within("::1", ["::1/128"])
    assert not is_within("128.0.0.1", ["127.0.0.0/8"])
