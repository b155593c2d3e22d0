import AddOutlined from '@mui/icons-material/AddOutlined'
import { Box, Button, Pagination, Stack, TextField } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { notices, tellProblem } from '../shared/notices'
import { useAutosave } from './autosave'
import { CaseTable } from './CaseTable'
import { Changed } from './Changed'
import { type CaseSetContent, emptyCase, isUnfinished, ROWS } from './cases'
import { ImportCases } from './ImportCases'
import { KeptChip } from './KeptChip'
import { type Tagged, tagged } from './tagged'
import { useWords } from './words'

type View = Schemas['CaseSetView'] & { tag: string }

async function read(caseSetId: string): Promise<View> {
  const { value, tag } = await tagged(api.GET('/v1/case-sets/{caseSetId}', { params: { path: { caseSetId } } }))
  return { ...value, tag }
}

/** Ask for a set of cases. */
export function useCaseSet(caseSetId: string) {
  return useQuery({
    queryKey: ['case-set', caseSetId],
    queryFn: () => read(caseSetId),
  })
}

/** Write the cases of a set. */
export function CaseSet() {
  const { caseSetId = '' } = useParams()
  const [imports, setImports] = useState(0)
  const { data: set, error, refetch } = useCaseSet(caseSetId)
  if (error) return <Failure problem={error} again={refetch} />
  if (!set) return <Loading />
  return <Draft key={`${set.id} ${imports}`} set={set} imported={() => setImports(imports + 1)} />
}

function Draft({ set, imported }: { set: View; imported: () => void }) {
  const t = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [page, setPage] = useState(1)
  const params = { path: { caseSetId: set.id } }
  const took = async (saved: View) => {
    queries.setQueryData(['case-set', set.id], saved)
    await queries.invalidateQueries({ queryKey: ['case-sets'] })
    return { value: saved.content, tag: saved.tag }
  }
  const source = {
    read: async () => took(await read(set.id)),
    write: async (next: CaseSetContent, base: Tagged<CaseSetContent>) => {
      const { name, cases } = next
      const tagging = { ...params, header: { 'If-Match': base.tag } }
      const body = { content: { name, cases } }
      const saved = await tagged(api.PATCH('/v1/case-sets/{caseSetId}', { params: tagging, body }))
      return took({ ...saved.value, tag: saved.tag })
    },
  }
  const copy = async (content: CaseSetContent) => {
    const name = t('changed.name.copy', { name: content.name })
    await answered(api.POST('/v1/case-sets', { body: { content: { ...content, name } } }))
    notices.getState().say(t('changed.copied'))
    await queries.invalidateQueries({ queryKey: ['case-sets'] })
  }
  const { value, change, kept, conflict } = useAutosave(
    { value: set.content, tag: set.tag },
    isUnfinished,
    source,
    (content) => {
      copy(content).catch(tellProblem)
    },
  )
  const save = useMutation({
    mutationFn: () => answered(api.POST('/v1/case-sets/{caseSetId}/versions', { params, body: { note: '' } })),
    onSuccess: () =>
      Promise.all(['case-set', 'case-sets'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
  const cases = value.cases ?? []
  const writes = may('cards:write') && set.status === 'active'
  const pages = Math.max(1, Math.ceil(cases.length / ROWS))
  return (
    <Page
      title={value.name || t('area.caseSets')}
      trail={[{ path: '/cards/case-sets', name: t('area.caseSets') }]}
      about={t('sets.version', { versions: set.versions, cases: cases.length })}
      actions={
        writes && (
          <>
            <ImportCases
              caseSetId={set.id}
              blocked={kept === 'saving'}
              done={async () => {
                await source.read()
                imported()
              }}
            />
            <Button
              variant="contained"
              loading={save.isPending}
              disabled={kept !== 'saved' || set.saved || cases.length === 0}
              onClick={() => save.mutate()}
            >
              {t('versions.save')}
            </Button>
          </>
        )
      }
    >
      <Stack component="fieldset" disabled={!writes} spacing={2} sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
        {writes && <KeptChip kept={kept} />}
        {conflict && <Changed conflict={conflict} copy={() => copy(value)} />}
        <TextField
          required
          size="small"
          label={t('cards.name')}
          value={value.name}
          onChange={(event) => change({ ...value, name: event.target.value })}
          sx={{ maxWidth: 420 }}
        />
        <CaseTable
          cases={cases}
          first={(page - 1) * ROWS}
          change={(next) => change({ ...value, cases: next })}
          writes={writes}
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'space-between' }}>
          {writes && (
            <Button
              startIcon={<AddOutlined />}
              onClick={() => {
                change({ ...value, cases: [...cases, emptyCase()] })
                setPage(Math.ceil((cases.length + 1) / ROWS))
              }}
            >
              {t('sets.addCase')}
            </Button>
          )}
          {pages > 1 && <Pagination count={pages} page={page} onChange={(_, next) => setPage(next)} />}
        </Box>
      </Stack>
    </Page>
  )
}
