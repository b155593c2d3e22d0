"""Programs that ask the kernel for what they must not have."""

from tests.contract.hostile.program import AC, JAVASCRIPT, PYTHON, C, Hostile


def _attempts(body: str) -> Hostile:
    return Hostile(C, f'#include "attempt.h"\nint main() {{\n{body}\n    return verdict();\n}}\n', AC)


PRIVILEGES = {
    "ptrace": _attempts(r"""
    int child = fork();
    if (child == 0) for (;;) pause();
    refused("TRACEME", ptrace(PTRACE_TRACEME, 0, 0, 0));
    refused("ATTACH", ptrace(PTRACE_ATTACH, child, 0, 0));
    refused("SEIZE", ptrace(PTRACE_SEIZE, child, 0, 0));
    refused("ATTACH to the first process", ptrace(PTRACE_ATTACH, 1, 0, 0));"""),
    "memory-of-others": _attempts(r"""
    char here[8] = "x", *there = here;
    int child = fork();
    if (child == 0) for (;;) pause();
    struct iovec local = {here, 8}, remote = {there, 8};
    refused("process_vm_readv", process_vm_readv(child, &local, 1, &remote, 1, 0));
    refused("process_vm_writev", process_vm_writev(child, &local, 1, &remote, 1, 0));
    int handle = syscall(SYS_pidfd_open, child, 0);
    refused("pidfd_getfd", syscall(438, handle, 1, 0));
    refused("process_madvise", syscall(440, handle, &remote, 1, 20, 0));
    refused("process_mrelease", syscall(448, handle, 0));
    refused("kcmp", syscall(SYS_kcmp, getpid(), child, 0, 1, 1));"""),
    "namespaces": _attempts(r"""
    int kinds[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP};
    char *names[] = {"user", "mnt", "pid", "net", "ipc", "uts", "cgroup"}, path[64];
    for (int n = 0; n < 7; n++) {
        refused("unshare", unshare(kinds[n]));
        refused("unshare with user", unshare(kinds[n] | CLONE_NEWUSER));
        refused("clone", syscall(SYS_clone, kinds[n] | CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
        unsigned long arguments[8] = {kinds[n] | CLONE_NEWUSER, 0, 0, 0, SIGCHLD};
        refused("clone3", syscall(435, arguments, sizeof arguments));
        sprintf(path, "/proc/1/ns/%s", names[n]);
        refused("setns", setns(open(path, O_RDONLY), kinds[n]));
    }
    refused("setns by process", setns(syscall(SYS_pidfd_open, 1, 0), CLONE_NEWUSER | CLONE_NEWNS));
    refused("a time namespace", unshare(0x80));"""),
    "mounts": _attempts(r"""
    mkdir("/tmp/m", 0700);
    refused("mount", mount("none", "/tmp/m", "tmpfs", 0, ""));
    refused("bind", mount("/", "/tmp/m", NULL, MS_BIND | MS_REC, NULL));
    refused("remount", mount("none", "/box", NULL, MS_REMOUNT, NULL));
    refused("proc", mount("proc", "/tmp/m", "proc", 0, NULL));
    refused("umount", umount2("/box", MNT_DETACH));
    refused("umount of /proc", umount2("/proc", MNT_DETACH));
    refused("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp/m"));
    refused("chroot", chroot("/tmp"));
    refused("open_tree", syscall(428, AT_FDCWD, "/", 1));
    refused("fsopen", syscall(430, "tmpfs", 0));
    refused("mount_setattr", syscall(442, AT_FDCWD, "/", 0, (unsigned long[4]){0}, 32));
    refused("open_by_handle_at", syscall(SYS_open_by_handle_at, 3, (int[4]){8, 1, 2, 0}, 0));
    refused("name_to_handle_at", syscall(SYS_name_to_handle_at, AT_FDCWD, "/usr", (int[40]){128}, (int[2]){0}, 0));
    refused("swapon", syscall(SYS_swapon, "/tmp/m", 0));
    refused("quotactl", syscall(SYS_quotactl, 0x80000700, "/dev/vda", 0, 0));"""),
    "identity": _attempts(r"""
    for (int user = 0; user < 3; user++) {
        int id = user == 1 ? 60000 : user == 2 ? 65534 : 0;
        fails("setuid", setuid(id));
        fails("setresuid", setresuid(id, id, id));
        fails("setgid", setgid(id));
        fails("setgroups", syscall(SYS_setgroups, 1, (int[1]){id}));
    }
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) breach("no_new_privs", 0);
    for (int capability = 0; capability < 41; capability++) {
        if (prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1 && prctl(PR_CAP_AMBIENT, 2, capability, 0, 0) == 0)
            breach("an ambient capability", capability);
    }
    unsigned header[2] = {0x20080522, 0}, data[6] = {~0u, ~0u, ~0u, ~0u, ~0u, ~0u};
    refused("capset", syscall(SYS_capset, header, data));
    refused("securebits", prctl(PR_SET_SECUREBITS, 0xff, 0, 0, 0));
    refused("dropping from the bounding set", prctl(PR_CAPBSET_DROP, 0, 0, 0, 0));"""),
    "surfaces": _attempts(r"""
    char room[256] = {0};
    refused("personality", syscall(SYS_personality, 0x0040000));
    refused("io_uring_setup", syscall(425, 8, room));
    refused("io_setup", syscall(SYS_io_setup, 8, room));
    refused("bpf", syscall(SYS_bpf, 0, room, 72));
    refused("userfaultfd", syscall(SYS_userfaultfd, 1));
    refused("add_key", syscall(SYS_add_key, "user", "x", "y", 1, -3));
    refused("request_key", syscall(SYS_request_key, "user", "x", 0, 0));
    refused("keyctl", syscall(SYS_keyctl, 0, -3, 1));
    refused("perf_event_open", syscall(SYS_perf_event_open, (unsigned[32]){1, 128}, 0, -1, -1, 0));
    refused("fanotify_init", syscall(SYS_fanotify_init, 0, 0));
    refused("a filter that reports to us", syscall(SYS_seccomp, 1, 8, room));
    refused("what filters can do", syscall(SYS_seccomp, 2, 0, (unsigned[1]){0x7fff0000}));
    refused("vmsplice", syscall(SYS_vmsplice, 1, (struct iovec[1]){{room, 1}}, 1, 0));
    refused("mbind", syscall(SYS_mbind, room, 0, 0, 0, 0, 0));
    refused("move_pages", syscall(SYS_move_pages, 0, 0, 0, 0, 0, 0));
#ifdef SYS_modify_ldt
    refused("modify_ldt", syscall(SYS_modify_ldt, 0, room, 0));
#endif"""),
    "machine": _attempts(r"""
    struct timespec now = {1, 0};
    refused("reboot", syscall(SYS_reboot, 0xfee1dead, 672274793, 0x89abcdef, 0));
    refused("sethostname", sethostname("x", 1));
    refused("setdomainname", syscall(SYS_setdomainname, "x", 1));
    refused("clock_settime", clock_settime(CLOCK_REALTIME, &now));
    refused("settimeofday", settimeofday(&(struct timeval){1, 0}, NULL));
    refused("adjtimex", syscall(SYS_adjtimex, (char[256]){0}));
    refused("syslog", syscall(SYS_syslog, 3, (char[64]){0}, 64));
    refused("acct", syscall(SYS_acct, "/tmp/a"));
    refused("init_module", syscall(SYS_init_module, "x", 1, ""));
    refused("kexec_load", syscall(SYS_kexec_load, 0, 0, 0, 0));
    refused("vhangup", syscall(SYS_vhangup));
#ifdef SYS_iopl
    refused("iopl", syscall(SYS_iopl, 3));
#endif"""),
    "memory-that-is-run": _attempts(r"""
    refused("memfd_create", memfd_create("x", MFD_CLOEXEC));
    refused("memfd_create of huge pages", memfd_create("x", MFD_HUGETLB));
    refused("memfd_secret", syscall(447, 0));"""),
    "scheduling-of-others": _attempts(r"""
    struct sched_param highest = {50};
    refused("real time", sched_setscheduler(0, SCHED_FIFO, &highest));
    refused("a better priority", setpriority(PRIO_PROCESS, 0, -20));
    fails("a process outside", setpriority(PRIO_PROCESS, @PID@, 19));
    fails("a user outside", setpriority(PRIO_USER, 60001, 19));
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    fails("affinity outside", sched_setaffinity(@PID@, sizeof one, &one));
    fails("limits outside", prlimit(@PID@, RLIMIT_CPU, &(struct rlimit){0, 0}, NULL));
    refused("real time I/O", syscall(SYS_ioprio_set, 1, 0, 1 << 13));"""),
    "filters-of-its-own": _attempts(r"""
    unsigned allow_all[2] = {0x06, 0x7fff0000};
    struct { unsigned short length; void *code; } program = {1, allow_all};
    prctl(PR_SET_SECCOMP, 2, &program, 0, 0);  /* one more filter can only take away */
    fails("a weaker mode", prctl(PR_SET_SECCOMP, 0, 0, 0, 0));
    refused("ptrace", ptrace(PTRACE_TRACEME, 0, 0, 0));
    fails("socket", socket(AF_INET, SOCK_STREAM, 0));
    fails("new privileges", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));"""),
    "numbers-of-another-table": _attempts(r"""
    /* x32 calls carry bit 30; numbers are compared as 32 bits, their upper half being nothing to the kernel. */
    fails("x32 ptrace", syscall(0x40000000 | 521, 0, 0, 0, 0));
    fails("x32 getpid", syscall(0x40000000 | 39));
    refused("ptrace by a wider number", syscall(0x100000000 | SYS_ptrace, 0, 0, 0, 0));
    for (int number = 451; number < 600; number++)
        refused("a call of tomorrow", syscall(number, 0, 0, 0, 0, 0, 0));"""),
    "setuid-programs": Hostile(
        PYTHON,
        "from attempt import *\nimport subprocess\n"
        "for path in ('/usr/bin/su', '/usr/bin/mount', '/usr/bin/passwd', '/usr/bin/newgrp', '/usr/bin/sudo'):\n"
        "    if os.path.exists(path):\n"
        "        subprocess.run([path, '-c', 'id'], stdin=-3, stdout=-3, stderr=-3)\n"
        "os.mkdir('/tmp/bin'); os.system('cp /usr/bin/id /tmp/bin; chmod 6755 /tmp/bin/id')\n"
        "if 'uid=1000' not in os.popen('/tmp/bin/id').read(): breach('a setuid bit', 0)\n"
        "if os.getresuid() != (1000, 1000, 1000): breach('identity', os.getresuid())\n"
        "verdict()",
        AC,
    ),
    "javascript-process": Hostile(
        JAVASCRIPT,
        "let breaches = 0; const fails = (what, call) => { try { call(); console.log(what); breaches++ } catch { } };"
        "fails('setuid', () => process.setuid(0)); fails('setgid', () => process.setgid(0));"
        "fails('chroot', () => require('child_process').execSync('chroot /tmp true', {stdio: 'ignore'}));"
        "fails('unshare', () => require('child_process').execSync('unshare -Ur true', {stdio: 'ignore'}));"
        "fails('priority', () => require('os').setPriority(0, -20));"
        "fails('kill', () => process.kill(@PID@));"
        "if (!breaches) console.log('contained')",
        AC,
    ),
}
