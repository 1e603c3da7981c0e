import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, expect, type Page } from '@playwright/test';

/** The program under test. Whoever runs the tests has built it. */
const program =
  process.env['CAUSEWAY_BIN'] ?? fileURLToPath(new URL('../../../target/debug/causeway', import.meta.url));

/** How long a start may take, the first with its sample workspace included. */
const START_MS = 30_000;

export const password = 'causeway-demo';

export const people = {
  administrator: 'admin@example.com',
  supervisor: 'jane@example.com',
  kenji: 'kenji@example.com',
  mei: 'mei@example.com'
};

/** Which database the program keeps things in. */
export type Engine = 'sqlite' | 'postgres';

/** A running `causeway demo` with its simulator, on free ports and in a folder of its own. */
export class Demo {
  #process: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    readonly simulatorUrl: string,
    private readonly folder: string,
    private readonly databaseUrl: string | null
  ) {}

  static async start(engine: Engine): Promise<Demo> {
    const [port, simulatorPort] = [await freePort(), await freePort()];
    const folder = await mkdtemp(join(tmpdir(), 'causeway-e2e-'));
    const demo = new Demo(
      `http://127.0.0.1:${port}`,
      `http://127.0.0.1:${simulatorPort}`,
      folder,
      engine === 'postgres' ? await newDatabase() : null
    );
    await demo.run();
    return demo;
  }

  /** Starts the program on what it kept. */
  async run(): Promise<void> {
    const listen = new URL(this.url).host;
    const simulator = new URL(this.simulatorUrl).host;
    const database = this.databaseUrl ? ['--database-url', this.databaseUrl] : [];
    const options = ['--data', this.folder, '--listen', listen, '--simulator-listen', simulator, ...database];
    const demo = spawn(program, ['demo', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = demo;
    // It prints where to go when everything serves; that is what a person waits for, too.
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The demo did not start in time.')), START_MS);
      demo.once('exit', (code) => reject(new Error(`The demo ended with ${code} before it served.`)));
      demo.stdout.on('data', (output: Buffer) => {
        if (!output.includes('Causeway is running')) return;
        clearTimeout(timer);
        resolve();
      });
    });
    await ready;
  }

  async stop(): Promise<void> {
    const demo = this.#process;
    this.#process = null;
    if (!demo || demo.exitCode !== null) return;
    demo.kill('SIGTERM');
    await once(demo, 'exit');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A database of its own on the server that the environment names. */
async function newDatabase(): Promise<string> {
  const server = process.env['CAUSEWAY_TEST_POSTGRES_URL'];
  if (!server) throw new Error('CAUSEWAY_TEST_POSTGRES_URL names no server.');
  const maintenance = new URL(server);
  maintenance.pathname = '/postgres';
  const name = `e2e_${randomUUID().replaceAll('-', '')}`;
  await promisify(execFile)('psql', [maintenance.href, '--quiet', '--command', `CREATE DATABASE ${name}`]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

interface Fixtures {
  /** A screen of its own on which somebody is signed in and online. */
  signIn: (email: string) => Promise<Page>;
  /** The simulator's page, where visitors write. */
  simulator: Page;
}

export const test = base.extend<Fixtures, { demo: Demo; engine: Engine }>({
  engine: ['sqlite', { scope: 'worker', option: true }],

  demo: [
    async ({ engine }, use) => {
      const demo = await Demo.start(engine);
      await use(demo);
      await demo.remove();
    },
    { scope: 'worker', timeout: START_MS * 2 }
  ],

  baseURL: async ({ demo }, use) => {
    await use(demo.url);
  },

  signIn: async ({ browser, demo }, use) => {
    const faults: string[] = [];
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (email) => {
      const context = await browser.newContext({
        baseURL: demo.url,
        permissions: ['clipboard-read', 'clipboard-write']
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${email}: ${error.message}`));
      await page.goto('/');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('button', { name: /^Account menu: .*, Active$/ })).toBeVisible();
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults, 'no script failed on any screen').toEqual([]);
  },

  simulator: async ({ browser, demo }, use) => {
    const context = await browser.newContext({ baseURL: demo.simulatorUrl });
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByTestId('phone').first()).toBeVisible();
    await use(page);
    await context.close();
  }
});

export { expect };
