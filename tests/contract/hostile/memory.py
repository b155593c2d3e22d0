"""Programs that take memory, by every way there is."""

from tests.contract.hostile.program import (
    AC,
    BASH,
    CPP,
    JAVA,
    JAVASCRIPT,
    MLE,
    PYTHON,
    RE,
    TLE,
    C,
    Hostile,
)

BOMBS = {
    "c-malloc": Hostile(
        C,
        '#include "attempt.h"\nint main() { for (;;) take(1 << 20); }',
        MLE,
    ),
    "c-mmap": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (;;) memset(mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 1, 1 << 20);
}
""",
        MLE,
    ),
    "c-brk": Hostile(
        C,
        "#include <string.h>\n#include <unistd.h>\nint main() { for (;;) memset(sbrk(1 << 20), 1, 1 << 20); }",
        MLE,
    ),
    "c-static": Hostile(
        C,
        "#include <string.h>\nstatic char hoard[400 << 20];\n"
        "int main() { memset(hoard, 1, sizeof hoard); return hoard[123]; }",
        MLE,
    ),
    "c-static-beyond-all-limits": Hostile(
        C, "static char hoard[1L << 31];\nint main(int n, char **a) { hoard[n << 28] = 1; return hoard[n]; }", RE
    ),
    "c-stack": Hostile(
        C,
        "int deeper(int n) { volatile char room[65536]; room[n % 65536] = 1;"
        " return deeper(n + 1) + room[n % 65536]; }\n"
        "int main() { return deeper(0); }",
        RE,
    ),
    "c-many-processes": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (int n = 0; n < 12; n++) if (fork() == 0) { take(30 << 20); for (;;) pause(); }
    for (;;) pause();
}
""",
        MLE,
    ),
    "c-shared-and-unmapped": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    for (int n = 0; n < 40; n++) {
        char *pages = mmap(0, 10 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        memset(pages, 1, 10 << 20);
        madvise(pages, 10 << 20, MADV_DONTNEED);  /* gone from our resident set, not from memory */
    }
    puts("uncounted");
}
""",
        MLE,
        expected=b"uncounted",
        anywhere=(AC,),
    ),
    "c-memory-nobody-counts-to-its-account": Hostile(
        C,
        r"""
