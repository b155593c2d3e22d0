import { Button, Chip, Stack } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAccess, useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { notices } from '../../shared/notices'
import { Choice } from '../Choice'
import { useInside } from '../data'
import { useWords } from '../words'
import { useListing } from './Filters'
import { isShown, searchOf, stored } from './listing'
import { SaveView } from './SaveView'

/** The ways to look at the tasks that were kept under a name: one's own, and those shared with the project. */
export function Views() {
  const t = useWords()
  const may = useMay()
  const isAdministrator = useMayAlways('views:write')
  const { project, me } = useInside()
  const listing = useListing()
  const [search, setSearch] = useSearchParams()
  const [saving, setSaving] = useState<'new' | 'chosen' | null>(null)
  const views = useQuery({
    queryKey: ['project', project.id, 'views'],
    queryFn: () =>
      listed(
        api.GET('/v1/projects/{projectId}/views', {
          params: { path: { projectId: project.id }, query: { limit: 100 } },
        }),
      ),
  })
  const chosen = views.data?.items.find(({ id }) => id === search.get('view'))
  const path = { projectId: project.id, viewId: chosen?.id ?? '' }
  const update = useMutation({
    mutationFn: () =>
      answered(api.PATCH('/v1/projects/{projectId}/views/{viewId}', { params: { path }, body: stored(listing) })),
    onSuccess: () => {
      notices.getState().say(t('views.saved'))
      return views.refetch()
    },
  })
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/projects/{projectId}/views/{viewId}', { params: { path } })),
    onSuccess: () => {
      setSearch({}, { replace: true })
      return views.refetch()
    },
  })
  const choose = (id: string) => {
    const view = views.data?.items.find((each) => each.id === id)
    setSearch(view ? searchOf(view) : {})
  }
  const isPlain = Object.keys(listing.filters).length === 0 && listing.sort === '-createdAt' && !listing.groupBy
  const isOther = chosen ? !isShown(chosen, listing) : !isPlain
  const mayChange = chosen && (chosen.createdBy === me || (isAdministrator && chosen.visibility === 'shared'))
  const mayWrite = may('views:write') && project.status !== 'archived'
  if (!views.data || (views.data.items.length === 0 && !(isOther && mayWrite))) return null
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      {views.data.items.length > 0 && (
        <Choice
          label={t('views.label')}
          value={chosen?.id ?? ''}
          options={[
            { value: '', name: t('views.all') },
            ...views.data.items.map(({ id, name, visibility }) => ({
              value: id,
              name: visibility === 'shared' ? t('views.sharedName', { name }) : name,
            })),
          ]}
          choose={choose}
          sx={{ minWidth: 220 }}
        />
      )}
      {chosen && isOther && <Chip size="small" label={t('views.changed')} />}
      {mayWrite && mayChange && isOther && (
        <Button size="small" disabled={update.isPending} onClick={() => update.mutate()}>
          {t('views.update')}
        </Button>
      )}
      {mayWrite && isOther && (
        <Button size="small" onClick={() => setSaving('new')}>
          {t('views.save')}
        </Button>
      )}
      {mayWrite && mayChange && !isOther && (
        <Button size="small" onClick={() => setSaving('chosen')}>
          {t('views.edit')}
        </Button>
      )}
      {mayWrite && mayChange && (
        <ConfirmButton
          size="small"
          color="error"
          disabled={remove.isPending}
          question={t('views.deleteTitle', { name: chosen.name })}
          text={t(chosen.visibility === 'shared' ? 'views.deleteShared' : 'views.deleteText')}
          act={() => remove.mutate()}
        >
          {t('views.delete')}
        </ConfirmButton>
      )}
      {saving && (
        <SaveView
          listing={listing}
          {...(saving === 'chosen' && chosen && { view: chosen })}
          close={() => setSaving(null)}
          saved={async (view) => {
            await views.refetch()
            setSearch(searchOf(view), { replace: true })
            setSaving(null)
          }}
        />
      )}
    </Stack>
  )
}

/** Tell whether a permission is held on no condition. */
function useMayAlways(permission: 'views:write'): boolean {
  const { data } = useAccess()
  return data?.permissions.some((grant) => grant.permission === permission && grant.condition === 'always') ?? false
}
