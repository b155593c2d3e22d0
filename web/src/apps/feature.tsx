import HubOutlined from '@mui/icons-material/HubOutlined'
import { Guard } from '../auth/Guard'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

export const apps: Feature = {
  entries: [{ path: '/apps', label: 'area.apps', icon: <HubOutlined />, permission: 'apps:read' }],
  routes: [
    {
      element: <Guard permission="apps:read" />,
      children: [
        { path: '/apps', element: screen(async () => (await import('./Apps')).Apps) },
        { path: '/apps/:appId/settings', element: screen(async () => (await import('./Settings')).Settings) },
      ],
    },
    {
      element: <Guard permission="traces:read" />,
      children: [
        { path: '/apps/:appId', element: screen(async () => (await import('./traces/Traces')).Traces) },
        {
          path: '/apps/:appId/traces/:traceId',
          element: screen(async () => (await import('./traces/TracePage')).TracePage),
        },
        { path: '/apps/:appId/sessions', element: screen(async () => (await import('./traces/Sessions')).Sessions) },
        {
          path: '/apps/:appId/sessions/:traceSessionId',
          element: screen(async () => (await import('./traces/SessionPage')).SessionPage),
        },
        { path: '/apps/:appId/usage', element: screen(async () => (await import('./traces/Usage')).Usage) },
        { path: '/apps/:appId/findings', element: screen(async () => (await import('./Findings')).Findings) },
      ],
    },
    {
      element: <Guard permission="app_cases:read" />,
      children: [
        { path: '/apps/:appId/cases', element: screen(async () => (await import('./cases/Cases')).Cases) },
        {
          path: '/apps/:appId/simulations',
          element: screen(async () => (await import('./simulations/Simulations')).Simulations),
        },
        {
          path: '/apps/:appId/simulations/:simulationId',
          element: screen(async () => (await import('./simulations/SimulationPage')).SimulationPage),
        },
      ],
    },
    {
      element: <Guard permission="knowledge:read" />,
      children: [
        {
          path: '/apps/:appId/knowledge',
          element: screen(async () => (await import('./knowledge/Knowledge')).Knowledge),
        },
      ],
    },
    {
      element: <Guard permission="chat:use" />,
      children: [
        { path: '/apps/:appId/chat', element: screen(async () => (await import('./chat/Playground')).Playground) },
      ],
    },
    {
      element: <Guard permission="flags:read" />,
      children: [{ path: '/apps/:appId/flags', element: screen(async () => (await import('./flags/Flags')).Flags) }],
    },
  ],
}
