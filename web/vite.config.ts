import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** What the service worker keeps, so that the shell opens without a connection: a list beside the page. */
function assetList(): Plugin {
  return {
    name: 'asset-list',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !/\.(ttf|map)$/.test(name))
      this.emitFile({ type: 'asset', fileName: 'assets.json', source: JSON.stringify(files.map((name) => `/${name}`)) })
    },
  }
}

export default defineConfig({
  plugins: [react(), assetList()],
  build: {
    target: 'es2022',
    // Monaco is large and only loaded where a program is written.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/config.json': 'http://127.0.0.1:8080' } },
  test: { include: ['src/**/*.test.ts'] },
})
