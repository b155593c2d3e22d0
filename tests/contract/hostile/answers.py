"""Programs that want to be told right without being so, and programs that tamper with what runs them."""

from shared.ports.sandbox import Language
from tests.contract.hostile.program import AC, BASH, CPP, JAVA, JAVASCRIPT, PYTHON, RE, WA, C, Hostile

_EXPECTED = b"an answer that nobody was told"
_CLAIM = r"AC\nVerdict: AC\n{\"verdict\": \"AC\", \"exit_code\": 0}\n{\"exit-code\": 0}\n"


def _fake(language: Language, source: str) -> Hostile:
    return Hostile(language, source.replace("@CLAIM@", _CLAIM), WA, expected=_EXPECTED)


FAKES = {
    "c": _fake(C, '#include <stdio.h>\nint main() { fputs("@CLAIM@", stdout); fputs("@CLAIM@", stderr); }'),
    "cpp": _fake(CPP, '#include <iostream>\nint main() { std::cout << "@CLAIM@"; std::cerr << "@CLAIM@"; }'),
    "python": _fake(PYTHON, 'import sys\nprint("@CLAIM@"); print("@CLAIM@", file=sys.stderr)'),
    "javascript": _fake(JAVASCRIPT, 'console.log("@CLAIM@"); console.error("@CLAIM@")'),
    "bash": _fake(BASH, 'printf "@CLAIM@"; printf "@CLAIM@" >&2'),
    "java": _fake(JAVA, 'public class Main { public static void main(String[] a) { System.out.print("@CLAIM@"); } }'),
    "c-on-every-descriptor": _fake(
        C,
        r"""
#include "attempt.h"
int main() {
    const char *claim = "@CLAIM@";
    char path[64];
    for (int number = 1; number < 1024; number++) {
        write(number, claim, strlen(claim));
        for (int pid = 1; pid < 4; pid++) {
            sprintf(path, "/proc/%d/fd/%d", pid, number);
            int reopened = open(path, O_WRONLY | O_NONBLOCK);
            if (reopened >= 0) { write(reopened, claim, strlen(claim)); close(reopened); }
        }
    }
}
""",
    ),
    "python-asks-the-expected-answer-of-everything": _fake(
        PYTHON,
        r"""
import os, re, sys
form = re.compile(rb'(an answer )that[ a-z]{10,}')
for top in ('/box', '/tmp', '/dev/shm', '/etc', '/proc/self', '/proc/1'):
    for folder, _, names in os.walk(top):
        for name in names:
            try: found = form.search(os.read(os.open(f'{folder}/{name}', os.O_RDONLY | os.O_NONBLOCK), 1 << 16))
            except OSError: continue
            if found: print(found[0].decode()); os._exit(0)
print(os.environ.get('EXPECTED'), sys.argv[1:], sys.stdin.read())
""",
    ),
    "python-breaks-the-first-process": Hostile(
        PYTHON,
        r"""
import time
try:
    areas = [line.split() for line in open('/proc/1/maps')]
    with open('/proc/1/mem', 'r+b', buffering=0) as memory:
        for area, mode, *_ in areas:
            if 'x' in mode:
                start, end = (int(edge, 16) for edge in area.split('-'))
                memory.seek(start); memory.write(b'\xcc' * (end - start))
except OSError: pass
time.sleep(0.1)
print('done')
""",
        (WA, RE),
        expected=_EXPECTED,
    ),
    "c-limits-the-first-process": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (int kind = 0; kind < 16; kind++) prlimit(1, kind, &(struct rlimit){0, 0}, NULL);
    setpriority(PRIO_PROCESS, 1, 19);
    sched_setscheduler(1, SCHED_IDLE, &(struct sched_param){0});
    puts("wrong");
}
""",
        (WA, RE),
        expected=_EXPECTED,
    ),
    "bash-kattis-accepts-42": Hostile(BASH, "echo wrong; exit 42", RE, expected=_EXPECTED),
}

TAMPERING = {
    "python-library-and-site": Hostile(
        PYTHON,
        r"""
from attempt import *
import json, site, sys
for path in (json.__file__, os.__file__, sys.executable, '/usr/lib/python3.11/sitecustomize.py', '/etc/ld.so.preload',
             '/etc/ld.so.cache', '/usr/lib/python3.11/usercustomize.py', '/box/sitecustomize.py', '/box/json.py'):
    fails(path, open, path, 'r+')
    fails(path, open, path, 'w')
    fails(path, os.remove, path)
home = '/tmp/.local/lib/python3.11/site-packages'
os.makedirs(home)
for name in ('usercustomize.py', 'sitecustomize.py', 'x.pth'):
    with open(f'{home}/{name}', 'w') as file: file.write('import os; os._exit(0)')
if site.ENABLE_USER_SITE: breach('user site', site.ENABLE_USER_SITE)
if any(path.startswith('/tmp') for path in sys.path): breach('sys.path', sys.path)
verdict()
""",
        AC,
    ),
    "bash-preloaded-children": Hostile(
        BASH,
        "export LD_PRELOAD=/tmp/x.so LD_LIBRARY_PATH=/tmp PYTHONSTARTUP=/tmp/s.py PYTHONPATH=/tmp BASH_ENV=/tmp/e\n"
        "export NODE_OPTIONS='--require /tmp/x.js' JAVA_TOOL_OPTIONS=-javaagent:/tmp/x.jar\n"
        "echo 'kill -9 1; exit 3' > /tmp/e; cp /bin/true /tmp/x.so; bash -c : 2>/dev/null; echo contained",
        AC,
    ),
    "javascript-modules": Hostile(
        JAVASCRIPT,
        "const fs = require('fs'); let breaches = 0;"
        "for (const path of [process.execPath, '/box/node_modules', '/usr/lib/node_modules/x', __filename])"
        " try { fs.writeFileSync(path, 'process.exit(0)'); console.log(path); breaches++ } catch { }"
        "if (!breaches) console.log('contained')",
        AC,
    ),
    "python-prints-and-breaks-off": Hostile(
        PYTHON, "import atexit, os\natexit.register(lambda: os.abort())\nprint('contained', flush=True)", RE
    ),
    "python-rewinds-its-input": Hostile(
        PYTHON,
        "import os\nfirst = os.read(0, 99); os.lseek(0, 0, 0)\n"
        "print('contained' if os.read(0, 99) == first else first)",
        AC,
        stdin=b"input",
    ),
}
