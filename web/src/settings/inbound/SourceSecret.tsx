import type { Schemas } from '../../shared/api/client'
import { Secret } from '../Secret'
import { useWords } from '../words'

/** The secret of a source, shown this once, and the address that its messages go to. */
export function SourceSecret({ made, close }: { made: Schemas['InboundSourceWithSecret'] | null; close: () => void }) {
  const t = useWords()
  return (
    <Secret
      title={t('inbound.secret')}
      secret={made?.secret ?? null}
      about={made ? t('inbound.secretText', { url: made.url }) : undefined}
      close={close}
    />
  )
}
