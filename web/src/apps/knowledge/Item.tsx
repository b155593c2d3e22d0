import { Box, Button, Chip, Paper, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useId, useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { type Content, changedLines, type Difference, type Kind, type Line, linesOf } from './content'
import { ItemForm } from './ItemForm'
import { isEditable } from './writing'

const COLOURS = { '+': 'success.main', '-': 'error.main', ' ': 'text.primary' }
const CHIPS = { added: 'success', changed: 'info', removed: 'error' } as const

/** What the draft does to an item, line by line. */
export function Change({ app, difference, edits }: { app: App; difference: Difference; edits: boolean }) {
  const t = useWords()
  const { change, kind, key, before, after, id } = difference
  const drop = useRemoval(app, kind, id)
  return (
    <Foldable
      name={key}
      chip={<Chip size="small" color={CHIPS[change]} variant="outlined" label={t(`kb.${change}`)} />}
      kind={kind}
      lines={() => changedLines(linesOf(before), linesOf(after))}
      remark={change === 'changed' && String(linesOf(before)) === String(linesOf(after)) ? t('kb.moved') : ''}
      actions={
        edits && (
          <>
            {after && <EditButton app={app} id={id} content={after} />}
            {change === 'added' && (
              <Button size="small" loading={drop.isPending} onClick={() => drop.mutate()}>
                {t('kb.drop')}
              </Button>
            )}
          </>
        )
      }
    />
  )
}

/** An item that agents know. */
export function Item({
  app,
  item,
  removes,
}: {
  app: App
  item: { id: string; key: string; content: Content }
  removes: boolean
}) {
  const t = useWords()
  const remove = useRemoval(app, item.content.kind, item.id)
  return (
    <Foldable
      name={item.key}
      kind={item.content.kind}
      lines={() => linesOf(item.content).map((text) => ({ sign: ' ' as const, text }))}
      actions={
        removes &&
        (remove.isSuccess ? (
          <Typography variant="body2">{t('kb.removedInDraft')}</Typography>
        ) : (
          <>
            <EditButton app={app} id={item.id} content={item.content} />
            <ConfirmButton
              size="small"
              color="error"
              question={t('kb.removeQuestion', { name: item.key })}
              text={t('kb.removeText')}
              act={() => remove.mutate()}
            >
              {t('kb.remove')}
            </ConfirmButton>
          </>
        ))
      }
    />
  )
}

function EditButton({ app, id, content }: { app: App; id: string; content: Content }) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  if (!isEditable(content)) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('kb.edit')}
      </Button>
      {open && <ItemForm app={app} of={{ id, content }} close={close} />}
    </>
  )
}

function useRemoval(app: App, kind: Kind, itemId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answered(
        api.DELETE('/v1/apps/{appId}/kb/{kind}/{itemId}', { params: { path: { appId: app.id, kind, itemId } } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['kb', app.id, 'diff'] }),
  })
}

interface Folded {
  name: string
  kind: Kind
  chip?: React.ReactNode
  actions: React.ReactNode
  lines: () => Line[]
  remark?: string
}

function Foldable({ name, kind, chip, actions, lines, remark = '' }: Folded) {
  const t = useWords()
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <Paper variant="outlined" component="article" aria-labelledby={id} sx={{ px: 2, py: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h3" component="h2" id={id} sx={{ flexGrow: 1, overflowWrap: 'anywhere', minWidth: 0 }}>
          {name}
        </Typography>
        {chip}
        <Chip size="small" label={t(`kb.kind.${kind}`)} />
        <Button size="small" aria-expanded={open} aria-describedby={id} onClick={() => setOpen(!open)}>
          {t(open ? 'kb.hide' : 'kb.show')}
        </Button>
        {actions}
      </Box>
      {remark && <Typography sx={{ color: 'text.secondary' }}>{remark}</Typography>}
      {open && (
        <Box
          component="pre"
          tabIndex={0}
          aria-label={name}
          sx={{
            mt: 1,
            mb: 0,
            p: 1.5,
            maxHeight: 420,
            overflow: 'auto',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
            borderRadius: 1,
            bgcolor: 'action.hover',
            fontSize: '0.85rem',
          }}
        >
          {lines().map(({ sign, text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
            <Box key={place} component="span" sx={{ display: 'block', color: COLOURS[sign] }}>
              {sign} {text}
            </Box>
          ))}
        </Box>
      )}
    </Paper>
  )
}
