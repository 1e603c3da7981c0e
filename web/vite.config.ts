import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

// The development server stands in for the binary's own file serving; everything that is
// not a file of the dashboard goes on to a running Causeway.
const server = process.env['CAUSEWAY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [tailwindcss(), sveltekit()],
  server: {
    proxy: {
      '/api': { target: server, ws: true, xfwd: true },
      '/omni': { target: server }
    }
  },
  test: {
    include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
    environment: 'node'
  },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {}
});
