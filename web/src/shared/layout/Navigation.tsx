import MenuIcon from '@mui/icons-material/Menu'
import { Box, Drawer, IconButton, List, ListItem, ListItemButton, ListItemIcon, ListItemText } from '@mui/material'
import { useState } from 'react'
import { NavLink } from 'react-router'
import { useMay, useStaff } from '../access'
import type { Entry } from '../feature'
import { useTranslate } from '../i18n'

const WIDTH = 224

/** The areas of the app: beside the page where there is room, behind a button where there is little. */
export function Navigation({ entries }: { entries: Entry[] }) {
  const t = useTranslate()
  const shown = useShown(entries)
  if (shown.length === 0) return null
  return (
    <Box
      component="nav"
      aria-label={t('shell.areas')}
      sx={{
        display: { xs: 'none', md: 'block' },
        width: WIDTH,
        flexShrink: 0,
        borderRight: 1,
        borderColor: 'divider',
        minHeight: 'calc(100vh - 49px)',
      }}
    >
      <Areas entries={shown} />
    </Box>
  )
}

/** The button that opens the areas on a small screen. */
export function NavigationButton({ entries }: { entries: Entry[] }) {
  const t = useTranslate()
  const [open, setOpen] = useState(false)
  const shown = useShown(entries)
  if (shown.length === 0) return null
  return (
    <Box sx={{ display: { md: 'none' } }}>
      <IconButton edge="start" color="inherit" aria-label={t('shell.areas')} onClick={() => setOpen(true)}>
        <MenuIcon />
      </IconButton>
      <Drawer open={open} onClose={() => setOpen(false)}>
        <Box component="nav" aria-label={t('shell.areas')} sx={{ width: WIDTH }}>
          <Areas entries={shown} chosen={() => setOpen(false)} />
        </Box>
      </Drawer>
    </Box>
  )
}

function useShown(entries: Entry[]): Entry[] {
  const may = useMay()
  const isStaff = useStaff()
  return entries.filter(({ permission }) => (permission === 'staff' ? isStaff : may(permission)))
}

function Areas({ entries, chosen }: { entries: Entry[]; chosen?: () => void }) {
  const t = useTranslate()
  return (
    <List sx={{ px: 1, '& .active': { bgcolor: 'action.selected', color: 'primary.main', fontWeight: 650 } }}>
      {entries.map(({ path, label, icon }) => (
        <ListItem key={path} disablePadding>
          <ListItemButton
            component={NavLink}
            to={path}
            end={path === '/'}
            onClick={chosen ?? (() => undefined)}
            sx={{ borderRadius: 1, my: 0.25 }}
          >
            <ListItemIcon sx={{ minWidth: 36, color: 'inherit' }}>{icon}</ListItemIcon>
            <ListItemText primary={t(label)} slotProps={{ primary: { sx: { fontWeight: 'inherit' } } }} />
          </ListItemButton>
        </ListItem>
      ))}
    </List>
  )
}
