#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "solution.h"

static const char *ellaAt;
static char *ellaText;
static size_t ellaLength, ellaCapacity;

static _Noreturn void ellaFail(const char *message)
{
    fflush(stdout);
    fprintf(stderr, "%s\n", message);
    _exit(1);
}

static void *ellaGrow(void *data, size_t *capacity, size_t size)
{
    *capacity = *capacity ? *capacity * 2 : 16;
    data = realloc(data, *capacity * size);
    if (!data)
        ellaFail("no memory for the arguments and the result");
    return data;
}

static bool ellaTake(char wanted)
{
    ellaAt += strspn(ellaAt, " \t\r\n");
    if (*ellaAt != wanted)
        return false;
    ellaAt++;
    return true;
}

static void ellaExpect(char wanted)
{
    if (!ellaTake(wanted))
        ellaFail("the arguments are not what the signature says");
}

static bool ellaTakeWord(const char *wanted)
{
    ellaAt += strspn(ellaAt, " \t\r\n");
    if (strncmp(ellaAt, wanted, strlen(wanted)))
        return false;
    ellaAt += strlen(wanted);
    return true;
}

static unsigned ellaReadHex(void)
{
    unsigned value = 0;
    for (int digit = 0; digit < 4; digit++) {
        char c = *ellaAt++;
        if (!c || !strchr("0123456789abcdefABCDEF", c))
            ellaFail("the arguments hold a broken escape");
        value = value * 16 + (unsigned)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return value;
}

static char *ellaReadEscape(char *to)
{
    char c = *ellaAt++;
    const char *found = c ? strchr("\"\"\\\\//b\bf\fn\nr\rt\t", c) : NULL;
    if (found) {
        *to++ = found[1];
        return to;
    }
    if (c != 'u')
        ellaFail("the arguments hold a broken escape");
    unsigned point = ellaReadHex();
    if (point >= 0xD800 && point < 0xDC00 && ellaAt[0] == '\\' && ellaAt[1] == 'u') {
        ellaAt += 2;
        point = 0x10000 + ((point - 0xD800) << 10) + (ellaReadHex() - 0xDC00);
    }
    if (!point)
        ellaFail("an argument is a string with a NUL, which C's strings can't hold");
    if (point < 0x80) {
        *to++ = (char)point;
        return to;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    *to++ = (char)(0xF0 << (3 - more) | point >> 6 * more);
    while (more--)
        *to++ = (char)(0x80 | (point >> 6 * more & 0x3F));
    return to;
}

static __attribute__((unused)) const char *ellaReadString(void)
{
    ellaExpect('"');
    size_t room = 1;
    for (const char *end = ellaAt; *end && *end != '"'; end++, room++)
        if (*end == '\\' && end[1])
            end++, room++;
    char *text = ellaGrow(NULL, &room, 1), *to = text;
    while (*ellaAt && *ellaAt != '"') {
        if (*ellaAt != '\\')
            *to++ = *ellaAt++;
        else
            ellaAt++, to = ellaReadEscape(to);
    }
    *to = 0;
    ellaExpect('"');
    return text;
}

static __attribute__((unused)) long long ellaReadInt(void)
{
    char *end;
    long long value = strtoll(ellaAt, &end, 10);
    if (end == ellaAt)
        ellaFail("the arguments are not what the signature says");
    ellaAt = end;
    return value;
}

static __attribute__((unused)) double ellaReadFloat(void)
{
    char *end;
    double value = strtod(ellaAt, &end);
    if (end == ellaAt)
        ellaFail("the arguments are not what the signature says");
    ellaAt = end;
    return value;
}

static __attribute__((unused)) bool ellaReadBool(void)
{
    bool value = ellaTakeWord("true");
    if (!value && !ellaTakeWord("false"))
        ellaFail("the arguments are not what the signature says");
    return value;
}

static void ellaPut(const char *text, size_t length)
{
    while (ellaLength + length > ellaCapacity)
        ellaText = ellaGrow(ellaText, &ellaCapacity, 1);
    memcpy(ellaText + ellaLength, text, length);
    ellaLength += length;
}

static void ellaPutText(const char *text)
{
    ellaPut(text, strlen(text));
}

static __attribute__((unused)) void ellaWriteInt(long long value)
{
    char digits[32];
    ellaPut(digits, (size_t)sprintf(digits, "%lld", value));
}

static __attribute__((unused)) void ellaWriteFloat(double value)
{
    char digits[40];
    int length = 0;
    if (!isfinite(value))
        ellaFail("the result holds a number that is not finite");
    if (value == 0)
        length = sprintf(digits, signbit(value) ? "-0.0" : "0.0");
    for (int precision = 15; value != 0 && precision <= 17; precision++) {
        length = sprintf(digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    ellaPut(digits, (size_t)length);
}

static __attribute__((unused)) void ellaWriteBool(bool value)
{
    ellaPutText(value ? "true" : "false");
}

static __attribute__((unused)) void ellaWriteString(const char *value)
{
    if (!value)
        ellaFail("the result holds NULL where the signature says string");
    ellaPutText("\"");
    for (; *value; value++) {
        unsigned char c = (unsigned char)*value;
        char escape[8];
        if (c < 0x20) {
            ellaPut(escape, (size_t)sprintf(escape, "\\u%04x", c));
            continue;
        }
        if (c == '"' || c == '\\')
            ellaPut("\\", 1);
        ellaPut(value, 1);
    }
    ellaPutText("\"");
}
@FUNCTIONS@
@VARIABLES@
static void ellaCall(void);

int main(void)
{
    int result = dup(1);
    size_t size = 0, capacity = 0;
    char *input = ellaGrow(NULL, &capacity, 1);
    for (ssize_t got; (got = read(0, input + size, capacity - size - 1)) > 0;) {
        size += (size_t)got;
        if (size + 1 == capacity)
            input = ellaGrow(input, &capacity, 1);
    }
    input[size] = 0;
    ellaAt = input;
    dup2(2, 1);
    ellaExpect('[');
@READS@
    ellaExpect(']');
    ellaCall();
    ellaWrite@WORD@(ellaResult);
    fflush(stdout);
    for (size_t done = 0; done < ellaLength;) {
        ssize_t wrote = write(result, ellaText + done, ellaLength - done);
        if (wrote < 0)
            _exit(1);
        done += (size_t)wrote;
    }
    _exit(0);
}

#include "solution.c"

static void ellaCall(void)
{
    ellaResult = @NAME@(@ARGUMENTS@);
}
