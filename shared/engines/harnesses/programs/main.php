<?php
declare(strict_types=1);

namespace Ella\Harness;

// The lowest free descriptor is taken: standard output becomes a copy of standard error.
$result = fopen('php://fd/1', 'w');
fclose(STDOUT);
$printed = fopen('php://fd/2', 'w');

function fail(string $message): never
{
    fwrite(STDERR, "$message\n");
    exit(1);
}

function split(string $type): array
{
    [$kind, $item] = explode('<', $type, 2) + [1 => ''];
    return [$kind, substr($item, $kind === 'map' ? strlen('string,') : 0, -1)];
}

function read(string $type, mixed $value): mixed
{
    [$kind, $item] = split($type);
    return match ($kind) {
        'float' => (float) $value,
        'list', 'map' => array_map(fn ($each) => read($item, $each), $value),
        'optional' => $value === null ? null : read($item, $value),
        default => $value,
    };
}

function written(string $type, mixed $value, string $place): string
{
    [$kind, $item] = split($type);
    if ($kind === 'optional') {
        return $value === null ? 'null' : written($item, $value, $place);
    }
    if ($kind === 'bool' && is_bool($value) || $kind === 'int' && is_int($value)) {
        return json_encode($value);
    }
    if ($kind === 'float' && (is_float($value) || is_int($value))) {
        if (!is_finite($value)) {
            fail("$place is $value, which is not a finite number");
        }
        return json_encode((float) $value, JSON_PRESERVE_ZERO_FRACTION);
    }
    if ($kind === 'string' && is_string($value)) {
        $text = json_encode($value);
        return $text === false ? fail("$place is a string that is not valid UTF-8") : $text;
    }
    if ($kind === 'list' && is_array($value) && array_is_list($value)) {
        $items = [];
        foreach ($value as $number => $each) {
            $items[] = written($item, $each, "{$place}[$number]");
        }
        return '[' . implode(',', $items) . ']';
    }
    if ($kind === 'map' && is_array($value)) {
        $members = [];
        foreach ($value as $key => $each) {
            $name = written('string', (string) $key, "a key of $place");
            $members[] = $name . ':' . written($item, $each, "{$place}['$key']");
        }
        return '{' . implode(',', $members) . '}';
    }
    $what = is_array($value) ? 'an array whose keys are not 0, 1, 2, …' : 'of type ' . get_debug_type($value);
    fail("$place is $what; the signature says $type");
}

$types = @TYPES@;
$arguments = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
foreach ($arguments as $number => $value) {
    $arguments[$number] = read($types[$number], $value);
}
try {
    require __DIR__ . '/solution.php';
    if (!method_exists('Solution', '@NAME@')) {
        fail('solution.php defines no class Solution with a static function @NAME@');
    }
    $value = \Solution::@NAME@(...$arguments);
} catch (\Throwable $error) {
    fail((string) $error);
}
fwrite($result, written('@RETURNS@', $value, 'the result'));
fclose($result);
exit(0);
