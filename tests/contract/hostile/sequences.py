"""Programs that run once for each of three inputs and try to tell the next run something."""

from shared.ports.sandbox import Language
from tests.contract.hostile.program import BASH, JAVA, JAVASCRIPT, PYTHON, C

SEQUENCES: dict[str, tuple[Language, str]] = {
    "python-files": (
        PYTHON,
        r"""
import os
folders = ('/tmp', '/dev/shm', '/box', '/var/tmp', '/dev/pts', '/tmp/.local')
print([os.path.exists(f'{folder}/mark') for folder in folders])
for folder in folders:
    try: open(f'{folder}/mark', 'w').close()
    except OSError: pass
""",
    ),
    "python-daemon": (
        PYTHON,
        r"""
import os, socket, time
print(sum(name.isdigit() for name in os.listdir('/proc')))
ask = socket.socket(socket.AF_UNIX)
try: ask.connect('\0oracle'); print(ask.recv(9))
except OSError: print('nobody')
if os.fork() == 0:
    os.setsid()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind('\0oracle'); listener.listen()
    while True: listener.accept()[0].send(b'answer')
time.sleep(0.05)
""",
    ),
    "python-state-of-the-system": (
        PYTHON,
        r"""
import ctypes, fcntl, os, resource, time
lock = open('/usr/bin/env')
try: fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB); print('free')
except OSError: print('taken')
print(os.nice(0), os.umask(0), os.getcwd(), sorted(os.sched_getaffinity(0)), os.getpriority(os.PRIO_USER, 0))
settings = [f'/proc/sys/{name}' for name in ('kernel/shmmax', 'fs/mqueue/msg_max', 'kernel/domainname')]
print([open(path).read() for path in settings])
print([resource.getrlimit(kind) for kind in range(16)], [resource.prlimit(1, kind) for kind in range(16)])
print(open('/proc/self/oom_score_adj').read(), open('/proc/1/oom_score_adj').read(), open('/proc/1/comm').read())
for path in (*settings, '/proc/self/oom_score_adj', '/proc/1/oom_score_adj', '/proc/1/comm'):
    try:
        with open(path, 'w') as file: file.write('7')
    except OSError: pass
for kind in range(16):
    for pid in (0, 1):
        try: resource.prlimit(pid, kind, (resource.getrlimit(kind)[0] // 2, resource.getrlimit(kind)[1]))
        except (OSError, ValueError): pass
os.setpriority(os.PRIO_USER, 0, 5); os.nice(5); os.sched_setaffinity(1, {0})
if os.fork() == 0: os.setsid(); time.sleep(60)
""",
    ),
    "c-sockets-that-hold-each-other": (
        C,
        r"""
#include "attempt.h"
static void send_descriptor(int through, int sent) {
    char room[CMSG_SPACE(sizeof sent)] = {0};
    struct msghdr message = {.msg_iov = &(struct iovec){"x", 1}, .msg_iovlen = 1, .msg_control = room,
                             .msg_controllen = sizeof room};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof sent)};
    memcpy(CMSG_DATA(header), &sent, sizeof sent);
    sendmsg(through, &message, MSG_DONTWAIT);
}
int main() {
    struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0mark"};
    int ends[2], named = socket(AF_UNIX, SOCK_DGRAM, 0);
    puts(bind(named, (struct sockaddr *)&name, sizeof name) ? "taken" : "free");
    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    send_descriptor(ends[0], named);
    send_descriptor(ends[0], ends[0]);
    send_descriptor(ends[1], ends[1]);
    send_descriptor(ends[1], named);
    return 0;
}
""",
    ),
    "c-objects-of-the-kernel": (
        C,
        r"""
#include "attempt.h"
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/msg.h>
int main() {
    printf("%d %d %d ", shmget(0x5eaf00d, 4096, 0), semget(0x5eaf00d, 1, 0), msgget(0x5eaf00d, 0));
    sem_t *named = sem_open("/mark", 0);
    int shared = shm_open("/mark", O_RDWR, 0);
    printf("%d %d %ld\n", named != SEM_FAILED, shared, syscall(SYS_mq_open, "mark", O_RDWR, 0, NULL));
    shmget(0x5eaf00d, 4096, IPC_CREAT | 0666);
    semget(0x5eaf00d, 1, IPC_CREAT | 0666);
    msgget(0x5eaf00d, IPC_CREAT | 0666);
    sem_open("/mark", O_CREAT, 0666, 1);
    shm_open("/mark", O_CREAT | O_RDWR, 0666);
    syscall(SYS_mq_open, "mark", O_CREAT | O_RDWR, 0666, NULL);
    syscall(SYS_add_key, "user", "mark", "x", 1, -4);
    return 0;
}
""",
    ),
    "javascript-files-and-processes": (
        JAVASCRIPT,
        r"""
const fs = require('fs'), {spawn} = require('child_process');
console.log(fs.readdirSync('/tmp'), fs.readdirSync('/proc').filter(name => /^\d+$/.test(name)).length,
            fs.readdirSync('/box').sort());
fs.writeFileSync('/tmp/mark', 'x');
spawn('/bin/sleep', ['60'], {detached: true, stdio: 'inherit'}).unref();
""",
    ),
    "bash-files-and-processes": (
        BASH,
        "ls -A /tmp /dev/shm /box; set -- /proc/[0-9]*; echo $#; umask; ulimit -a\n"
        "echo 'echo tampered' > /tmp/.bashrc; mkfifo /tmp/pipe; umask 0; ulimit -n 9; (sleep 60; echo late) &\n",
    ),
    "java-files": (
        JAVA,
        "import java.nio.file.*; public class Main { public static void main(String[] a) throws Exception {"
        ' System.out.println(Files.exists(Path.of("/tmp/mark")) + " " + System.getProperty("mark"));'
        ' System.setProperty("mark", "x"); Files.createFile(Path.of("/tmp/mark")); } }',
    ),
}
