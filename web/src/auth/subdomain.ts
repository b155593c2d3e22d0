/** Return a short name for an organisation, as addresses may hold it: `Müller & Söhne` is `mueller-soehne`. */
export function subdomainOf(company: string): string {
  const spelled = company.toLowerCase().replace(/[äöüß]/g, (letter) => SPELLED[letter] ?? letter)
  return spelled
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
}

const SPELLED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
