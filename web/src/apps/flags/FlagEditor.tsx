import { MenuItem, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api, type Schemas } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import { useWords } from '../words'
import { type Definition, isUnready, patchOf } from './editing'
import { Prerequisites } from './Prerequisites'
import { Rules } from './Rules'
import { ServeFields } from './ServeFields'
import { VariantFields } from './VariantFields'

interface Props {
  flag: Schemas['FlagView']
  others: Schemas['FlagView'][]
  close: () => void
}

/** Change what a flag serves: to whom, on what, and when. */
export function FlagEditor({ flag, others, close }: Props) {
  const t = useWords()
  const [definition, setDefinition] = useState<Definition>(flag.definition)
  const [note, setNote] = useState('')
  const put = (change: Partial<Definition>) => setDefinition({ ...definition, ...change })
  const environment = { appId: flag.appId, environment: flag.environment }
  const segments = useQuery({
    queryKey: ['segments', flag.appId, flag.environment],
    queryFn: () =>
      answered(api.GET('/v1/apps/{appId}/environments/{environment}/segments', { params: { path: environment } })),
  })
  const save = useAct(async () => {
    const body = { definition: patchOf(flag.definition, definition) as Record<string, unknown>, note }
    const params = { path: { ...environment, flagKey: flag.key } }
    await answered(api.PATCH('/v1/apps/{appId}/environments/{environment}/flags/{flagKey}', { params, body }))
    close()
  }, 'flags')
  const variants = Object.keys(definition.variants)
  const serves = [definition.otherwise, ...(definition.rules ?? []).map(({ serve }) => serve)]
  const used = [
    definition.off,
    ...serves.flatMap(({ variant, split = [] }) => [variant ?? '', ...split.map((share) => share.variant)]),
  ]
  return (
    <FormDialog
      open
      title={t('flags.editOf', { key: flag.key })}
      submit={t('save')}
      busy={save.isPending}
      ready={!isUnready(definition)}
      close={close}
      act={() => save.mutate()}
    >
      <TextField
        multiline
        label={t('apps.description')}
        value={definition.description ?? ''}
        onChange={(event) => put({ description: event.target.value })}
      />
      <VariantFields
        type={definition.type}
        variants={definition.variants}
        used={used}
        change={(next) => put({ variants: next })}
      />
      <Rules
        rules={definition.rules ?? []}
        variants={variants}
        segments={(segments.data?.segments ?? []).map(({ key }) => key)}
        change={(rules) => put({ rules })}
      />
      <ServeFields
        label={t('flags.otherwise')}
        variants={variants}
        serve={definition.otherwise}
        change={(otherwise) => put({ otherwise })}
      />
      <Prerequisites
        prerequisites={definition.prerequisites ?? []}
        flags={others.filter(({ key }) => key !== flag.key)}
        change={(prerequisites) => put({ prerequisites })}
      />
      <TextField
        select
        label={t('flags.offVariant')}
        helperText={t('flags.offHelp')}
        value={definition.off}
        onChange={(event) => put({ off: event.target.value })}
      >
        {variants.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      {(['startsAt', 'endsAt'] as const).map((name) => (
        <TextField
          key={name}
          type="datetime-local"
          label={t(`flags.${name}`)}
          value={local(definition.schedule?.[name])}
          onChange={({ target }) =>
            put({
              schedule: {
                ...definition.schedule,
                [name]: target.value ? new Date(target.value).toISOString() : null,
              },
            })
          }
          slotProps={{ inputLabel: { shrink: true } }}
        />
      ))}
      <TextField label={t('flags.note')} value={note} onChange={(event) => setNote(event.target.value)} />
    </FormDialog>
  )
}

/** Return a time as a field of this device's zone takes it. */
function local(at: string | null | undefined): string {
  if (!at) return ''
  const time = new Date(at)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
