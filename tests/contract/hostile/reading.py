"""Programs that look for what lies outside, and change what they may only read."""

from tests.contract.hostile.program import AC, BASH, CPP, JAVA, JAVASCRIPT, PYTHON, C, Hostile

_PLACES = (
    "/etc/shadow",
    "/root",
    "/home",
    "/var",
    "/run",
    "/sys",
    "/srv",
    "/opt",
    "/mnt",
    "/boot",
    "/proc/kcore",
    "/proc/kmsg",
    "/dev/mem",
    "/dev/kmsg",
    "/dev/sda",
    "/dev/vda",
    "/dev/fuse",
    "/dev/kvm",
    "/dev/net/tun",
    "/dev/mqueue",
    "/proc/1/root/root",
    "/proc/1/cwd/root",
    "/proc/self/root/../root",
    "/proc/sysrq-trigger",
    "@FILE@",
    "/proc/1/root@FILE@",
)
_SHELL_PLACES = " ".join(_PLACES)

READS = {
    "python-places": Hostile(
        PYTHON,
        "from attempt import *\n"
        f"for path in {_PLACES!r}:\n    fails(path, lambda: (os.listdir if os.path.isdir(path) else open)(path))\n"
        "verdict()",
        AC,
    ),
    "javascript-places": Hostile(
        JAVASCRIPT,
        "const fs = require('fs'); let breaches = 0;"
        f"for (const path of {list(_PLACES)!r}) try {{ fs.closeSync(fs.openSync(path)); console.log(path);"
        " breaches++ } catch { } if (!breaches) console.log('contained')",
        AC,
    ),
    "bash-places": Hostile(
        BASH,
        f"for path in {_SHELL_PLACES}; do ls $path/ || head -c 9 $path; done 2>/dev/null\n"
        "test -d /root || echo contained",
        AC,
    ),
    "cpp-places": Hostile(
        CPP,
        "#include <fstream>\n#include <iostream>\n#include <string>\nint main() { bool breach = false;"
        + "".join(f' if (std::ifstream("{path}").good()) breach = true;' for path in _PLACES)
        + ' std::cout << (breach ? "breach" : "contained"); }',
        AC,
    ),
    "java-places": Hostile(
        JAVA,
        "import java.nio.file.*; public class Main { public static void main(String[] a) { boolean breach = false;"
        + "".join(f' breach |= Files.isReadable(Path.of("{path}"));' for path in _PLACES)
        + ' breach |= System.getenv().toString().contains("ELLA");'
        + ' System.out.println(breach ? "breach" : "contained"); } }',
        AC,
    ),
    # Looks for the form of the secret in all it can read, its own memory and that of the sandbox included.
    "python-searches-everything": Hostile(
        PYTHON,
        r"""
from attempt import *
import re, sys
form = re.compile(b'ella-secret-[0-9a-f]{32}')
def read(path, size=1 << 16):
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try: return os.read(descriptor, size)
        finally: os.close(descriptor)
    except OSError: return b''
seen = 0
for top in ('/tmp', '/box', '/etc', '/dev/shm', '/run', '/var', '/home', '/root', '/srv', '/sys', '/proc'):
    for folder, folders, names in os.walk(top):
        for name in (*names, *folders):
            seen += 1
            if form.search(read(f'{folder}/{name}')) or form.search(os.fsencode(name)): breach(folder, name)
for pid in filter(str.isdigit, os.listdir('/proc')):
    try:
        memory = open(f'/proc/{pid}/mem', 'rb', buffering=0)
        for line in open(f'/proc/{pid}/maps'):
            start, end = (int(edge, 16) for edge in line.split()[0].split('-'))
            try:
                memory.seek(start)
                if form.search(memory.read(end - start)): breach('the memory of', pid)
            except (OSError, ValueError, OverflowError): pass
    except OSError: pass
if seen < 200: breach('nothing was looked at', seen)
verdict()
""",
        AC,
    ),
    "python-other-processes": Hostile(
        PYTHON,
        "from attempt import *\n"
        "for pid in map(int, filter(str.isdigit, os.listdir('/proc'))):\n"
        "    if pid > 2: breach('a process is visible', pid)\n"
        "for part in ('environ', 'cmdline', 'maps', 'root', 'fd'): fails(part, os.stat, '/proc/@PID@/' + part)\n"
        "try:\n    if b'ELLA' in open('/proc/1/environ', 'rb').read(): breach('environ', 1)\n"
        "except PermissionError: pass\n"
        "verdict()",
        AC,
    ),
    "python-descriptors": Hostile(
        PYTHON,
        r"""
from attempt import *
for number in range(3, 4096): fails(number, os.fstat, number)
fails('stdin', os.write, 0, b'x')
fails('stdin reopened', lambda: os.write(os.open('/proc/self/fd/0', os.O_WRONLY), b'x'))
fails('stdin truncated', os.ftruncate, 0, 0)
for number in range(3, 4096): fails('the first process', os.open, f'/proc/1/fd/{number}', os.O_RDWR)
verdict()
""",
        AC,
        stdin=b"input",
    ),
}

