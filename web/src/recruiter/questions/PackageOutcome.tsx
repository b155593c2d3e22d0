import {
  Alert,
  AlertTitle,
  Button,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
} from '@mui/material'
import { Link } from 'react-router'
import type { Operation } from '../../shared/operation'
import { useWords } from '../words'
import { type Finding, findingsOf, type PackageReport } from './exchanged'

/** What became of a problem package: the question, and how each of its programs came out. */
export function PackageOutcome({ report, close }: { report: PackageReport; close: () => void }) {
  const t = useWords()
  const { allAsExpected, submissions, warnings, questionId } = report
  return (
    <>
      <Alert
        severity={allAsExpected ? 'success' : 'warning'}
        action={
          <Button color="inherit" component={Link} to={`/questions/${questionId}`} onClick={close}>
            {t('package.open')}
          </Button>
        }
      >
        {t(allAsExpected ? 'package.asExpected' : 'package.notAsExpected')}
      </Alert>
      {warnings.length > 0 && (
        <Alert severity="info">
          <Findings findings={warnings} />
        </Alert>
      )}
      <TableContainer tabIndex={0} aria-label={t('package.programs')}>
        <Table size="small" aria-label={t('package.programs')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('package.program')}</TableCell>
              <TableCell>{t('package.verdict')}</TableCell>
              <TableCell>{t('import.problem')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {submissions.map((each) => (
              <TableRow key={each.name}>
                <TableCell component="th" scope="row">
                  {each.name}
                </TableCell>
                <TableCell>{each.verdict}</TableCell>
                <TableCell>{each.problems.join('; ') || '–'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  )
}

/** Why an import or an export did not succeed, thing by thing. */
export function Refused({ operation }: { operation: Operation }) {
  const t = useWords()
  const found = findingsOf(operation.error?.details)
  return (
    <Alert severity="error">
      <AlertTitle>{found.length ? t('package.refused') : operation.error?.message}</AlertTitle>
      <Findings findings={found} />
    </Alert>
  )
}

function Findings({ findings }: { findings: Finding[] }) {
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
      {findings.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          {path && <strong>{path}: </strong>}
          {message}
        </li>
      ))}
    </ul>
  )
}
