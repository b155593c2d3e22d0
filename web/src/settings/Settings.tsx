import { Box, Link, Typography } from '@mui/material'
import { useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation } from 'react-router'
import { useMay } from '../shared/access'
import { PARTS } from './parts'
import { useWords } from './words'

/** The settings: their pages at one side, above on a small screen; the chosen one beside. */
export function Settings() {
  const t = useWords()
  const may = useMay()
  const { pathname } = useLocation()
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    if (pathname) strip.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  const groups = PARTS.map(({ group, parts }) => ({
    group,
    parts: parts.filter(({ permission }) => may(permission)),
  })).filter(({ parts }) => parts.length > 0)
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '216px minmax(0, 1fr)' }, gap: 3 }}>
      <Box
        component="nav"
        ref={strip}
        aria-label={t('settings.parts')}
        sx={{ display: 'flex', flexDirection: { xs: 'row', lg: 'column' }, gap: 2, overflowX: 'auto', pb: 1 }}
      >
        {groups.map(({ group, parts }) => (
          <Box key={group} sx={{ display: 'flex', flexDirection: { xs: 'row', lg: 'column' }, gap: { xs: 2, lg: 0 } }}>
            <Typography
              sx={{
                display: { xs: 'none', lg: 'block' },
                fontSize: 13,
                fontWeight: 650,
                color: 'text.secondary',
                px: 1,
              }}
            >
              {t(group)}
            </Typography>
            {parts.map(({ path, label }) => (
              <Link
                key={path}
                component={NavLink}
                to={path}
                underline="none"
                sx={{
                  px: 1,
                  py: 0.75,
                  borderRadius: 1,
                  color: 'text.primary',
                  whiteSpace: 'nowrap',
                  '&:hover': { bgcolor: 'action.hover' },
                  '&.active': { bgcolor: 'action.selected', color: 'primary.main', fontWeight: 650 },
                }}
              >
                {t(label)}
              </Link>
            ))}
          </Box>
        ))}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Outlet />
      </Box>
    </Box>
  )
}
