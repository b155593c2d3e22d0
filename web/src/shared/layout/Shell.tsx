import { AppBar, Box, Button, Container, Link, Toolbar, Typography } from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { type ReactNode, Suspense } from 'react'
import { Outlet } from 'react-router'
import type { Entry } from '../feature'
import { language, useTranslate } from '../i18n'
import { Loading } from './Loading'
import { Navigation, NavigationButton } from './Navigation'

/** The frame of every screen: `aside` stands at its head's end, `above` over what it shows, `entries` are the areas. */
export function Shell({
  aside,
  above,
  entries = [],
  children,
}: {
  aside?: ReactNode
  above?: ReactNode
  entries?: Entry[]
  children?: ReactNode
}) {
  const t = useTranslate()
  return (
    <>
      <Link
        href="#main"
        sx={{
          position: 'absolute',
          left: -9999,
          '&:focus': { left: 8, top: 8, zIndex: 2000, p: 1, bgcolor: 'background.paper' },
        }}
      >
        {t('shell.skip')}
      </Link>
      <AppBar position="static" color="inherit" elevation={0} sx={{ borderBottom: 1, borderColor: 'divider' }}>
        <Toolbar variant="dense" sx={{ gap: 2, flexWrap: 'wrap' }}>
          <NavigationButton entries={entries} />
          <Typography component="span" sx={{ fontWeight: 700, color: 'primary.main' }}>
            Ella
          </Typography>
          <Box sx={{ flexGrow: 1 }}>{aside}</Box>
          <Switches />
        </Toolbar>
      </AppBar>
      <Box sx={{ display: 'flex' }}>
        <Navigation entries={entries} />
        <Container component="main" id="main" maxWidth="xl" tabIndex={-1} sx={{ py: 3, outline: 'none', minWidth: 0 }}>
          {above}
          <Suspense fallback={<Loading />}>{children ?? <Outlet />}</Suspense>
        </Container>
      </Box>
    </>
  )
}

function Switches() {
  const t = useTranslate()
  const { locale, choose } = language()
  const { mode, systemMode, setMode } = useColorScheme()
  const dark = (mode === 'system' ? systemMode : mode) === 'dark'
  const other = locale === 'en' ? 'de' : 'en'
  return (
    <Box component="nav" aria-label={t('shell.appearance')} sx={{ display: 'flex', gap: 1 }}>
      <Button size="small" color="inherit" lang={other} onClick={() => choose(other)}>
        {other === 'de' ? 'Deutsch' : 'English'}
      </Button>
      <Button size="small" color="inherit" onClick={() => setMode(dark ? 'light' : 'dark')}>
        {t(dark ? 'shell.light' : 'shell.dark')}
      </Button>
    </Box>
  )
}
