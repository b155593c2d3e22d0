import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Return a mutation after which the lists that it changes are asked for anew. */
export function useAct<Value = void, Result = unknown>(act: (value: Value) => Promise<Result>, ...changed: string[]) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(changed.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

/** Return a technical name as people read it: `members.invite_member` is “invite member”. */
export function spoken(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1)
  return last.replaceAll(/[_-]/g, ' ')
}

/** Return the shortest device name that a browser's user agent gives away. */
export function device(userAgent: string): string {
  const browser = [/Edg/, /Firefox/, /Chrome/, /Safari/].find((each) => each.test(userAgent))?.source
  const system = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find((each) => userAgent.includes(each))
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(', ') || userAgent.slice(0, 60)
}
