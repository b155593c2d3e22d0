import { Alert, Avatar, Button, Chip, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Erasure } from './Erasure'
import { OwnData } from './OwnData'
import { Preferences } from './Preferences'
import { Section } from './Section'
import { sendAvatar, useAvatar, useProfile } from './self'
import { useWords } from './words'

/** Who one is here: name, picture, language, and one's own data. */
export function Profile() {
  const t = useWords()
  const profile = useProfile()
  if (profile.error) return <Failure problem={profile.error} again={profile.refetch} />
  if (!profile.data) return <Loading />
  return (
    <Page title={t('profile.title')} about={t('profile.about')}>
      <Stack spacing={2}>
        <Name profile={profile.data} />
        <Picture profile={profile.data} />
        <Preferences />
        <OwnData />
        <Erasure />
      </Stack>
    </Page>
  )
}

function Name({ profile }: { profile: Schemas['ProfileView'] }) {
  const t = useWords()
  const [name, setName] = useState(profile.displayName)
  const save = useAct(() => answered(api.PATCH('/v1/profile', { body: { displayName: name } })), 'profile', 'members')
  const verify = useAct(() => answered(api.POST('/v1/auth/email-verification')))
  return (
    <Section title={t('profile.who')}>
      <TextField label={t('profile.name')} value={name} onChange={(event) => setName(event.target.value)} fullWidth />
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <span>{profile.email}</span>
        <Chip
          size="small"
          color={profile.emailVerified ? 'success' : 'default'}
          variant="outlined"
          label={t(profile.emailVerified ? 'profile.verified' : 'profile.unverified')}
        />
        {!profile.emailVerified && (
          <Button size="small" onClick={() => verify.mutate()} disabled={verify.isPending || verify.isSuccess}>
            {t('profile.verify')}
          </Button>
        )}
      </Stack>
      {verify.isSuccess && <Alert severity="info">{t('profile.verifySent')}</Alert>}
      <Button
        variant="contained"
        disabled={!name.trim() || name === profile.displayName}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t('act.save')}
      </Button>
    </Section>
  )
}

function Picture({ profile }: { profile: Schemas['ProfileView'] }) {
  const t = useWords()
  const avatar = useAvatar(profile.id)
  const send = useAct(sendAvatar, 'avatar')
  return (
    <Section title={t('profile.picture')} text={t('profile.pictureText')}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
        <Avatar src={avatar.data ?? undefined} alt={t('profile.picture')} sx={{ width: 64, height: 64 }}>
          {profile.displayName.slice(0, 1).toUpperCase()}
        </Avatar>
        <Button component="label" variant="outlined" loading={send.isPending}>
          {t('profile.choosePicture')}
          <input
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) send.mutate(file)
            }}
          />
        </Button>
      </Stack>
    </Section>
  )
}
