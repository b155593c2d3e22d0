import { Box } from '@mui/material'
import { CardPart } from './CardTabs'
import { Changes } from './Changes'
import { Threads } from './Threads'

/** What is said about a card, and who changed what of it. */
export function Activity() {
  return (
    <CardPart part="/activity">
      {(card) => (
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '3fr 2fr' }, gap: 3, alignItems: 'start' }}>
          <Threads card={card} />
          <Changes card={card} />
        </Box>
      )}
    </CardPart>
  )
}
