import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { Channel } from './channel';
import { expect, people, test } from './demo';
import { Endpoint } from './endpoint';
import { conversationWith, openEnquiry } from './visitor';

/** Takes the webhook off a source whose endpoint ends with its test: later events would make it fail on the screens of others. */
async function withoutWebhook(admin: Page, name: string): Promise<void> {
  const { items } = (await (await admin.request.get('/api/v1/sources')).json()) as {
    items: { id: string; name: string }[];
  };
  const id = items.find((source) => source.name === name)?.id;
  const answer = await admin.request.patch(`/api/v1/sources/${id}`, {
    data: { webhookUrl: null },
    headers: { origin: new URL(admin.url()).origin }
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

test('a channel is connected in four steps, and its first message shows as it arrives', async ({ signIn }) => {
  const endpoint = await Endpoint.start();
  const page = await signIn(people.administrator);
  await page.goto('/channels');
  await page.getByRole('link', { name: 'Create channel' }).click();
  const next = page.getByRole('button', { name: 'Continue' });

  await test.step('the challenge runs as soon as an address is entered, and can’t be gone round', async () => {
    await page.getByLabel('Source name').fill('Harbour app');
    const webhook = page.getByLabel('Outgoing webhook');
    for (const [address, reason] of [
      ['not an address', 'isn’t a valid URL'],
      ['http://no-such-host.invalid/hook', 'Host name not found'],
      ['http://10.1.2.3/hook', 'isn’t public']
    ] as const) {
      await webhook.fill(address);
      await expect(page.getByRole('alert')).toContainText(reason);
      await expect(next).toBeDisabled();
    }
    endpoint.knowsChallenge = false;
    await webhook.fill(endpoint.url);
    await expect(page.getByRole('alert')).toContainText('Your endpoint did not return the challenge');
    await expect(page.getByRole('alert')).toContainText('{"ok":true}');
    endpoint.knowsChallenge = true;
    await page.getByRole('button', { name: 'Test again' }).click();
    await expect(page.getByText('Your endpoint returned the challenge')).toBeVisible();
    await next.click();
  });

  await test.step('settings and messages', async () => {
    await page.getByLabel('Channel name').fill('Simulator');
    await expect(page.getByRole('listitem').filter({ hasText: 'Customer care' })).toBeVisible();
    await next.click();
    const welcome = page.getByRole('textbox', { name: 'Text of the welcome message' });
    await welcome.fill('Ahoy ');
    await page.getByRole('region', { name: 'Welcome message' }).getByRole('button', { name: '+ Visitor name' }).click();
    await expect(page.getByText('Ahoy Ada Lovelace')).toBeVisible();
    await page.getByRole('switch', { name: 'Away message' }).click();
    await page.getByRole('button', { name: 'Create channel' }).click();
  });

  await test.step('a name that is taken is said at the name', async () => {
    const name = page.getByLabel('Channel name');
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await name.fill('Harbour chat');
    await next.click();
    await page.getByRole('button', { name: 'Create channel' }).click();
    await expect(page.getByText('“Harbour chat” is connected')).toBeVisible();
  });

  await test.step('the command works as it is pasted', async () => {
    await page.getByRole('button', { name: 'Copy command' }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    const answer = JSON.parse(execFileSync('sh', ['-c', `${command} --silent`], { encoding: 'utf8' })) as object;
    expect(answer).toMatchObject({ duplicate: false });
    await expect(page.getByRole('log', { name: 'Messages as they arrive' })).toContainText('Hello from the terminal!');
    await expect.poll(() => endpoint.texts).toContain('Ahoy Ada Lovelace');
  });
  await withoutWebhook(page, 'Harbour app');
  await endpoint.stop();
});

test('a source shows and rotates its credentials, and isn’t deleted while a channel uses it', async ({ signIn }) => {
  const page = await signIn(people.administrator);
  await page.goto('/channels/sources');
  await page.getByRole('link', { name: /^Simulator/ }).click();
  await page.getByRole('button', { name: 'Reveal' }).click();
  const token = page.locator('code', { hasText: /^cw_/ });
  const before = (await token.textContent()) ?? '';
  await page.getByRole('button', { name: 'Rotate token' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(token).not.toHaveText(before);
  await expect(page.getByRole('list', { name: 'Old credentials' })).toContainText('Last used today');
  await expect(page.getByRole('button', { name: 'Delete source' })).toBeDisabled();
});

test('a channel is suspended and resumed, and its settings are saved', async ({ signIn }) => {
  const page = await signIn(people.administrator);
  await page.goto('/channels');
  await page.getByRole('link', { name: /^Simulator/ }).click();
  await page.getByText('First and last name', { exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);
  for (const [move, opposite] of [
    ['Suspend', 'Resume'],
    ['Resume', 'Suspend']
  ] as const) {
    await page.getByRole('button', { name: move }).click();
    await page.getByRole('dialog').getByRole('button', { name: move }).click();
    await expect(page.getByRole('button', { name: opposite })).toBeVisible();
  }
});

test('a visitor is welcomed in their language', async ({ signIn, demo }) => {
  const page = await signIn(people.administrator);
  const channel = await Channel.connect(page, demo.url);
  await page.goto(`/channels/${channel.id}`);
  await page
    .getByText(/^Other languages/)
    .first()
    .click();
  await page.getByLabel('Add language').first().selectOption('French');
  await page.getByLabel('French', { exact: true }).fill('Bonjour {{visitor.name}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);
  await channel.says('Amélie', {
    type: 'text',
    text: 'Salut',
    visitor: { id: 'amelie', name: 'Amélie', language: 'fr-CA' }
  });
  await page.goto('/');
  await openEnquiry(page, 'Amélie');
  await expect(conversationWith(page, 'Amélie').log).toContainText('Bonjour Amélie');
});

test('faults of a form stand at their fields', async ({ signIn }) => {
  const page = await signIn(people.administrator);
  await page.goto('/settings/staff');
  await page.getByRole('button', { name: 'Add staff' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First name').fill('Zoe');
  await dialog.getByLabel('E-mail').fill('nonsense');
  await dialog.getByLabel('Password').fill('short');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('E-mail').fill('zoe@example.com');
  await dialog.getByLabel('Password').fill('a-long-enough-password');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('zoe@example.com')).toBeVisible();
});
