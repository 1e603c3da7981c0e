import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { messages } from './scripts/messages.js';

// The development server stands in for the binary's own file serving; everything that is
// not a file of the dashboard goes on to a running Causeway.
const server = process.env['CAUSEWAY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  // Unit tests find the messages compiled: the plugin would keep their server open.
  plugins: [process.env['VITEST'] ? [] : paraglideVitePlugin(messages), tailwindcss(), sveltekit()],
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
