import { defineConfig, devices } from '@playwright/test';
import type { Engine } from './tests/e2e/demo';

/** What a page looks like does not depend on the database; what happens does. */
const STORIES = /(chatbots|connect|converse|handing-on|life|reconnect|routing|sticky)\.spec\.ts/;

export default defineConfig<object, { engine: Engine }>({
  testDir: './tests/e2e',
  outputDir: './test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // All tests share one running demo, which tests/e2e/demo.ts starts, so they run one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  projects: [
    { name: 'sqlite', use: { engine: 'sqlite' } },
    // The server is started by whoever runs the tests; without one only the default is seen.
    ...(process.env['CAUSEWAY_TEST_POSTGRES_URL']
      ? [{ name: 'postgres', testMatch: STORIES, use: { engine: 'postgres' as const } }]
      : [])
  ],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  }
});
