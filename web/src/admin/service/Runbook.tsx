import { Paper, Stack, Typography } from '@mui/material'
import { useParams } from 'react-router'
import { Empty } from '../../shared/layout/Empty'
import { Markdown } from '../../shared/Markdown'
import { useWords } from '../words'

const FILES = import.meta.glob<string>('../../../../docs/runbooks/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const RUNBOOKS = new Map(Object.entries(FILES).map(([path, text]) => [path.replace(/^.*\/|\.md$/g, ''), text]))

/** What to do about an alert, as the handbook says; links between runbooks stay in the console. */
export function Runbook() {
  const t = useWords()
  const { name = '' } = useParams()
  const text = RUNBOOKS.get(name)
  if (text === undefined) return <Empty title={t('runbook.none')} text={t('runbook.about')} />
  return (
    <Stack spacing={1}>
      <Typography sx={{ color: 'text.secondary' }}>
        {t('runbook.about')} {t('runbook.language')}
      </Typography>
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 840 }}>
        <Markdown text={linked(text)} />
      </Paper>
    </Stack>
  )
}

/** Return a runbook whose links lead to the console's pages; what the console doesn't show is named without a link. */
function linked(text: string): string {
  return text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (whole, label: string, target: string) => {
    const name = target.replace(/\.md$/, '')
    if (RUNBOOKS.has(name)) return `[${label}](/platform/runbooks/${name})`
    return target.startsWith('http') ? whole : label
  })
}
