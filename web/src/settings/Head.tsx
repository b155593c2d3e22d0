import NotificationsOutlined from '@mui/icons-material/NotificationsOutlined'
import { Alert, Badge, Box, IconButton, MenuItem, Select } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { chooseTenant } from '../auth/tenants'
import { useMay } from '../shared/access'
import { answered, api, listed } from '../shared/api/client'
import { session } from '../shared/session'
import { useWords } from './words'

const AGAIN = 60_000
const SHOWN = 20

/** What stands at the head of every member's page: which organisation, and what is new. */
export function Head() {
  const may = useMay()
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
      <TenantSwitch />
      {may('notifications:receive') && <Bell />}
    </Box>
  )
}

function TenantSwitch() {
  const t = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tenantId = session((state) => state.tenantId)
  const mine = useQuery({ queryKey: ['tenants'], queryFn: () => answered(api.GET('/v1/tenants')) })
  const open = mine.data?.tenants.filter((each) => each.isActive) ?? []
  if (open.length < 2) return null
  const change = async (chosen: string) => {
    chooseTenant(chosen)
    await navigate('/')
    queries.clear()
  }
  return (
    <Select
      size="small"
      variant="standard"
      value={tenantId}
      onChange={(event) => void change(event.target.value)}
      inputProps={{ 'aria-label': t('switch.label') }}
      sx={{ maxWidth: 200 }}
    >
      {open.map((each) => (
        <MenuItem key={each.id} value={each.id}>
          {each.name}
        </MenuItem>
      ))}
    </Select>
  )
}

function Bell() {
  const t = useWords()
  const unread = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: () => listed(api.GET('/v1/notifications', { params: { query: { limit: SHOWN, isRead: false } } })),
    refetchInterval: AGAIN,
  })
  const count = unread.data?.items.length ?? 0
  return (
    <IconButton component={Link} to="/notifications" color="inherit" aria-label={t('bell.label', { count })}>
      <Badge badgeContent={count} max={SHOWN - 1} color="primary">
        <NotificationsOutlined />
      </Badge>
    </IconButton>
  )
}

const SEVERITIES = { info: 'info', warning: 'warning', critical: 'error' } as const

/** What the platform tells everybody. */
export function Announcements() {
  const may = useMay()
  const tenantId = session((state) => state.tenantId)
  const current = useQuery({
    queryKey: ['announcements', tenantId],
    queryFn: () => answered(api.GET('/v1/announcements')),
    enabled: may('tenants:read'),
  })
  return current.data?.announcements.map((each) => (
    <Alert key={each.id} severity={SEVERITIES[each.severity]} sx={{ mb: 2 }}>
      <strong>{each.title}</strong> {each.text}
    </Alert>
  ))
}
