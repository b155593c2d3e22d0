import type { ReactElement } from 'react'
import type { RouteObject } from 'react-router'
import type { Permission } from './access'
import type { Key } from './i18n'

/** A line of the navigation: shown to members who hold the permission, or to the platform's staff. */
export interface Entry {
  path: string
  label: Key
  icon: ReactElement
  permission: Permission | 'staff'
}

/** What a feature adds to the app: its screens, and how one comes to them. */
export interface Feature {
  entries: Entry[]
  routes: RouteObject[]
}
