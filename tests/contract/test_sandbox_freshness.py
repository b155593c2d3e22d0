"""What one execution leaves is gone for the next, which runs in the same held sandbox."""

import os
from dataclasses import replace

import pytest

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Input, Outcome, Program, Sandbox
from tests.fixtures.sandbox import PYTHON, QUICK, memory, run, supervisors, tree

pytestmark = pytest.mark.anyio


async def run_after_another(source: str) -> list[Outcome]:
    """Run a program three times in the same slot."""
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        return list((await single.run(Program(PYTHON, source.encode()), [Input()] * 3, QUICK)).outcomes)
    finally:
        await single.close()


LEFTOVERS = {
    "files": (
        "print([os.listdir(folder) for folder in ('/tmp', '/dev/shm', '/box')], os.statvfs('/tmp').f_ffree)\n"
        "for folder in ('/tmp', '/dev/shm'):\n"
        "    os.mkdir(folder + '/mark'); os.mkfifo(folder + '/pipe'); os.chmod(folder, 0o700)\n"
        "    os.symlink('/etc/passwd', folder + '/link')\n"
    ),
    "processes": (
        "print(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()), os.getpid())\n"
        "subprocess.Popen(['/bin/sleep', '60'], start_new_session=True, stdin=-3, stdout=-3, stderr=-3)\n"
        "if os.fork() == 0:\n    if os.fork() == 0:\n        os.setsid(); time.sleep(60)\n    os._exit(0)\n"
    ),
    "abstract-sockets": (
        "print(open('/proc/net/unix').read().count('\\n'))\n"
        "listener = socket.socket(socket.AF_UNIX); listener.bind('\\0mark'); listener.listen()\n"
        "other = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "other.bind('\\0circle'); other.connect('\\0circle')\n"
        "socket.send_fds(other, [b'x'], [other.fileno()])  # refers to itself from within: a cycle\n"
    ),
    "mounts": (
        "print(open('/proc/self/mountinfo').read().count('\\n'))\n"
        "print(ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, 0))\n"
    ),
    "settings": (
        "writable = [os.path.join(folder, name) for folder, _, names in os.walk('/proc/sys') for name in names\n"
        "            if os.access(os.path.join(folder, name), os.W_OK)]\n"
        "print(writable, open('/proc/self/oom_score_adj').read())\n"
        "try: open('/proc/self/oom_score_adj', 'w').write('0')\nexcept OSError as error: print(error.errno)\n"
    ),
    "devices": (
        "for path in ('/dev', '/dev/pts', '/dev/pts/ptmx', '/dev/null', '/dev/urandom', '/dev/tty'):\n"
        "    for change in (os.utime, lambda path: os.chmod(path, 0o777), lambda path: os.chown(path, 1000, 1000)):\n"
        "        try: change(path); print('changed', path)\n        except OSError: pass\n"
        "print(os.ttyname(os.openpty()[1]), open('/dev/null', 'w').write('x'), len(open('/dev/zero', 'rb').read(3)))\n"
    ),
    "queues-and-segments": (
        "print([open(f'/proc/sysvipc/{kind}').read().count('\\n') for kind in ('msg', 'sem', 'shm')])\n"
        "libc = ctypes.CDLL(None)\n"
        "print(libc.msgget(7, 0o1600), libc.shmget(7, 4096, 0o1600), libc.semget(7, 1, 0o1600))\n"
        "print(libc.mq_open(b'/mark', os.O_CREAT | os.O_RDWR, 0o600, None))\n"
    ),
    "habits": (
        "print(resource.getrlimit(resource.RLIMIT_NOFILE), os.nice(0), os.umask(0o077), signal.getitimer(0),\n"
        "      signal.pthread_sigmask(0, []), len(os.sched_getaffinity(0)), os.getcwd(), sorted(os.environ))\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)); os.nice(5); signal.setitimer(0, 60)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [15]); os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"
        "signal.signal(2, signal.SIG_IGN); os.setpriority(os.PRIO_PROCESS, 1, 19); os.sched_setaffinity(1, [0])\n"
    ),
    "signals": (
        "print([number for number in range(1, 65) if number not in (32, 33)\n"
        "       and signal.getsignal(number) not in (signal.SIG_DFL, signal.default_int_handler)])\n"
        "for number in (1, 2, 13, 15): signal.signal(number, signal.SIG_IGN)\n"
    ),
}


@pytest.mark.parametrize("source", LEFTOVERS.values(), ids=LEFTOVERS)
async def test_nothing_is_left_of(source: str) -> None:
    outcomes = await run_after_another(f"import ctypes, os, resource, signal, socket, subprocess, time\n{source}")
    assert [each.exit_code for each in outcomes] == [0, 0, 0], outcomes
    assert outcomes[0].stdout
    assert len({each.stdout for each in outcomes}) == 1, outcomes
    assert b"changed" not in outcomes[0].stdout
    assert all(each.wall_seconds < QUICK.wall_seconds for each in outcomes), "the end is the end of all it started"


@pytest.mark.skipif(os.getuid() != 0, reason="the launcher lets nobody but root look in")
async def test_the_launcher_holds_nothing_that_a_copy_of_it_could_find() -> None:
    single = BubblewrapSandbox(LANGUAGES, slots=1)
    try:
        secret = b"MARK" * 1000
        program = Program(PYTHON, b"print(input())", {"data/file": secret})
        [outcome] = (await single.run(program, [Input(secret, (secret.decode(),))], QUICK)).outcomes
        assert outcome.stdout.strip() == secret
        [supervisor] = supervisors(single)
        launcher = tree(supervisor)[-1]
        assert b"ready" in memory(launcher), "its memory can be searched"
        assert b"MARKMARK" not in memory(launcher)
    finally:
        await single.close()


async def test_signals_are_as_the_system_has_them(sandbox: Sandbox) -> None:
    cat = replace(PYTHON, name="cat", run=("/bin/cat", "/proc/self/status"))
    status = dict(line.split(":\t", 1) for line in (await run(sandbox, cat, "")).stdout.decode().splitlines())
    ignored = int(status["SigIgn"], 16) & ~(3 << 31)  # 32 and 33 are the C library's own
    assert (status["SigBlk"], status["SigCgt"], ignored) == ("0" * 16, "0" * 16, 0)
