import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

/** A PNG of one red pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64'
);

test('files are attached, sent with a caption and shown on both sides', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const lea = await Visitor.arriving(simulator, 'Lea Sample');
  await lea.says('Can you send me the picture and the terms?');
  await openEnquiry(kenji, lea.name);
  await pickUp(kenji, lea.name);
  const { log, reply } = conversationWith(kenji, lea.name);
  const attached = kenji.getByRole('list', { name: 'Attached files' });

  await kenji.locator('input[type=file]').setInputFiles([
    { name: 'red.png', mimeType: 'image/png', buffer: png },
    { name: 'terms.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 terms') },
    { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('not this one') }
  ]);
  await expect(attached.getByRole('listitem')).toHaveCount(3);
  await attached.getByRole('button', { name: 'Remove wrong.txt' }).click();
  await expect(attached.getByRole('listitem')).toHaveCount(2);
  await reply.fill('Here they are');
  await reply.press('Enter');

  await expect(attached).toHaveCount(0);
  const picture = log.getByRole('img', { name: 'red.png' });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await expect(log).toContainText('Here they are');
  await expect(log.getByRole('link', { name: 'terms.pdf' })).toBeVisible();

  // Lists tell what it is, and never how to get it.
  const row = kenji.locator('a[data-enquiry]').filter({ hasText: lea.name }).first();
  await expect(row).toContainText('You: terms.pdf');
  await kenji.reload();
  await expect(row).toContainText('You: terms.pdf');
  await expect(row).not.toContainText('http');

  // The phone has addresses that open without signing in.
  await expect(lea.chat).toContainText('Here they are');
  const address = await lea.chat.getByRole('link', { name: /terms\.pdf/ }).getAttribute('href');
  const got = await simulator.request.get(address ?? '');
  expect([got.status(), got.headers()['content-disposition'], await got.text()]).toEqual([
    200,
    expect.stringMatching(/^attachment; filename="terms\.pdf"/),
    '%PDF-1.7 terms'
  ]);
});

test('a file that is refused says why and holds nothing else back', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const lea = await Visitor.arriving(simulator, 'Lea Second');
  await lea.says('Hello?');
  await openEnquiry(kenji, lea.name);
  await pickUp(kenji, lea.name);
  const { reply } = conversationWith(kenji, lea.name);
  await kenji
    .locator('input[type=file]')
    .setInputFiles({ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
  await expect(kenji.getByRole('alert')).toContainText('is empty');
  await reply.fill('One moment');
  await expect(kenji.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await kenji.getByRole('button', { name: 'Remove empty.txt' }).click();
  await reply.press('Enter');
  await expect(lea.chat).toContainText('One moment');
});
