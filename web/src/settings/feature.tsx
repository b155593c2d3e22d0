import SettingsOutlined from '@mui/icons-material/SettingsOutlined'
import { Navigate } from 'react-router'
import { Guard } from '../auth/Guard'
import type { Permission } from '../shared/access'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'
import { Moved } from './Moved'

function guarded(permission: Permission, path: string, load: Parameters<typeof screen>[0]) {
  return {
    element: <Guard permission={permission} />,
    children: [{ path: `/settings/${path}`, element: screen(load) }],
  }
}

export const settings: Feature = {
  entries: [{ path: '/settings', label: 'area.settings', icon: <SettingsOutlined />, permission: 'permissions:read' }],
  routes: [
    {
      element: <Guard permission="permissions:read" />,
      children: [
        {
          element: screen(async () => (await import('./Settings')).Settings),
          children: [
            { path: '/settings', element: <Navigate to="/settings/profile" replace /> },
            { path: '/settings/profile', element: screen(async () => (await import('./Profile')).Profile) },
            { path: '/settings/sign-ins', element: screen(async () => (await import('./SignIns')).SignIns) },
            { path: '/settings/roles', element: screen(async () => (await import('./Roles')).Roles) },
            guarded('notifications:receive', 'notifications', async () => {
              return (await import('./NotificationPreferences')).NotificationPreferences
            }),
            guarded('tenants:read', 'organisation', async () => (await import('./Organisation')).Organisation),
            guarded('tenants:read', 'calendar', async () => {
              return (await import('../projects/settings/CompanyCalendar')).CompanyCalendar
            }),
            guarded('members:read', 'members', async () => (await import('./Members')).Members),
            guarded('teams:read', 'teams', async () => (await import('./Teams')).Teams),
            guarded('usage:read', 'usage', async () => (await import('./billing/Usage')).Usage),
            guarded('api_keys:manage', 'api-keys', async () => (await import('./ApiKeys')).ApiKeys),
            guarded('webhooks:manage', 'webhooks', async () => (await import('./Webhooks')).Webhooks),
            guarded('webhooks:manage', 'webhooks/:webhookId', async () => (await import('./Webhook')).Webhook),
            guarded('webhooks:manage', 'inbound', async () => (await import('./inbound/Sources')).Sources),
            guarded('webhooks:manage', 'inbound/:sourceId', async () => (await import('./inbound/Source')).Source),
            guarded('backups:manage', 'backups', async () => (await import('./backups/Backups')).Backups),
            guarded('providers:read', 'providers', async () => (await import('./Providers')).Providers),
            guarded('providers:read', 'model-budgets', async () => (await import('./Budgets')).Budgets),
            guarded('providers:read', 'model-budgets/:budgetId', async () => (await import('./Budget')).Budget),
            guarded('audit:read', 'audit', async () => (await import('./Audit')).Audit),
            guarded('operations:read', 'operations', async () => (await import('./Operations')).Operations),
          ],
        },
        { path: '/notifications', element: screen(async () => (await import('./Inbox')).Inbox) },
      ],
    },
    ...['/api-keys', '/usage', '/webhooks/:id', '/model-budgets/:id'].map((path) => ({ path, element: <Moved /> })),
  ],
}
