import StyleOutlined from '@mui/icons-material/StyleOutlined'
import { Guard } from '../auth/Guard'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

export const cards: Feature = {
  entries: [{ path: '/cards', label: 'area.cards', icon: <StyleOutlined />, permission: 'cards:read' }],
  routes: [
    {
      element: <Guard permission="cards:read" />,
      children: [
        { path: '/cards', element: screen(async () => (await import('./Cards')).Cards) },
        { path: '/cards/case-sets', element: screen(async () => (await import('./CaseSets')).CaseSets) },
        { path: '/cards/case-sets/:caseSetId', element: screen(async () => (await import('./CaseSet')).CaseSet) },
        { path: '/cards/injections', element: screen(async () => (await import('./Injections')).Injections) },
        { path: '/cards/costs', element: screen(async () => (await import('./Costs')).Costs) },
        { path: '/cards/:cardId/tests', element: screen(async () => (await import('./AbTests')).AbTests) },
        { path: '/cards/:cardId/activity', element: screen(async () => (await import('./Activity')).Activity) },
        { path: '/cards/:cardId/improve', element: screen(async () => (await import('./Improve')).Improve) },
        { path: '/cards/:cardId/review', element: screen(async () => (await import('./Review')).Review) },
        { path: '/cards/:cardId', element: screen(async () => (await import('./CardEditor')).CardEditor) },
        { path: '/cards/:cardId/versions', element: screen(async () => (await import('./Versions')).Versions) },
        { path: '/cards/:cardId/runs', element: screen(async () => (await import('./Runs')).Runs) },
        { path: '/cards/:cardId/runs/:runId', element: screen(async () => (await import('./RunPage')).RunPage) },
      ],
    },
  ],
}
