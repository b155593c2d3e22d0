import {
  MenuItem,
  Paper,
  Select,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useWords } from './words'

type Preference = Schemas['PreferenceView']

const MAILS: Preference['mail'][] = ['at_once', 'daily', 'never']

/** What one is told of, here and by mail. */
export function NotificationPreferences() {
  const t = useWords()
  const preferences = useQuery({
    queryKey: ['notification-preferences'],
    queryFn: () => answered(api.GET('/v1/notification-preferences')),
  })
  const choose = useAct(
    ({ kind, inApp, mail }: Preference) =>
      answered(api.PATCH('/v1/notification-preferences', { body: { preferences: [{ kind, inApp, mail }] } })),
    'notification-preferences',
  )
  if (preferences.error) return <Failure problem={preferences.error} again={preferences.refetch} />
  if (!preferences.data) return <Loading />
  return (
    <Page title={t('preferences.title')} about={t('preferences.about')}>
      <TableContainer component={Paper} variant="outlined">
        <Table size="small" aria-label={t('preferences.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('preferences.what')}</TableCell>
              <TableCell>{t('preferences.here')}</TableCell>
              <TableCell>{t('preferences.mail')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {preferences.data.preferences.map((each) => {
              const name = t(`kind.${each.kind}`)
              return (
                <TableRow key={each.kind}>
                  <TableCell component="th" scope="row">
                    {name}
                  </TableCell>
                  <TableCell>
                    <Switch
                      checked={each.inApp}
                      onChange={(event) => choose.mutate({ ...each, inApp: event.target.checked })}
                      slotProps={{ input: { 'aria-label': t('preferences.hereOf', { name }) } }}
                    />
                  </TableCell>
                  <TableCell>
                    <Select
                      size="small"
                      value={each.mail}
                      onChange={(event) => choose.mutate({ ...each, mail: event.target.value as Preference['mail'] })}
                      inputProps={{ 'aria-label': t('preferences.mailOf', { name }) }}
                    >
                      {MAILS.filter((mail) => mail !== 'never' || !each.mailRequired).map((mail) => (
                        <MenuItem key={mail} value={mail}>
                          {t(`mail.${mail}`)}
                        </MenuItem>
                      ))}
                    </Select>
                  </TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      </TableContainer>
    </Page>
  )
}
