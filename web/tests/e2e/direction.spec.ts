import type { Locator } from '@playwright/test';
import { Channel } from './channel';
import { expect, people, test } from './demo';
import { conversationWith, pickUp } from './visitor';

const direction = (element: Locator) => element.evaluate((found) => getComputedStyle(found).direction);

test('text from right to left reads so wherever it stands, and turns nothing else', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const visitor = 'ليلى حداد';
  const words = 'مرحبا، أين طلبي؟';
  const id = await channel.says(visitor, { type: 'text', text: words });
  await admin.goto(`/enquiries/${id}`);
  await pickUp(admin, visitor);
  const { log, reply, screen } = conversationWith(admin, visitor);
  const row = admin.locator(`a[data-enquiry="${id}"]`);

  for (const place of [
    log.getByText(words),
    row.getByText(words),
    row.getByText(visitor, { exact: true }),
    screen.getByRole('heading', { name: visitor })
  ]) {
    await expect.poll(() => direction(place)).toBe('rtl');
  }
  await expect.poll(() => direction(reply)).toBe('ltr');
  await reply.fill('أهلا ليلى');
  await expect.poll(() => direction(reply)).toBe('rtl');
  await reply.press('Enter');
  await expect.poll(() => direction(log.getByText('أهلا ليلى'))).toBe('rtl');
  await expect.poll(() => direction(row.getByText('أهلا ليلى'))).toBe('rtl');
  // The rest of the row stays as it is.
  expect(await direction(row)).toBe('ltr');
});

test('a name that turns the direction turns only itself', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const id = await channel.says('Eve \u202Egpj.exe', { type: 'text', text: 'Hello' });
  await admin.goto(`/enquiries/${id}`);
  const row = admin.locator(`a[data-enquiry="${id}"]`);
  await expect(row).toContainText('Hello');
  const isolation = await row.getByText('Eve').evaluate((name) => getComputedStyle(name).unicodeBidi);
  expect(isolation).toMatch(/isolate/);
  expect(await admin.title()).not.toContain('\u202E');
  await expect(row.getByText(channel.name)).toHaveCSS('unicode-bidi', 'isolate');
});
