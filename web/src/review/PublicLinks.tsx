import {
  Alert,
  Button,
  Chip,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { Confirm } from '../shared/layout/Confirm'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { AssessmentChoice, useChosen } from './AssessmentChoice'
import { CandidatesPage } from './CandidatesPage'
import { useTimes } from './times'
import { useWords } from './words'

type PublicLink = Schemas['PublicLinkView']

/** Links that anybody may follow, for job advertisements and fairs. */
export function PublicLinks() {
  const t = useWords()
  const may = useMay()
  const [assessmentId, choose] = useChosen()
  const links = useQuery({
    queryKey: ['public-links', assessmentId],
    queryFn: () => {
      const query = { limit: 100, assessmentId: assessmentId || undefined }
      return listed(api.GET('/v1/public-links', { params: { query } }))
    },
  })
  const items = links.data?.items
  return (
    <CandidatesPage tab="links">
      <AssessmentChoice value={assessmentId} choose={choose} all />
      {may('invitations:write') && <NewLink assessmentId={assessmentId} />}
      {links.error && <Failure problem={links.error} again={links.refetch} />}
      {!items && !links.error && <Loading />}
      {items?.length === 0 && <Empty title={t('links.none')} text={t('links.noneText')} />}
      {items && items.length > 0 && <Links links={items} />}
    </CandidatesPage>
  )
}

function NewLink({ assessmentId }: { assessmentId: string }) {
  const t = useWords()
  const queries = useQueryClient()
  const [places, setPlaces] = useState(50)
  const create = useMutation({
    mutationFn: () => {
      const params = { path: { assessmentId } }
      return answered(api.POST('/v1/assessments/{assessmentId}/public-links', { params, body: { places } }))
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['public-links'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Stack spacing={2}>
      <Stack component="form" direction="row" sx={{ gap: 2, flexWrap: 'wrap' }} onSubmit={submit}>
        <TextField
          size="small"
          type="number"
          label={t('links.places')}
          value={places}
          onChange={(event) => setPlaces(Number(event.target.value))}
          slotProps={{ htmlInput: { min: 1, max: 10_000 } }}
          sx={{ width: 120 }}
        />
        <Button type="submit" variant="contained" disabled={!assessmentId} loading={create.isPending}>
          {t(assessmentId ? 'links.create' : 'links.chooseFirst')}
        </Button>
      </Stack>
      {create.data?.url && <Shown url={create.data.url} />}
    </Stack>
  )
}

function Shown({ url }: { url: string }) {
  const t = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(url).then(() => setCopied(true))
  return (
    <Alert
      severity="success"
      action={
        <Button color="inherit" size="small" onClick={copy}>
          {t(copied ? 'links.copied' : 'links.copy')}
        </Button>
      }
    >
      {t('links.shownOnce')}
      <br />
      <code style={{ overflowWrap: 'anywhere' }}>{url}</code>
      <br />
      {t('links.followed')}
    </Alert>
  )
}

function Links({ links }: { links: PublicLink[] }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const { date } = useTimes()
  const [closing, setClosing] = useState<PublicLink | null>(null)
  const [renewing, setRenewing] = useState<PublicLink | null>(null)
  const disable = useMutation({
    mutationFn: (publicLinkId: string) =>
      answered(api.POST('/v1/public-links/{publicLinkId}/disable', { params: { path: { publicLinkId } } })),
    onSettled: () => {
      setClosing(null)
      queries.invalidateQueries({ queryKey: ['public-links'] })
    },
  })
  const rotate = useMutation({
    mutationFn: (publicLinkId: string) =>
      answered(api.POST('/v1/public-links/{publicLinkId}/rotate', { params: { path: { publicLinkId } } })),
    onSettled: () => setRenewing(null),
  })
  return (
    <>
      {rotate.data?.url && <Shown url={rotate.data.url} />}
      <TableContainer component={Paper} variant="outlined" tabIndex={0} aria-label={t('links.title')}>
        <Table size="small" aria-label={t('links.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('assessment')}</TableCell>
              <TableCell>{t('links.taken')}</TableCell>
              <TableCell>{t('links.createdOn')}</TableCell>
              <TableCell>{t('invitations.openUntil')}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {links.map((each) => (
              <TableRow key={each.id}>
                <TableCell component="th" scope="row">
                  {each.assessmentTitle}
                </TableCell>
                <TableCell>{t('links.takenOf', { taken: each.taken, places: each.places })}</TableCell>
                <TableCell>{date(each.createdAt)}</TableCell>
                <TableCell>{date(each.expiresAt)}</TableCell>
                <TableCell align="right">
                  {each.disabledAt && <Chip size="small" variant="outlined" label={t('links.closed')} />}
                  {!each.disabledAt && may('invitations:write') && (
                    <>
                      <Button size="small" onClick={() => setRenewing(each)}>
                        {t('links.rotate')}
                      </Button>
                      <Button size="small" color="error" onClick={() => setClosing(each)}>
                        {t('links.disable')}
                      </Button>
                    </>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {renewing && (
        <Confirm
          title={t('links.rotateTitle')}
          text={t('links.rotateText')}
          action={t('links.rotate')}
          destructive
          pending={rotate.isPending}
          confirm={() => rotate.mutate(renewing.id)}
          close={() => setRenewing(null)}
        />
      )}
      {closing && (
        <Confirm
          title={t('links.disableTitle')}
          text={t('links.disableText')}
          action={t('links.disable')}
          destructive
          pending={disable.isPending}
          confirm={() => disable.mutate(closing.id)}
          close={() => setClosing(null)}
        />
      )}
    </>
  )
}
