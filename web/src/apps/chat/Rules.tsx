import { Button, FormControlLabel, Switch, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { notices } from '../../shared/notices'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { aliasesOf, aliasLines, linesOf } from './rules'

type Given = Schemas['ChatSettingsView']

/** The rules by which an app asks models. */
export function Rules({ app }: { app: App }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['chat-settings', app.id],
    queryFn: () => answered(api.GET('/v1/apps/{appId}/chat-settings', { params: { path: { appId: app.id } } })),
    enabled: may('apps:read'),
  })
  if (!data || !may('apps:write') || app.status !== 'active') return null
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)} sx={{ alignSelf: 'start' }}>
        {t('rules.open')}
      </Button>
      {open && <Form app={app} given={data} close={() => setOpen(false)} />}
    </>
  )
}

function Form({ app, given, close }: { app: App; given: Given; close: () => void }) {
  const t = useWords()
  const [aliases, setAliases] = useState(aliasLines(given.aliases))
  const [fallbacks, setFallbacks] = useState(given.fallbacks.join('\n'))
  const [allowed, setAllowed] = useState((given.allowedModels ?? []).join('\n'))
  const [figures, setFigures] = useState({
    maxTokens: String(given.maxTokens),
    dailyBudget: given.dailyBudget ?? '',
    dailyBudgetPerCaller: given.dailyBudgetPerCaller ?? '',
    cacheSeconds: String(given.cacheSeconds),
    conversationDays: String(given.conversationDays),
  })
  const [redactRequests, setRedact] = useState(given.redactRequests)
  const read = aliasesOf(aliases)
  const save = useAct(
    async () => {
      const body = {
        aliases: read ?? [],
        fallbacks: linesOf(fallbacks),
        allowedModels: allowed.trim() ? linesOf(allowed) : null,
        maxTokens: Number(figures.maxTokens),
        dailyBudget: figures.dailyBudget.trim() || null,
        dailyBudgetPerCaller: figures.dailyBudgetPerCaller.trim() || null,
        cacheSeconds: Number(figures.cacheSeconds),
        conversationDays: Number(figures.conversationDays),
        redactRequests,
      }
      await answered(api.PUT('/v1/apps/{appId}/chat-settings', { params: { path: { appId: app.id } }, body }))
      notices.getState().say(t('rules.saved'))
      close()
    },
    'chat-settings',
    'chat-models',
  )
  const isWrong = (name: keyof typeof figures) => {
    const typed = figures[name].trim()
    if (name === 'dailyBudget' || name === 'dailyBudgetPerCaller') return typed !== '' && !(Number(typed) > 0)
    return !/^\d+$/.test(typed) || (name !== 'cacheSeconds' && Number(typed) < 1)
  }
  const names = ['maxTokens', 'dailyBudget', 'dailyBudgetPerCaller', 'cacheSeconds', 'conversationDays'] as const
  return (
    <FormDialog
      open
      title={t('rules.open')}
      submit={t('save')}
      busy={save.isPending}
      ready={read !== null && !names.some(isWrong)}
      close={close}
      act={() => save.mutate()}
    >
      <TextField
        multiline
        minRows={2}
        label={t('rules.aliases')}
        helperText={t(read ? 'rules.aliasesHelp' : 'rules.aliasesWrong')}
        error={read === null}
        value={aliases}
        onChange={(event) => setAliases(event.target.value)}
      />
      <TextField
        multiline
        label={t('rules.fallbacks')}
        helperText={t('rules.fallbacksHelp')}
        value={fallbacks}
        onChange={(event) => setFallbacks(event.target.value)}
      />
      <TextField
        multiline
        label={t('rules.allowed')}
        helperText={t('rules.allowedHelp')}
        value={allowed}
        onChange={(event) => setAllowed(event.target.value)}
      />
      {names.map((name) => (
        <TextField
          key={name}
          label={t(`rules.${name}`)}
          value={figures[name]}
          error={isWrong(name)}
          onChange={(event) => setFigures({ ...figures, [name]: event.target.value })}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
      ))}
      <FormControlLabel
        control={<Switch checked={redactRequests} onChange={(_, on) => setRedact(on)} />}
        label={t('rules.redact')}
      />
    </FormDialog>
  )
}
