import { Box, Typography } from '@mui/material'
import { AssertionFields } from '../../cards/AssertionFields'
import type { Assertion } from '../../cards/cases'

interface Props {
  title: string
  assertions: Assertion[]
  change: (assertions: Assertion[]) => void
}

/** What must hold of an answer, under its title. */
export function Assertions({ title, assertions, change }: Props) {
  return (
    <Box role="group" aria-label={title}>
      <Typography variant="h3" component="h3" gutterBottom>
        {title}
      </Typography>
      <AssertionFields assertions={assertions} change={change} />
    </Box>
  )
}
