"""Python."""

from shared.ports.sandbox import Language

_CHECK = """\
import os, sys, traceback
for name in sorted(os.listdir('/box')):
    try:
        if name.endswith('.py'):
            compile(open('/box/' + name, 'rb').read(), name, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError):
        traceback.print_exc(limit=0)
        sys.exit(1)
"""

PYTHON = Language(
    name="python",
    label="Python",
    command="python3",
    version=("{command}", "--version"),
    source_file="main.py",
    check=("{command}", "-I", "-S", "-c", _CHECK),
    # Not -S: without `site` there is no exit() and quit(), which programs use.
    run=("{command}", "-B", "-s", "/box/main.py"),
    parts=("lib/python3*", "lib/libpython3*"),
    # Packages of the host are none of the program's business, and their .pth files cost time at each start.
    hidden=("lib/python3/dist-packages", "lib/python3*/site-packages"),
)