WRITES = {
    "python-everywhere": Hostile(
        PYTHON,
        r"""
from attempt import *
for folder in ('/', '/usr', '/usr/local', '/usr/bin', '/etc', '/box', '/dev', '/lib', '/bin', '/root',
               '/home', '/var/tmp', '/run', '/proc', '/proc/sys/kernel'):
    fails(folder, open, folder + '/@MARK@', 'w')
    fails(folder, os.mkdir, folder + '/@MARK@')
    fails(folder, os.symlink, '/tmp', folder + '/@MARK@')
    fails(folder, os.link, '/etc/passwd', folder + '/@MARK@')
    fails(folder, os.rename, folder, folder + '@MARK@')
    fails(folder, os.chmod, folder, 0o777)
    fails(folder, os.chown, folder, 1000, 1000)
verdict()
""",
        AC,
    ),
    "python-its-own-source": Hostile(
        PYTHON,
        r"""
from attempt import *
for path in ('/box/main.py', '/proc/self/cwd/../box/main.py', '/proc/1/root/box/main.py', '/box', os.sys.executable):
    fails(path, os.open, path, os.O_WRONLY)
    fails(path, os.truncate, path, 0)
    fails(path, os.chmod, path, 0o777)
    fails(path, os.unlink, path)
    fails(path, os.rename, path, '/tmp/@MARK@')
    fails(path, os.link, path, '/tmp/@MARK@')
    fails(path, os.utime, path)
    fails(path, os.setxattr, path, 'user.x', b'x')
opened = os.open('/box/main.py', os.O_RDONLY)
fails('reopened', os.open, f'/proc/self/fd/{opened}', os.O_RDWR)
verdict()
""",
        AC,
    ),
    "bash-links": Hostile(
        BASH,
        r"""
cd /tmp
ln -s @FILE@ a; ln -s /proc/1/root/root b; ln -s ../../../../../../root c; ln -s /proc/self/fd/0 d; ln -s /etc/shadow e
cat a e b/.bashrc c/.bashrc 2>/dev/null && echo read
(echo x > a; echo x > e; echo x > d) 2>/dev/null && echo written
cp /bin/true /box 2>/dev/null && echo copied
echo contained
""",
        AC,
    ),
    "c-device-nodes": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    int kinds[] = {S_IFCHR, S_IFBLK}, numbers[] = {1, 5, 7, 8, 254};
    for (int k = 0; k < 2; k++) for (int n = 0; n < 5; n++) for (int minor = 0; minor < 12; minor++)
        refused("mknod", mknod("/tmp/node", kinds[k] | 0600, (numbers[n] << 8) | minor));
    return verdict();
}
""",
        AC,
    ),
    "c-device-controls": Hostile(
        C,
        r"""
#include "attempt.h"
#include <linux/random.h>
int main() {
    fails("a terminal", open("/dev/tty", O_RDWR));
    int master = open("/dev/ptmx", O_RDWR | O_NOCTTY), zero = open("/dev/zero", O_RDWR), count = 9;
    int urandom = open("/dev/urandom", O_RDWR);
    refused("TIOCSTI", ioctl(master, TIOCSTI, "x"));
    refused("TIOCSTI through a wider number", syscall(SYS_ioctl, master, 0x100000000 | TIOCSTI, "x"));
    refused("TIOCLINUX", ioctl(master, TIOCLINUX, "x"));
    refused("TIOCSTI on the input", ioctl(0, TIOCSTI, "x"));
    refused("adding entropy", ioctl(urandom, RNDADDTOENTCNT, &count));
    refused("reseeding", ioctl(urandom, RNDRESEEDCRNG, 0));
    fails("TIOCCONS", ioctl(master, TIOCCONS, 0));
    fails("FIFREEZE", ioctl(open("/usr", O_RDONLY), 0xc0045877, &count));
    fails("FS_IOC_SETFLAGS", ioctl(open("/usr", O_RDONLY), 0x40086602, &count));
    fails("BLKROSET", ioctl(zero, 0x125d, &count));
    return verdict();
}
""",
        AC,
    ),
    "python-kernel-settings": Hostile(
        PYTHON,
        r"""
from attempt import *
def write(path, value):
    descriptor = os.open(path, os.O_WRONLY)
    try: return os.write(descriptor, value)
    finally: os.close(descriptor)
for path in ('kernel/hostname', 'kernel/core_pattern', 'kernel/ns_last_pid', 'kernel/randomize_va_space',
             'vm/drop_caches', 'vm/overcommit_memory', 'net/core/somaxconn',
             'net/ipv4/ip_forward', 'user/max_user_namespaces', 'fs/binfmt_misc/register'):
    fails(path, write, '/proc/sys/' + path, b'1')
for path in ('sysrq-trigger', 'self/uid_map', 'self/gid_map', 'self/setgroups', 'self/loginuid', '1/uid_map'):
    fails(path, write, '/proc/' + path, b'0 0 1')
verdict()
""",
        AC,
    ),
}
