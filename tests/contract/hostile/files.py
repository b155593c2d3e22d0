"""Programs that fill what they may write to."""

from dataclasses import replace

from shared.ports.sandbox import MIB
from tests.contract.hostile.program import AC, LONGER, MLE, PYTHON, RE, TLE, C, Hostile

_ROOM = replace(LONGER, memory_bytes=256 * MIB)

BOMBS = {
    "python-fills-tmp": Hostile(
        PYTHON,
        r"""
from attempt import *
def fill(folder):
    total = 0
    try:
        for n in range(1000):
            with open(f'{folder}/{n}', 'wb', buffering=0) as file: total += file.write(bytes(1 << 20))
    except OSError: pass
    return total >> 20
for folder, most in (('/tmp', 64), ('/dev/shm', 16)):
    if fill(folder) > most: breach(folder, most)
verdict()
""",
        AC,
        limits=_ROOM,
    ),
    "c-many-small-files": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    char name[32];
    for (long n = 0;; n++) { sprintf(name, "/tmp/%ld", n); close(open(name, O_CREAT | O_WRONLY, 0600)); }
}
""",
        (TLE, MLE),
    ),
    "c-deep-folders": Hostile(
        C,
        "#include <sys/stat.h>\n#include <unistd.h>\n"
        'int main() { chdir("/tmp"); for (;;) { mkdir("d", 0700); chdir("d"); } }',
        (TLE, MLE),
    ),
    "c-sparse-file": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    signal(SIGXFSZ, SIG_IGN);
    int file = open("/tmp/sparse", O_CREAT | O_RDWR, 0600);
    fails("ftruncate", ftruncate(file, 1L << 40));
    fails("fallocate", fallocate(file, 0, 0, 1L << 30));
    fails("pwrite", pwrite(file, "x", 1, 1L << 40));
    return verdict();
}
""",
        AC,
    ),
    "c-file-beyond-its-size-limit": Hostile(
        C,
        '#include <fcntl.h>\n#include <unistd.h>\nint main() { return ftruncate(open("/tmp/f", 66, 384), 1L << 40); }',
        RE,
    ),
    "c-mapped-file-beyond-tmp": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (int n = 0; n < 4; n++) {
        char name[] = "/tmp/0";
        name[5] += n;
        int file = open(name, O_CREAT | O_RDWR, 0600);
        ftruncate(file, 48 << 20);
        memset(mmap(0, 48 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), 1, 48 << 20);
    }
    puts("more than fits");
}
""",
        (RE, MLE),  # SIGBUS at the size of /tmp
        limits=_ROOM,
    ),
}
