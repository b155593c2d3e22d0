"""Programs that want to talk to somebody."""

from tests.contract.hostile.program import AC, BASH, CPP, JAVA, JAVASCRIPT, PYTHON, C, Hostile

FAMILIES = {
    "c-every-family": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    int ends[2];
    for (int family = 0; family < 64; family++) for (int type = 1; type < 11; type++) {
        if (family == AF_UNIX) continue;
        fails("socket", socket(family, type, 0));
        fails("socketpair", socketpair(family, type, 0, ends));
        fails("a socket by a wider number", syscall(SYS_socket, 0x100000000 | family, type, 0));
    }
    fails("raw", socket(AF_INET, SOCK_RAW, 255));
    fails("packet", socket(AF_PACKET, SOCK_RAW, 768));
    return verdict();
}
""",
        AC,
    ),
    "python-host-sockets": Hostile(
        PYTHON,
        r"""
from attempt import *
import socket
def reach(address):
    talker = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    talker.settimeout(0.2)
    talker.connect(address)
for address in ('@SOCKET@', '/proc/1/root@SOCKET@', '\0@ABSTRACT@', '/run/docker.sock', '/var/run/docker.sock',
                '/run/dbus/system_bus_socket', '/tmp/.X11-unix/X0', '/dev/log', '\0/tmp/.X11-unix/X0'):
    fails(address, reach, address)
for name in ('localhost', 'metadata.google.internal'):
    fails(name, lambda: socket.create_connection((name, @PORT@), 0.2))
fails('169.254.169.254', lambda: socket.create_connection(('169.254.169.254', 80), 0.2))
if [line for line in open('/proc/net/dev').read().splitlines()[2:] if not line.strip().startswith('lo:')]:
    breach('an interface', open('/proc/net/dev').read())
verdict()
""",
        AC,
    ),
    "javascript-network": Hostile(
        JAVASCRIPT,
        "const results = []; const note = (what, result) => { results.push(result);"
        " if (results.length === 5) console.log(results.includes('connected') ? results.join() : 'contained') };"
        "const net = require('net');"
        "for (const [n, where] of [[0, {port: @PORT@}], [1, {port: @PORT@, host: '::1'}], [2, {path: '@SOCKET@'}]])"
        " net.connect(where).on('connect', () => note(n, 'connected')).on('error', error => note(n, error.code));"
        "net.createServer().listen(0).on('listening', () => note(3, 'connected')).on('error', e => note(3, e.code));"
        "fetch('http://127.0.0.1:@PORT@').then(() => note(4, 'connected'), () => note(4, 'refused'))",
        AC,
    ),
    "bash-network": Hostile(
        BASH,
        "exec 2>/dev/null\n(exec 3<>/dev/tcp/127.0.0.1/@PORT@) && echo tcp\n"
        "(echo x > /dev/udp/127.0.0.1/53) && echo udp\n"
        "echo contained",
        AC,
    ),
    "cpp-names": Hostile(
        CPP,
        "#include <iostream>\n#include <netdb.h>\n"
        "int main() { addrinfo *found;"
        ' std::cout << (getaddrinfo("example.com", "80", nullptr, &found) ? "contained" : "?"); }',
        AC,
    ),
    "java-network": Hostile(
        JAVA,
        "import java.net.*; public class Main { public static void main(String[] a) {"
        ' try { new Socket("127.0.0.1", @PORT@); System.out.println("connected"); }'
        ' catch (Exception refused) { System.out.println("contained"); } } }',
        AC,
    ),
}
