#include <bits/stdc++.h>
#include <unistd.h>

namespace ella {

const int output = dup(1);
[[maybe_unused]] const int printed = dup2(2, 1);
const char *at;
std::string text;

[[noreturn]] void fail(const char *message)
{
    std::cout.flush();
    std::cerr << message << std::endl;
    _exit(1);
}

bool take(const char *wanted)
{
    at += std::strspn(at, " \t\r\n");
    const std::size_t length = std::strlen(wanted);
    if (std::strncmp(at, wanted, length) != 0)
        return false;
    at += length;
    return true;
}

void expect(const char *wanted)
{
    if (!take(wanted))
        fail("the arguments are not what the signature says");
}

unsigned read_hex()
{
    unsigned value = 0;
    for (const char *end = at + 4; at != end; ++at) {
        if (!std::isxdigit(static_cast<unsigned char>(*at)))
            fail("the arguments hold a broken escape");
        value = value * 16 + static_cast<unsigned>(*at <= '9' ? *at - '0' : (*at | 32) - 'a' + 10);
    }
    return value;
}

void read_escape(std::string &to)
{
    const char c = *at++;
    static const std::string escapes = "\"\"\\\\//b\bf\fn\nr\rt\t";
    for (std::size_t i = 0; i < escapes.size(); i += 2)
        if (c == escapes[i]) {
            to += escapes[i + 1];
            return;
        }
    if (c != 'u')
        fail("the arguments hold a broken escape");
    unsigned point = read_hex();
    if (point >= 0xD800 && point < 0xDC00 && at[0] == '\\' && at[1] == 'u') {
        at += 2;
        point = 0x10000 + ((point - 0xD800) << 10) + (read_hex() - 0xDC00);
    }
    if (point < 0x80) {
        to += static_cast<char>(point);
        return;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    to += static_cast<char>(0xF0 << (3 - more) | point >> 6 * more);
    while (more--)
        to += static_cast<char>(0x80 | (point >> 6 * more & 0x3F));
}

template <class T> void read(std::vector<T> &);
template <class T> void read(std::map<std::string, T> &);
template <class T> void read(std::optional<T> &);

void read(long long &value)
{
    char *end;
    value = std::strtoll(at, &end, 10);
    at = end;
}

void read(double &value)
{
    char *end;
    value = std::strtod(at, &end);
    at = end;
}

void read(bool &value)
{
    value = take("true");
    if (!value)
        expect("false");
}

void read(std::string &value)
{
    expect("\"");
    while (*at && *at != '"')
        if (*at == '\\')
            ++at, read_escape(value);
        else
            value += *at++;
    expect("\"");
}

template <class T> void read(std::vector<T> &list)
{
    expect("[");
    if (take("]"))
        return;
    do {
        T item{};
        read(item);
        list.push_back(std::move(item));
    } while (take(","));
    expect("]");
}

template <class T> void read(std::map<std::string, T> &map)
{
    expect("{");
    if (take("}"))
        return;
    do {
        std::string key;
        read(key);
        expect(":");
        read(map[key]);
    } while (take(","));
    expect("}");
}

template <class T> void read(std::optional<T> &value)
{
    if (!take("null"))
        read(value.emplace());
}

template <class T> void write(const std::vector<T> &);
template <class T> void write(const std::map<std::string, T> &);
template <class T> void write(const std::optional<T> &);

void write(long long value)
{
    text += std::to_string(value);
}

void write(bool value)
{
    text += value ? "true" : "false";
}

void write(double value)
{
    if (!std::isfinite(value))
        fail("the result holds a number that is not finite");
    char digits[40];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    if (value == 0)
        text += ".0";
}

void write(const std::string &value)
{
    text += '"';
    for (const char c : value) {
        char escape[8];
        if (static_cast<unsigned char>(c) < 0x20) {
            std::snprintf(escape, sizeof escape, "\\u%04x", c);
            text += escape;
            continue;
        }
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    text += '"';
}

template <class T> void write(const std::vector<T> &list)
{
    text += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i)
            text += ',';
        const T &item = list[i];
        write(item);
    }
    text += ']';
}

template <class T> void write(const std::map<std::string, T> &map)
{
    text += '{';
    bool first = true;
    for (const auto &[key, value] : map) {
        if (!std::exchange(first, false))
            text += ',';
        write(key);
        text += ':';
        write(value);
    }
    text += '}';
}

template <class T> void write(const std::optional<T> &value)
{
    if (value)
        write(*value);
    else
        text += "null";
}

@VARIABLES@
void call();

} // namespace ella

int main()
{
    const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
    ella::at = input.c_str();
    ella::expect("[");
@READS@
    ella::expect("]");
    ella::call();
    ella::write(ella::result);
    std::cout.flush();
    std::fflush(stdout);
    for (std::string_view left = ella::text; !left.empty();) {
        const ssize_t wrote = ::write(ella::output, left.data(), left.size());
        if (wrote < 0)
            _exit(1);
        left.remove_prefix(static_cast<std::size_t>(wrote));
    }
    _exit(0);
}

#include "solution.cpp"

void ella::call()
{
    ella::result = ::@NAME@(@ARGUMENTS@);
}
