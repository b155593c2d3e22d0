import { Box, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { answered, api } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Allowances } from './Allowances'
import { AreaTabs } from './CardTabs'
import { Findings } from './Findings'
import { partOf } from './found'
import { useWords } from './words'

/** Scan a text from outside for injections, and see what is allowed though it looks like one. */
export function Injections() {
  const t = useWords()
  return (
    <Page title={t('area.title')} about={t('cards.about')}>
      <AreaTabs current="/cards/injections" />
      <Scan />
      <Allowances />
    </Page>
  )
}

function Scan() {
  const t = useWords()
  const [text, setText] = useState('')
  const [scanned, setScanned] = useState('')
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['injection-scan', 'text', scanned],
    queryFn: () => answered(api.POST('/v1/injection-scans', { body: { text: scanned } })),
    enabled: scanned !== '',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text === scanned) refetch()
    else setScanned(text)
  }
  return (
    <Paper variant="outlined" sx={{ p: 2 }} component="section" aria-label={t('scan.title')}>
      <Stack spacing={2}>
        <Box>
          <Typography variant="h2" gutterBottom>
            {t('scan.title')}
          </Typography>
          <Typography sx={{ color: 'text.secondary' }}>{t('scan.about')}</Typography>
        </Box>
        <Stack component="form" spacing={2} onSubmit={submit}>
          <TextField
            multiline
            minRows={4}
            maxRows={14}
            label={t('scan.text')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            slotProps={{ htmlInput: { dir: 'auto' } }}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={text === ''}
            loading={isFetching}
            sx={{ alignSelf: 'start' }}
          >
            {t('scan.act')}
          </Button>
        </Stack>
        {error && <Failure problem={error} again={refetch} />}
        {isFetching && !data && <Loading />}
        {data && <Findings report={data} clean={t('scan.clean')} sourceOf={(found) => partOf(scanned, found)} />}
      </Stack>
    </Paper>
  )
}
