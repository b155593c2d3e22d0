import { Alert, Stack, TextField } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { Confirm } from '../shared/layout/Confirm'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useWords } from './words'

type Granted = Schemas['AccommodationView']

interface Props {
  invitation: Schemas['InvitationView']
  close: () => void
}

/** Grant one candidate more time or breaks before they start. */
export function AccommodationDialog({ invitation, close }: Props) {
  const params = { path: { invitationId: invitation.id } }
  const { data, error, refetch } = useQuery({
    queryKey: ['accommodation', invitation.id],
    queryFn: () =>
      answered(api.GET('/v1/invitations/{invitationId}/accommodation', { params })).catch((problem: unknown) => {
        if (problem instanceof Problem && problem.status === 404) return null
        throw problem
      }),
  })
  if (error) return <Failure problem={error} again={refetch} />
  if (data === undefined) return <Loading />
  return <Grant invitation={invitation} known={data} close={close} />
}

function Grant({ invitation, known, close }: Props & { known: Granted | null }) {
  const t = useWords()
  const queries = useQueryClient()
  const [percent, setPercent] = useState(known ? Math.round((Number(known.timeMultiplier) - 1) * 100) : 25)
  const [breaks, setBreaks] = useState(known?.breaks ?? 0)
  const [minutes, setMinutes] = useState(known?.breakMinutes || 10)
  const grant = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/v1/invitations/{invitationId}/accommodation', {
          params: { path: { invitationId: invitation.id } },
          body: {
            timeMultiplier: (1 + percent / 100).toFixed(2),
            breaks,
            breakMinutes: breaks ? minutes : 0,
          },
        }),
      ),
    onSuccess: (granted) => {
      queries.setQueryData(['accommodation', invitation.id], granted)
      close()
    },
  })
  return (
    <Confirm
      title={t('accommodation.title', { name: invitation.candidateName })}
      text={t('accommodation.text')}
      action={t('accommodation.grant')}
      pending={grant.isPending}
      confirm={() => grant.mutate()}
      close={close}
    >
      <Stack spacing={2} sx={{ pt: 1 }}>
        {known && <Alert severity="info">{t('accommodation.known')}</Alert>}
        <Count label={t('accommodation.percent')} value={percent} set={setPercent} most={300} />
        <Count label={t('accommodation.breaks')} value={breaks} set={setBreaks} most={20} />
        {breaks > 0 && (
          <Count label={t('accommodation.minutes')} value={minutes} set={setMinutes} most={120} least={1} />
        )}
      </Stack>
    </Confirm>
  )
}

function Count(props: { label: string; value: number; set: (value: number) => void; most: number; least?: number }) {
  const { label, value, set, most, least = 0 } = props
  return (
    <TextField
      type="number"
      label={label}
      value={value}
      onChange={(event) => set(Math.min(most, Math.max(least, Math.round(Number(event.target.value)) || least)))}
      slotProps={{ htmlInput: { min: least, max: most } }}
    />
  )
}
