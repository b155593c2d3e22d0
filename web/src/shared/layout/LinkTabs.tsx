import { Box, Link } from '@mui/material'
import { useEffect, useRef } from 'react'
import { Link as RouterLink } from 'react-router'

/** The parts of something, each with an address of its own; `current` is the path of the one that is shown. */
export function LinkTabs({
  label,
  current,
  tabs,
}: {
  label: string
  current: string
  tabs: { path: string; name: string }[]
}) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const links = [...(nav.current?.querySelectorAll('a') ?? [])]
    const shown = links.find((link) => link.getAttribute('href') === current)
    // On a narrow screen the tabs scroll, and the one that is shown may be out of sight.
    if (nav.current && shown) nav.current.scrollLeft = shown.offsetLeft - nav.current.offsetLeft - 48
  }, [current])
  return (
    <Box
      ref={nav}
      component="nav"
      aria-label={label}
      sx={{ display: 'flex', gap: 3, borderBottom: 1, borderColor: 'divider', overflowX: 'auto', whiteSpace: 'nowrap' }}
    >
      {tabs.map(({ path, name }) => (
        <Link
          key={path}
          component={RouterLink}
          to={path}
          underline="none"
          aria-current={path === current ? 'page' : undefined}
          sx={{
            py: 1,
            color: 'text.secondary',
            borderBottom: 2,
            borderColor: 'transparent',
            '&:hover': { color: 'text.primary' },
            '&[aria-current]': { color: 'primary.main', borderColor: 'primary.main', fontWeight: 650 },
          }}
        >
          {name}
        </Link>
      ))}
    </Box>
  )
}
