import type { Permission } from '../shared/access'
import { useWords } from './words'

type Resource<Name> = Name extends `${infer First}:${string}` ? First : never
type Action<Name> = Name extends `${string}:${infer Last}` ? Last : never

/** Return the parts of a permission: what it is about, and what one may do with it. */
export function partsOf(permission: Permission) {
  const [resource, action] = permission.split(':')
  return { resource: resource as Resource<Permission>, action: action as Action<Permission> }
}

/** Return what names permissions: what they are about, what one may do, and both together. */
export function usePermissionNames() {
  const t = useWords()
  const about = (permission: Permission) => t(`resource.${partsOf(permission).resource}`)
  const act = (permission: Permission) => {
    const name = t(`action.${partsOf(permission).action}`)
    return name.slice(0, 1).toUpperCase() + name.slice(1)
  }
  const both = (permission: Permission) => `${about(permission)}: ${t(`action.${partsOf(permission).action}`)}`
  return { about, act, both }
}
