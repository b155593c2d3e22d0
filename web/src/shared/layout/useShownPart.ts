import { useEffect, useRef } from 'react'

/** Scroll a strip of links to the current one, which may lie beyond a narrow screen's edge; put the ref on the strip. */
export function useShownPart(current: string) {
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    const part = current && strip.current?.querySelector('[aria-current]')
    if (part) part.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [current])
  return strip
}