#include "attempt.h"
int main() {
    fails("memfd_create", memfd_create("hoard", 0));
    fails("memfd_secret", syscall(447, 0));
    fails("shmget", syscall(SYS_shmget, 0, 1 << 20, 01600));
    fails("mq_open", syscall(SYS_mq_open, "hoard", O_CREAT | O_RDWR, 0600, NULL));
    fails("msgget", syscall(SYS_msgget, 0, 01600));
    fails("semget", syscall(SYS_semget, 0, 9, 01600));
    fails("vmsplice", vmsplice(1, &(struct iovec){"x", 1}, 1, 0));
    char *pages = mmap(0, 8 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    fails("mlock", mlock(pages, 8 << 20));
    fails("mlockall", mlockall(MCL_CURRENT | MCL_FUTURE));
    if (mmap(0, 2 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0) != MAP_FAILED)
        breach("huge pages", 0);
    return verdict();
}
""",
        AC,
    ),
    "c-pipe-buffers": Hostile(
        C,
        r"""
#include "attempt.h"
static char page[4096];
int main() {
    for (int n = 0; n < 30; n++) if (fork() == 0) {
        int ends[2];
        while (pipe2(ends, O_NONBLOCK) == 0) {
            fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
            while (write(ends[1], page, sizeof page) > 0);
        }
        for (;;) pause();
    }
    sleep(1);
    return verdict();
}
""",
        # Linux lets one user have so many pages in pipes; with more users' pipes it is the cgroup that counts.
        (AC, MLE),
    ),
    "c-socket-buffers": Hostile(
        C,
        r"""
#include "attempt.h"
static char chunk[65536];
int main() {
    for (int n = 0; n < 30; n++) if (fork() == 0) {
        int ends[2];
        while (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0) {
            while (write(ends[0], chunk, sizeof chunk) > 0);
            while (write(ends[1], chunk, sizeof chunk) > 0);
        }
        for (;;) pause();
    }
    sleep(2);
    puts("uncounted");
}
""",
        MLE,
        expected=b"uncounted",
        anywhere=(AC, TLE),
    ),
    "c-socket-buffers-and-nothing-to-kill-first": Hostile(
        C,
        r"""
#include "attempt.h"
static char chunk[65536];
int main() {
    /* Whoever has used most is killed: let that be somebody else. */
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    if (write(score, "-1000", 5) > 0) breach("oom_score_adj", -1000);
    for (int value = 0; value < 1000; value++) {
        char text[8];
        if (write(score, text, sprintf(text, "%d", value)) > 0) break;
    }
    for (int n = 0; n < 30; n++) if (fork() == 0) {
        int ends[2];
        while (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0) {
            while (write(ends[0], chunk, sizeof chunk) > 0);
            while (write(ends[1], chunk, sizeof chunk) > 0);
        }
        for (;;) pause();
    }
    sleep(2);
    puts("uncounted");
}
""",
        MLE,
        expected=b"uncounted",
        anywhere=(AC, TLE),
    ),
    "c-descriptors-in-flight": Hostile(
        C,
        r"""
#include "attempt.h"
static int send_descriptor(int through, int sent) {
    char room[CMSG_SPACE(sizeof sent)] = {0};
    struct msghdr message = {.msg_iov = &(struct iovec){"x", 1}, .msg_iovlen = 1, .msg_control = room,
                             .msg_controllen = sizeof room};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof sent)};
    memcpy(CMSG_DATA(header), &sent, sizeof sent);
    return sendmsg(through, &message, MSG_DONTWAIT);
}
int main() {
    int sent = 0, ends[2], next[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    while (sent < 100000 && socketpair(AF_UNIX, SOCK_DGRAM, 0, next) == 0) {
        int ok = send_descriptor(next[0], ends[0]) > 0 && send_descriptor(next[0], ends[1]) > 0;
        close(ends[0]);
        close(ends[1]);
        ends[0] = next[0];
        ends[1] = next[1];
        if (!ok) break;
        sent += 2;
    }
    if (sent > 10000) breach("open files beyond the limit", sent);
    return verdict();
}
""",
        AC,
    ),
    "cpp-vector": Hostile(
        CPP,
        "#include <vector>\nint main() { std::vector<long> hoard; for (;;) hoard.push_back(1); }",
        MLE,
    ),
    "python-bytes": Hostile(PYTHON, "hoard = []\nwhile True: hoard.append(b'x' * (1 << 20))", MLE),
    "python-integers": Hostile(PYTHON, "n = 1 << 60\nwhile True: n *= n", (MLE, TLE, RE)),
    "javascript-buffers": Hostile(JAVASCRIPT, "const hoard = []; for (;;) hoard.push(Buffer.alloc(1 << 20, 1))", MLE),
    "javascript-web-assembly": Hostile(
        JAVASCRIPT,
        "const memory = new WebAssembly.Memory({initial: 1});"
        "for (;;) { memory.grow(16); new Uint8Array(memory.buffer).fill(1); }",
        (MLE, TLE, RE),
    ),
    "bash-doubling": Hostile(BASH, "text=x; while :; do text=$text$text; done", MLE),
    "java-heap": Hostile(
        JAVA,
        "import java.util.*; public class Main { public static void main(String[] a) {"
        " List<long[]> hoard = new ArrayList<>(); for (;;) hoard.add(new long[100_000]); } }",
        (RE, MLE),
    ),
    "java-outside-the-heap": Hostile(
        JAVA,
        "import java.nio.*; import java.util.*; public class Main { public static void main(String[] a) {"
        " List<ByteBuffer> hoard = new ArrayList<>(); for (;;) hoard.add(ByteBuffer.allocateDirect(1 << 20)); } }",
        (RE, MLE),
    ),
}
