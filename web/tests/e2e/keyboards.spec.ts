import type { Page } from '@playwright/test';
import { Channel } from './channel';
import { expect, people, test } from './demo';
import { conversationWith, pickUp } from './visitor';

/** A key as a keyboard in another layout, or with Caps Lock, gives it. */
async function press(page: Page, code: string, key: string, more: Record<string, unknown> = {}): Promise<void> {
  const event = { code, key, bubbles: true, cancelable: true, ...more };
  await page.evaluate(
    (event) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', event)),
    event
  );
}

test('shortcuts work in every layout, can be changed, and Enter does what a dialog was opened for', async ({
  signIn,
  demo
}) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const visitor = 'Layout Sample';
  const id = await channel.says(visitor, { type: 'text', text: 'Hello' });
  await admin.goto(`/enquiries/${id}`);
  const { reply, screen } = conversationWith(admin, visitor);
  const dialog = admin.getByRole('dialog');
  await expect(screen.getByRole('heading', { name: visitor })).toBeFocused();

  await press(admin, 'KeyP', 'з');
  await expect(reply).toBeFocused();
  await admin.keyboard.press('Escape');
  await press(admin, 'KeyE', 'E');
  await expect(dialog).toContainText('Close this enquiry?');
  await admin.keyboard.press('Escape');
  // A key that comes while the dialog closes is not for the page.
  await expect(dialog).toHaveCount(0);
  await press(admin, 'KeyT', 'е');
  await expect(dialog).toContainText('Transfer enquiry');
  await admin.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await press(admin, 'Slash', '?', { shiftKey: true });
  await dialog.getByRole('button', { name: /^Change the shortcut for Close/ }).click();
  await admin.keyboard.press('p');
  await expect(dialog).toContainText('That key is already used for Pick up');
  await admin.keyboard.press('x');
  await expect(dialog).toContainText('Close is now on X.');
  await admin.keyboard.press('Escape');
  await admin.reload();
  await expect(reply).toBeVisible();
  await admin.locator('body').press('e');
  await expect(dialog).toHaveCount(0);

  // There are labels to choose from, and still Enter closes.
  await admin.locator('body').press('x');
  await expect(dialog).toContainText('Close this enquiry?');
  await expect(dialog.getByRole('button', { name: 'Close enquiry' })).toBeFocused();
  await admin.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(reply).toHaveCount(0);

  await admin.locator('body').press('?');
  await dialog.getByRole('button', { name: 'Reset all shortcuts' }).click();
  await expect(dialog.getByRole('button', { name: 'Change the shortcut for Close, currently E' })).toBeVisible();
});

test('what can’t be undone begins on the way out', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  await admin.goto(`/channels/${channel.id}`);
  await admin.getByRole('button', { name: 'Archive' }).click();
  await expect(admin.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('dialog')).toHaveCount(0);
  await expect(admin.getByRole('button', { name: 'Archive' })).toBeVisible();
});

test('Enter that ends a composition sends nothing, in the order of any browser', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const visitor = 'Composing Sample';
  const id = await channel.says(visitor, { type: 'text', text: 'こんにちは' });
  await admin.goto(`/enquiries/${id}`);
  await pickUp(admin, visitor);
  const { reply, log } = conversationWith(admin, visitor);
  await reply.fill('にほんご');
  await reply.focus();
  const compose = (kind: string) =>
    reply.evaluate((field, kind) => field.dispatchEvent(new CompositionEvent(kind, { bubbles: true })), kind);

  await compose('compositionstart');
  await press(admin, 'Enter', 'Enter', { keyCode: 229, isComposing: true });
  await compose('compositionend');
  await expect(reply).toHaveValue('にほんご');
  // Safari ends the composition first.
  await compose('compositionstart');
  await compose('compositionend');
  await press(admin, 'Enter', 'Enter', { keyCode: 229 });
  await expect(reply).toHaveValue('にほんご');

  await reply.press('Enter');
  await expect(log).toContainText('にほんご');
  await expect(reply).toHaveValue('');
});

test('a note that was begun comes back as a note', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const visitor = 'Note Sample';
  const id = await channel.says(visitor, { type: 'text', text: 'Hello' });
  await admin.goto(`/enquiries/${id}`);
  await pickUp(admin, visitor);
  await admin.getByRole('button', { name: 'Note', exact: true }).click();
  await admin.getByLabel('Internal note').fill('not for the visitor');
  await admin.goto('/settings/labels');
  await admin.goto(`/enquiries/${id}`);
  await expect(admin.getByLabel('Internal note')).toHaveValue('not for the visitor');
});
