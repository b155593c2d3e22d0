type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Return the merge patch (RFC 7396) that makes one value of another, null where they are the same. */
export function mergePatch(before: object, after: object): Record<string, unknown> | null {
  const patch = differences(before as Record<string, Json>, after as Record<string, Json>)
  return Object.keys(patch).length ? patch : null
}

function differences(before: Record<string, Json>, after: Record<string, Json>): Record<string, Json> {
  const patch: Record<string, Json> = {}
  for (const key of Object.keys(before)) if (!(key in after)) patch[key] = null
  for (const [key, value] of Object.entries(after)) {
    const was = before[key]
    if (isObject(was) && isObject(value)) {
      const inner = differences(was, value)
      if (Object.keys(inner).length) patch[key] = inner
    } else if (JSON.stringify(was) !== JSON.stringify(value)) patch[key] = value
  }
  return patch
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
