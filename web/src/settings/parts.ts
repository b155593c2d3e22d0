import type { Permission } from '../shared/access'
import type { en } from './words/en'

interface Part {
  path: string
  label: keyof typeof en
  permission: Permission
}

/** The pages of the settings by group, and who may open each. */
export const PARTS: { group: keyof typeof en; parts: Part[] }[] = [
  {
    group: 'group.you',
    parts: [
      { path: '/settings/profile', label: 'profile.title', permission: 'permissions:read' },
      { path: '/settings/sign-ins', label: 'signIns.title', permission: 'permissions:read' },
      { path: '/settings/notifications', label: 'preferences.title', permission: 'notifications:receive' },
    ],
  },
  {
    group: 'group.organisation',
    parts: [
      { path: '/settings/organisation', label: 'organisation.title', permission: 'tenants:read' },
      { path: '/settings/members', label: 'members.title', permission: 'members:read' },
      { path: '/settings/teams', label: 'teams.title', permission: 'teams:read' },
      { path: '/settings/roles', label: 'roles.title', permission: 'permissions:read' },
      { path: '/settings/calendar', label: 'calendar.title', permission: 'tenants:read' },
      { path: '/settings/usage', label: 'usage.title', permission: 'usage:read' },
    ],
  },
  {
    group: 'group.connections',
    parts: [
      { path: '/settings/api-keys', label: 'keys.title', permission: 'api_keys:manage' },
      { path: '/settings/webhooks', label: 'webhooks.title', permission: 'webhooks:manage' },
      { path: '/settings/inbound', label: 'inbound.title', permission: 'webhooks:manage' },
      { path: '/settings/providers', label: 'providers.title', permission: 'providers:read' },
      { path: '/settings/model-budgets', label: 'budgets.title', permission: 'providers:read' },
    ],
  },
  {
    group: 'group.records',
    parts: [
      { path: '/settings/audit', label: 'audit.title', permission: 'audit:read' },
      { path: '/settings/backups', label: 'backups.title', permission: 'backups:manage' },
      { path: '/settings/operations', label: 'operations.title', permission: 'operations:read' },
    ],
  },
]
