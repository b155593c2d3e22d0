import CheckOutlined from '@mui/icons-material/CheckOutlined'
import RemoveOutlined from '@mui/icons-material/RemoveOutlined'
import { Box, Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Tooltip } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useAccess } from '../shared/access'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { usePermissionNames } from './permissions'
import { RoleName, roleWord } from './RoleName'
import { useWords } from './words'

type Grant = Schemas['GrantView']

/** What each role may do, and under which condition. */
export function Roles() {
  const t = useWords()
  const mine = useAccess()
  const { about, act } = usePermissionNames()
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: () => answered(api.GET('/v1/roles')),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (roles.error) return <Failure problem={roles.error} again={roles.refetch} />
  if (!roles.data) return <Loading />
  const granted = roles.data.roles.map(({ role, permissions }) => ({
    role: role ?? 'viewer',
    conditions: new Map(permissions.map(({ permission, condition }) => [permission, condition])),
  }))
  const all = new Map(roles.data.roles.flatMap(({ permissions }) => permissions.map((each) => [each.permission, each])))
  const areas = [...new Set([...all.keys()].map(about))].sort((one, other) => one.localeCompare(other))
  const own = mine.data?.role
  return (
    <Page title={t('roles.title')} about={own ? t('roles.yours', { role: t(roleWord(own)) }) : t('roles.about')}>
      <TableContainer
        component={Paper}
        variant="outlined"
        tabIndex={0}
        role="region"
        aria-label={t('roles.title')}
        sx={{ maxHeight: '75vh' }}
      >
        <Table stickyHeader size="small" aria-label={t('roles.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('roles.what')}</TableCell>
              {granted.map(({ role }) => (
                <TableCell key={role} align="center">
                  <RoleName role={role} />
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {areas.map((area) => (
              <Fragment key={area}>
                <TableRow>
                  <TableCell colSpan={granted.length + 1} sx={{ fontWeight: 650, bgcolor: 'action.hover' }}>
                    {area}
                  </TableCell>
                </TableRow>
                {[...all.values()]
                  .filter(({ permission }) => about(permission) === area)
                  .map((grant) => (
                    <TableRow key={grant.permission}>
                      <TableCell component="th" scope="row" sx={{ pl: 4 }}>
                        {act(grant.permission)}
                      </TableCell>
                      {granted.map(({ role, conditions }) => (
                        <TableCell key={role} align="center">
                          <Held condition={conditions.get(grant.permission)} />
                        </TableCell>
                      ))}
                    </TableRow>
                  ))}
              </Fragment>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Page>
  )
}

function Held({ condition }: { condition: Grant['condition'] | undefined }) {
  const t = useWords()
  if (!condition) return <RemoveOutlined color="disabled" titleAccess={t('roles.no')} fontSize="small" />
  const label = t(`condition.${condition}`)
  if (condition === 'always') return <CheckOutlined color="success" titleAccess={label} fontSize="small" />
  return (
    <Tooltip title={label}>
      <Box component="span" sx={{ fontSize: 13, color: 'text.secondary' }}>
        {label}
      </Box>
    </Tooltip>
  )
}
