import { Alert, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { useOperation } from '../../shared/operation'
import { upload } from '../../shared/upload'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { ApiFields } from './ApiFields'
import { type Content, KINDS, type Kind } from './content'
import { TableFields } from './TableFields'
import { blank, isReady, markdownOf, type Section } from './writing'

/** Write an item of the draft by hand, or change one that a file brought. */
export function ItemForm({ app, of, close }: { app: App; of?: { id: string; content: Content }; close: () => void }) {
  const t = useWords()
  const queries = useQueryClient()
  const [content, setContent] = useState<Content>(of?.content ?? blank('apis'))
  const [operationId, setOperationId] = useState<string | null>(null)
  const { data: reading } = useOperation(operationId)
  const save = useAct(async () => {
    if (content.kind === 'sections') setOperationId(await sentSection(app.id, content))
    else {
      await sentItem(app.id, content, of?.id)
      close()
    }
  }, 'kb')
  const isTaken = reading?.status === 'succeeded'
  useEffect(() => {
    if (!isTaken) return
    void queries.invalidateQueries({ queryKey: ['kb', app.id] })
    close()
  }, [isTaken, queries, app.id, close])
  const failed = reading?.status === 'failed' || reading?.status === 'cancelled'
  return (
    <FormDialog
      open
      title={t(of ? 'kb.edit' : 'kb.create')}
      submit={t(of ? 'save' : 'create')}
      busy={save.isPending || (operationId !== null && !failed)}
      ready={isReady(content)}
      close={close}
      act={() => save.mutate()}
    >
      {!of && (
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label={t('kb.kinds')}
          value={content.kind}
          onChange={(_, kind: Kind | null) => kind && setContent(blank(kind))}
        >
          {KINDS.map((each) => (
            <ToggleButton key={each} value={each}>
              {t(`kb.kind.${each}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {failed && <Alert severity="error">{reading.error?.message ?? t('kb.cancelled')}</Alert>}
      {content.kind === 'apis' && <ApiFields api={content} isNew={!of} change={setContent} />}
      {content.kind === 'tables' && <TableFields table={content} isNew={!of} change={setContent} />}
      {content.kind === 'sections' && <SectionFields section={content} isNew={!of} change={setContent} />}
    </FormDialog>
  )
}

function SectionFields({
  section,
  isNew,
  change,
}: {
  section: Section
  isNew: boolean
  change: (section: Section) => void
}) {
  const t = useWords()
  return (
    <>
      <TextField
        required
        label={t('kb.document')}
        value={section.document}
        disabled={!isNew}
        onChange={(event) => change({ ...section, document: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      {isNew ? (
        <TextField
          label={t('kb.heading')}
          value={section.headings?.[0] ?? ''}
          onChange={(event) => change({ ...section, headings: event.target.value ? [event.target.value] : [] })}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
      ) : (
        <Typography>{section.headings?.join(' › ')}</Typography>
      )}
      <TextField
        required
        multiline
        minRows={6}
        maxRows={16}
        label={t('kb.text')}
        helperText={t(isNew ? 'kb.textHelp' : 'kb.textAgain')}
        value={section.text}
        onChange={(event) => change({ ...section, text: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 20_000 } }}
      />
    </>
  )
}

async function sentItem(appId: string, content: Exclude<Content, Section>, id: string | undefined): Promise<void> {
  const params = { path: { appId } }
  if (content.kind === 'apis')
    await answered(
      id
        ? api.PUT('/v1/apps/{appId}/kb/apis/{apiId}', { params: { path: { appId, apiId: id } }, body: { content } })
        : api.POST('/v1/apps/{appId}/kb/apis', { params, body: { content } }),
    )
  else
    await answered(
      id
        ? api.PUT('/v1/apps/{appId}/kb/tables/{tableId}', {
            params: { path: { appId, tableId: id } },
            body: { content },
          })
        : api.POST('/v1/apps/{appId}/kb/tables', { params, body: { content } }),
    )
}

/** Send a section as the file that it would be in; return the operation that reads it. */
async function sentSection(appId: string, section: Section): Promise<string> {
  const file = new File([markdownOf(section)], 'section.md', { type: 'text/markdown' })
  const uploadId = await upload(file, 'knowledge_file')
  const body = { uploadId, name: section.document.trim() }
  const { id } = await answered(api.POST('/v1/apps/{appId}/kb/upload-markdown', { params: { path: { appId } }, body }))
  return id
}
