import { MenuItem, TextField } from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { language } from '../shared/i18n'
import { Section } from './Section'
import { TimeZone } from './TimeZone'
import { useWords } from './words'

type Wanted = Partial<Schemas['UserSettings']>

/** Language, time zone and appearance; each is kept as soon as it is chosen. */
export function Preferences() {
  const t = useWords()
  const { choose } = language()
  const { setMode } = useColorScheme()
  const settings = useQuery({
    queryKey: ['user-settings'],
    queryFn: () => answered(api.GET('/v1/profile/settings')),
  })
  const save = useAct(
    (wanted: Wanted) => answered(api.PATCH('/v1/profile/settings', { body: wanted })),
    'user-settings',
  )
  if (!settings.data) return null
  const { locale = 'en', timeZone = 'UTC', theme = 'system' } = settings.data
  return (
    <Section title={t('settings.preferences')} text={t('settings.preferencesText')}>
      <TextField
        select
        fullWidth
        label={t('settings.language')}
        value={locale.startsWith('de') ? 'de' : 'en'}
        onChange={(event) => {
          const chosen = event.target.value === 'de' ? 'de' : 'en'
          choose(chosen)
          save.mutate({ locale: chosen })
        }}
      >
        <MenuItem value="en">English</MenuItem>
        <MenuItem value="de">Deutsch</MenuItem>
      </TextField>
      <TimeZone value={timeZone} choose={(chosen) => save.mutate({ timeZone: chosen })} />
      <TextField
        select
        fullWidth
        label={t('settings.theme')}
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as NonNullable<Wanted['theme']>
          setMode(chosen)
          save.mutate({ theme: chosen })
        }}
      >
        <MenuItem value="system">{t('theme.system')}</MenuItem>
        <MenuItem value="light">{t('theme.light')}</MenuItem>
        <MenuItem value="dark">{t('theme.dark')}</MenuItem>
      </TextField>
    </Section>
  )
}
