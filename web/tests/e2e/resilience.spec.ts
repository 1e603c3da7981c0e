import { expect, people, test } from './demo';
import { begin, conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

test('a proxy that refuses WebSockets leaves a live screen, and is asked again later', async ({
  signIn,
  simulator
}) => {
  const kenji = await signIn(people.kenji);
  await kenji.clock.install();
  let sockets = 0;
  let refused = true;
  await kenji.routeWebSocket(/\/api\/v1\/events/, (socket) => {
    sockets += 1;
    if (refused) void socket.close();
    else socket.connectToServer();
  });
  const sentEvents = kenji.waitForRequest((request) => request.resourceType() === 'eventsource');
  await kenji.reload();
  await kenji.clock.runFor(1_000);
  await sentEvents;
  const ada = await Visitor.arriving(simulator, 'Ada Sample');
  await begin(kenji, ada, 'Does this arrive?');
  await expect(kenji.getByText('Reconnecting')).toHaveCount(0);
  const before = sockets;
  refused = false;
  await kenji.clock.runFor(31_000);
  await expect.poll(() => sockets).toBeGreaterThan(before);
  await begin(kenji, ada, 'And this?');
});

test('what was opened while the server could not be reached is there once it can', async ({ signIn, simulator }) => {
  const [kenji, admin] = [await signIn(people.kenji), await signIn(people.administrator)];
  const nils = await Visitor.arriving(simulator, 'Nils Sample');
  await begin(kenji, nils, 'Before the outage');
  await admin.getByRole('link', { name: 'Settings' }).click();
  for (const page of [kenji, admin])
    await page.route(/\/api\/v1\/(enquiries|audit-log|setup)/, (route) => route.abort());
  await kenji.locator('a[data-enquiry]').filter({ hasText: nils.name }).first().click();
  await admin.getByRole('link', { name: 'Audit log' }).click();
  for (const page of [kenji, admin]) await expect(page.getByText('Can’t reach Causeway')).toBeVisible();
  for (const page of [kenji, admin]) await page.unrouteAll();
  await expect(conversationWith(kenji, nils.name).log).toContainText('Before the outage');
  await expect(admin.getByText('Can’t reach Causeway')).toHaveCount(0);
  await pickUp(kenji, nils.name);
});

test('what is removed on one screen leaves the others', async ({ signIn }) => {
  const [admin, other] = [await signIn(people.administrator), await signIn(people.administrator)];
  const made = await admin.evaluate(async () => {
    const post = async (path: string, body: object) => {
      const answer = await fetch(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body)
      });
      return ((await answer.json()) as { id: string }).id;
    };
    return {
      group: await post('/service-groups', { name: 'Short-lived group' }),
      source: await post('/sources', { name: 'Short-lived source' })
    };
  });
  await other.goto('/settings/service-groups');
  await other.getByRole('button', { name: 'Edit Short-lived group' }).click();
  await admin.goto('/channels/sources');
  await expect(admin.getByText('Short-lived source')).toBeVisible();
  const remove = (path: string) =>
    other.evaluate((path) => fetch(`/api/v1${path}`, { method: 'DELETE' }).then(({ status }) => status), path);
  expect(await remove(`/sources/${made.source}?confirm=${encodeURIComponent('Short-lived source')}`)).toBe(204);
  await expect(admin.getByText('Short-lived source')).toHaveCount(0);
  expect(await remove(`/service-groups/${made.group}`)).toBe(204);
  await expect(other.getByRole('dialog')).toContainText('This service group was removed');
  await other.getByRole('button', { name: 'Cancel' }).click();
  await expect(other.getByText('Short-lived group')).toHaveCount(0);
});

test('a webhook that fails is told as retrying, with what waits for it', async ({ signIn, simulator }) => {
  const [admin, kenji] = [await signIn(people.administrator), await signIn(people.kenji)];
  const olga = await Visitor.arriving(simulator, 'Olga Sample');
  await begin(kenji, olga, 'Anyone here?');
  await openEnquiry(kenji, olga.name);
  await pickUp(kenji, olga.name);
  await admin.goto('/channels/sources');
  const row = admin.getByRole('link', { name: /^Simulator/ });
  await expect(row).toContainText('Healthy');
  await simulator.getByRole('radio', { name: /^Failing/ }).check();
  const { reply } = conversationWith(kenji, olga.name);
  await reply.fill('One moment');
  await reply.press('Enter');
  await expect(row).toContainText(/Retrying · \d+ queued/);
  await simulator.getByRole('radio', { name: /^Healthy/ }).check();
  await expect(row).toContainText('Healthy', { timeout: 40_000 });
});

test('a rule that misses enquiries says so before it is saved', async ({ signIn }) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/channels');
  await admin
    .getByRole('link', { name: /^Simulator/ })
    .first()
    .click();
  const warning = admin.getByText('This rule misses some enquiries');
  await expect(admin.getByTestId('rule')).toBeVisible();
  const before = await warning.count();
  await admin.getByRole('button', { name: 'Split by percentage' }).first().click();
  await expect(warning).toBeVisible();
  await expect(admin.getByText('50% of enquiries: no destination.')).toBeVisible();
  await expect(admin.getByText('Unsaved changes. The rule misses some enquiries.')).toBeVisible();
  await admin.getByRole('button', { name: 'Discard changes' }).click();
  await expect(warning).toHaveCount(before);
});

test('a recording that the browser can’t play can be downloaded', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const pia = await Visitor.arriving(simulator, 'Pia Sample');
  const { log, reply, screen } = conversationWith(kenji, pia.name);
  await begin(kenji, pia, 'Send me the recording');
  await openEnquiry(kenji, pia.name);
  await pickUp(kenji, pia.name);
  const noise = Buffer.concat([
    Buffer.from('ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000', 'latin1'),
    Buffer.alloc(4_000)
  ]);
  await screen
    .locator('input[type=file]')
    .setInputFiles({ name: 'recording.mp3', mimeType: 'audio/mpeg', buffer: noise });
  await expect(kenji.getByLabel('Attached files').getByText('4 kB', { exact: true })).toBeVisible();
  await reply.press('Enter');
  const player = log.getByLabel('recording.mp3');
  await expect(player).toBeVisible();
  await player.evaluate((audio: HTMLAudioElement) => audio.play().catch(() => undefined));
  const link = log.getByRole('link', { name: /recording\.mp3/ });
  await expect(link).toContainText('Your browser can’t play this file');
  await expect(link).toHaveAttribute('download', 'recording.mp3');
});

test('a sign-in page that was opened over http leads to https instead of going round', async ({ browser, demo }) => {
  const page = await (await browser.newContext({ baseURL: demo.url })).newPage();
  await page.route('**/api/v1/setup', (route) =>
    route.fulfill({ json: { needed: false, secureUrl: 'https://chat.example.com' } })
  );
  await page.goto('/channels');
  await expect(page.getByText('Open Causeway over HTTPS')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Go to/ })).toHaveAttribute(
    'href',
    'https://chat.example.com/login?next=%2Fchannels'
  );
  // What a browser does with a cookie for https alone: it forgets it.
  await page.route('**/api/v1/me', (route) =>
    route.fulfill({
      status: 401,
      json: { type: 'about:blank', title: 'Not signed in', status: 401, detail: 'Sign in.', code: 'not-signed-in' }
    })
  );
  await page.getByLabel('E-mail').fill(people.mei);
  await page.getByLabel('Password').fill('causeway-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Your browser didn’t keep you signed in')).toBeVisible();
  await page.context().close();
});
