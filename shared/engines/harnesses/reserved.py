"""Names no function question can use, because they mean something already in a language it may be offered in."""

# Keywords, macros and names that are predeclared.
WORDS = frozenset(
    """
    abstract alias alignas alignof and and_eq any arguments as asm assert async auto await become begin bitand bitor
    bool boolean box break byte case catch chan char class co_await co_return co_yield comparable compl complex
    concept const const_cast consteval constexpr constinit continue crate debugger decltype def default defer del
    delete do double dyn dynamic_cast elif ella else elsif end ensure enum errno error eval except explicit export
    extends extern fallthrough false final finally float float64 fn for friend from func function gen global go goto
    i386 if impl implements import in inline instanceof int int64 interface iota is lambda let linux long loop macro
    map match mod module move mut mutable namespace native new next nil noexcept nonlocal noreturn not not_eq null
    nullptr operator or or_eq override package pass priv private protected pub public raise range redo ref register
    reinterpret_cast requires rescue restrict retry return rune select self short signed sizeof static static_assert
    static_cast std stderr stdin stdout strictfp string struct super switch synchronized template then this
    thread_local throw throws trait transient true try type typedef typeid typename typeof uint undef undefined
    union unix unless unsafe unsigned unsized until use using var virtual void volatile wchar_t when where while
    with xor xor_eq yield
    """.split()
)

