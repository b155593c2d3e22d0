import { Alert, Box, Button, Chip, LinearProgress, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { answered, api, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { useOperation } from '../../shared/operation'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { KINDS, type Kind } from './content'
import type { Base } from './Knowledge'

/** Ask what agents would find, each passage with where it stands. */
export function Search({ app, base }: { app: App; base: Base }) {
  const t = useWords()
  const [typed, setTyped] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const [asked, setAsked] = useState<{ q: string; kind: Kind | '' } | null>(null)
  const index = useQuery({
    queryKey: ['kb', app.id, 'index', base.activeVersion],
    queryFn: () => answered(api.GET('/v1/apps/{appId}/kb/rag', { params: { path: { appId: app.id } } })),
    refetchInterval: ({ state }) => (state.data?.buildingVersion ? 1_500 : false),
  })
  const version = index.data?.version ?? 0
  const found = useQuery({
    queryKey: ['kb', app.id, 'hits', asked, version],
    queryFn: () =>
      answered(
        api.GET('/v1/apps/{appId}/kb/search', {
          params: { path: { appId: app.id }, query: { q: asked?.q ?? '', k: 10, kind: asked?.kind || null } },
        }),
      ),
    enabled: asked !== null && version > 0,
  })
  if (index.error) return <Failure problem={index.error} again={index.refetch} />
  if (!index.data) return <Loading />
  if (base.activeVersion === 0) return <Empty title={t('kb.nothing')} text={t('kb.nothingText')} />
  return (
    <Stack spacing={2}>
      <Index app={app} index={index.data} />
      {version > 0 && (
        <Stack
          component="form"
          direction="row"
          spacing={2}
          useFlexGap
          sx={{ flexWrap: 'wrap' }}
          onSubmit={(event) => {
            event.preventDefault()
            if (typed.trim()) setAsked({ q: typed.trim(), kind })
          }}
        >
          <TextField
            size="small"
            label={t('kb.question')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            sx={{ flexGrow: 1, minWidth: 220 }}
          />
          <TextField
            select
            size="small"
            label={t('kb.kinds')}
            value={kind}
            onChange={(event) => setKind(event.target.value as Kind | '')}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            sx={{ minWidth: 140 }}
          >
            <MenuItem value="">{t('list.all')}</MenuItem>
            {KINDS.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`kb.kind.${each}`)}
              </MenuItem>
            ))}
          </TextField>
          <Button type="submit" variant="contained" loading={found.isFetching} disabled={!typed.trim()}>
            {t('kb.search')}
          </Button>
        </Stack>
      )}
      {found.error && <Failure problem={found.error} again={found.refetch} />}
      {found.data?.hits.length === 0 && <Empty title={t('kb.noHits')} text={t('kb.noHitsText')} />}
      {found.data?.hits.map((hit) => (
        <Hit key={`${hit.citation.itemId} ${hit.citation.start ?? hit.text}`} hit={hit} />
      ))}
    </Stack>
  )
}

/** Which version can be searched, and what brings the index up to the active one. */
function Index({ app, index }: { app: App; index: Schemas['RagStatus'] }) {
  const t = useWords()
  const writes = useMay()('knowledge:write') && app.status === 'active'
  const { number, time } = useFormats()
  const queries = useQueryClient()
  const { data: operation } = useOperation(index.operationId)
  const params = { path: { appId: app.id } }
  const build = useMutation({
    mutationFn: () =>
      answered(
        index.version === 0
          ? api.POST('/v1/apps/{appId}/kb/build-rag', { params })
          : api.POST('/v1/apps/{appId}/kb/update-rag', { params }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['kb', app.id, 'index'] }),
  })
  if (index.buildingVersion)
    return (
      <Stack spacing={1} role="status">
        <Typography>{t('kb.indexing', { version: index.buildingVersion })}</Typography>
        <LinearProgress
          aria-label={t('kb.indexing', { version: index.buildingVersion })}
          {...(operation?.progress.total
            ? {
                variant: 'determinate' as const,
                value: Math.min(100, (100 * operation.progress.done) / operation.progress.total),
              }
            : {})}
        />
      </Stack>
    )
  const button = writes && (
    <Button color="inherit" size="small" loading={build.isPending} onClick={() => build.mutate()}>
      {t(index.version === 0 ? 'kb.build' : 'kb.update')}
    </Button>
  )
  if (index.version === 0)
    return (
      <Alert severity="info" action={button}>
        {t('kb.noIndex')}
      </Alert>
    )
  if (!index.isCurrent)
    return (
      <Alert severity="warning" action={button}>
        {t('kb.behind', { version: index.version, active: index.activeVersion })}
      </Alert>
    )
  return (
    <Typography sx={{ color: 'text.secondary' }}>
      {t('kb.indexed', {
        version: index.version,
        chunks: number(index.chunks),
        at: index.builtAt ? time(index.builtAt) : '',
      })}
    </Typography>
  )
}

function Hit({ hit }: { hit: Schemas['KnowledgeHit'] }) {
  const t = useWords()
  const { percent } = useFormats()
  const { citation } = hit
  const { firstLine, lastLine } = citation
  const lines = firstLine === null ? '' : t('kb.lines', { first: firstLine, last: lastLine ?? firstLine })
  const place = [citation.document ?? citation.key, lines, citation.pointer].filter(Boolean).join(' · ')
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Typography variant="h3" component="h2" sx={{ flexGrow: 1, overflowWrap: 'anywhere' }}>
          {hit.heading || citation.key}
        </Typography>
        <Chip size="small" label={t(`kb.kind.${citation.kind}`)} />
        <Chip size="small" variant="outlined" label={t('kb.near', { score: percent(hit.score) })} />
      </Box>
      <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {hit.text}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {t('kb.cited', { place, version: citation.version })}
      </Typography>
    </Paper>
  )
}
