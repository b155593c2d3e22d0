"""Which network addresses are anybody's: the public internet, and nothing that only looks like it."""

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What `is_global` lets pass, in some versions of Python or in all, though no tenant's server is there.
_NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # Azure's platform, metadata included
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b:1::/48",
        "2001::/23",
        "5f00::/16",
        "fec0::/10",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def is_public(text: str) -> bool | None:
    """Tell whether an address is on the public internet, None for what is no address."""
    try:
        return all(_is_public(address) for address in _meant(parsed(text)))
    except ValueError:
        return None


def is_within(text: str, networks: Iterable[str]) -> bool:
    """Tell whether an address lies in one of some networks, each as `192.0.2.0/24`; False for what is no address."""
    try:
        address = parsed(text)
    except ValueError:
        return False
    inner = _meant(address)[-1]
    return any(inner in ipaddress.ip_network(network) for network in networks)


def parsed(text: str) -> Address:
    """Return an address without its zone; raise ValueError for what is none."""
    return ipaddress.ip_address(text.partition("%")[0])


def _is_public(address: Address) -> bool:
    if any(address in network for network in _NEVER if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def _meant(address: Address) -> tuple[Address, ...]:
    """Return the address that packets really go to; an IPv6 tunnel's outer address must be public as well."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address, address.sixtofour)
    compatible = address in _COMPATIBLE and not (address.is_loopback or address.is_unspecified)
    if address in _NAT64 or compatible:
        return (ipaddress.IPv4Address(address.packed[-4:]),)
    return (address,)