# Functions of C's library, of Ruby's Kernel, of Java's Object and of Go, and what Go's harness imports: their names are
# free for parameters.
FUNCTIONS = frozenset(
    """
    a64l abort abs access acct acos acosf acosh acoshf acoshl acosl adjtime alarm aligned_alloc alloca append
    arc4random arc4random_buf arc4random_uniform asctime asin asinf asinh asinhf asinhl asinl at_exit at_quick_exit
    atan atan2 atan2f atan2l atanf atanh atanhf atanhl atanl atexit atof atoi atol atoll autoload bcmp bcopy binding
    brk bsearch btowc bzero c16rtomb c32rtomb cabs cabsf cabsl cacos cacosf cacosh cacoshf cacoshl cacosl call_once
    caller calloc cap carg cargf cargl casin casinf casinh casinhf casinhl casinl catan catanf catanh catanhf
    catanhl catanl cbrt cbrtf cbrtl ccos ccosf ccosh ccoshf ccoshl ccosl ceil ceilf ceill cexp cexpf cexpl chdir
    chmod chown chroot cimag cimagf cimagl clear clearenv clearerr clock clog clogf clogl clone close closefrom
    confstr conj conjf conjl copy copysign copysignf copysignl cos cosf cosh coshf coshl cosl cpow cpowf cpowl cproj
    cprojf cprojl creal crealf creall creat crypt csin csinf csinh csinhf csinhl csinl csqrt csqrtf csqrtl ctan
    ctanf ctanh ctanhf ctanhl ctanl ctermid ctime daemon define_singleton_method difftime display div dprintf
    drand48 drem dremf dreml dup dup2 duplocale dysize ecvt endusershell enum_for equals erand48 erf erfc erfcf
    erfcl erff erfl exec execl execle execlp execv execve execvp exit exp exp2 exp2f exp2l expf expl explicit_bzero
    expm1 expm1f expm1l exports extend fabs fabsf fabsl faccessat fail fchdir fchmod fchmodat fchown fchownat fclose
    fcntl fcvt fdatasync fdim fdimf fdiml fdopen feclearexcept fegetenv fegetexceptflag fegetround feholdexcept feof
    feraiseexcept ferror fesetenv fesetexceptflag fesetround fetestexcept feupdateenv fexecve fflush ffs ffsl ffsll
    fgetc fgetpos fgets fgetwc fgetws fileno finalize finite finitef finitel flockfile floor floorf floorl fma fmaf
    fmal fmax fmaxf fmaxl fmemopen fmin fminf fminl fmod fmodf fmodl fmt fopen fork format fpathconf fpclassify
    fprintf fputc fputs fputwc fputws fread free freelocale freeze freopen frexp frexpf frexpl fscanf fseek fseeko
    fsetpos fstat fstatat fsync ftell ftello ftruncate ftrylockfile funlockfile futimens futimes gamma gammaf gammal
    gcvt gem get_class getc getchar getcwd getdelim getdomainname getdtablesize getentropy getenv getgroups
    gethostname getitimer getline getloadavg getlogin getopt getopt_long getopt_long_only getpagesize getpass
    getpgrp gets getsubopt gettimeofday getusershell getw getwc getwchar getwd gmtime gsignal hash hash_code hcreate
    hdestroy hsearch hypot hypotf hypotl ilogb ilogbf ilogbl imag imaxabs imaxdiv index init initialize initstate
    inspect insque instance_eval instance_exec io isalnum isalpha isascii isatty isblank iscntrl isdigit isfinite
    isgraph isgreater isinf isinff isinfl isless islower isnan isnanf isnanl isnormal isprint ispunct isspace
    isunordered isupper isxdigit itself j0 j0f j0l j1 j1f j1l jn jnf jnl jrand48 json kill killpg l64a labs lchmod
    lchown lcong48 ldexp ldexpf ldexpl ldiv len lfind lgamma lgammaf lgammal link linkat llabs lldiv llrint llrintf
    llrintl llround llroundf llroundl load localeconv localtime lockf log log10 log10f log10l log1p log1pf log1pl
    log2 log2f log2l logb logbf logbl logf logl longjmp lrand48 lrint lrintf lrintl lround lroundf lroundl lsearch
    lseek lstat lutimes main make mallinfo mallinfo2 malloc mallopt math max mblen mbtowc memalign memccpy memchr
    memcmp memcpy memmove memset method method_missing methods min mkdir mkdirat mkdtemp mkfifo mkfifoat mknod
    mknodat mkstemp mkstemps mktemp mktime modf modff modfl mrand48 nan nanf nanl nanosleep nearbyint nearbyintf
    nearbyintl newlocale nextafter nextafterf nextafterl nexttoward nexttowardf nexttowardl nice notify notify_all
    nrand48 object_id offsetof on_exit open open_memstream open_wmemstream openat os p panic pathconf pause pclose
    perror pipe popen pow powf powl pp pread print printf println proc profil pselect psiginfo psignal public_send
    putc putchar putenv puts putw putwc putwchar pvalloc pwrite qecvt qfcvt qgcvt qsort quick_exit rand random read
    readline readlines readlink readlinkat real realloc reallocarray realpath recover reflect remainder remainderf
    remainderl remove remque remquo remquof remquol rename renameat require require_relative revoke rewind rindex
    rint rintf rintl rmdir round roundf roundl rpmatch sbrk scalb scalbf scalbl scalbln scalblnf scalblnl scalbn
    scalbnf scalbnl scanf seed48 send setbuf setbuffer setdomainname setenv sethostname setitimer setjmp setlinebuf
    setlocale setlogin setpgrp setstate settimeofday setusershell setvbuf sigaction sigaddset sigaltstack sigblock
    sigdelset sigemptyset sigfillset siggetmask siginterrupt sigismember siglongjmp signal signbit significand
    significandf significandl sigpending sigprocmask sigqueue sigreturn sigsetmask sigstack sigsuspend sigtimedwait
    sigwait sigwaitinfo sin sinf singleton_class sinh sinhf sinhl sinl sleep snprintf spawn sprintf sqrt sqrtf sqrtl
    srand srand48 srandom sscanf ssignal stat stpcpy stpncpy strcasecmp strcat strchr strcmp strcoll strconv strcpy
    strcspn strdup strerror strftime strlen strncasecmp strncat strncmp strncpy strndup strnlen strpbrk strrchr
    strsep strsignal strspn strstr strtod strtof strtoimax strtok strtol strtold strtoll strtoq strtoul strtoull
    strtoumax strtouq strxfrm symlink symlinkat sync syscall sysconf system tan tanf tanh tanhf tanhl tanl tap
    tcgetpgrp tcsetpgrp tdelete tempnam test tfind tgamma tgammaf tgammal time timegm timelocal timespec_get tmpfile
    tmpnam to_enum to_s to_string toascii tolower toupper trap trunc truncate truncf truncl tsearch ttyname ttyslot
    twalk tzset ualarm umask ungetc ungetwc unlink unlinkat unsetenv uselocale usleep utf8 valloc vdprintf vhangup
    vprintf wait warn wprintf write wscanf y0 y0f y0l y1 y1f y1l yn ynf ynl
    """.split()
)
