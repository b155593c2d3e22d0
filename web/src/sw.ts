/** Keeps the shell available without a connection. What the API answers is never kept. */
const worker = self as unknown as ServiceWorkerGlobalScope

const SHELL = 'ella-shell'
const PAGE = '/index.html'

worker.addEventListener('install', (event) => event.waitUntil(keep()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && ['/take', '/apply'].includes(url.pathname)) event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

async function keep(): Promise<void> {
  const cache = await caches.open(SHELL)
  const listed = (await (await fetch('/assets.json', { cache: 'no-cache' })).json()) as string[]
  const wanted = new Set(listed)
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept)
  await Promise.all(listed.map(async (path) => (await cache.match(path)) ?? cache.add(path)))
  await cache.add(new Request(PAGE, { cache: 'no-cache' }))
  await worker.skipWaiting()
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(PAGE)) ?? Response.error()
  }
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

export {}
