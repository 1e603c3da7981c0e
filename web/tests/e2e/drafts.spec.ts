import type { Page } from '@playwright/test';
import { Channel } from './channel';
import { expect, password, people, test } from './demo';

/** The session ends on the server; the next call finds that out. */
async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies();
}

async function signInAgain(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('the wizard keeps what was typed when it is left, and makes a service group in place', async ({ signIn }) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/channels/new');
  await admin.getByLabel('Without a webhook').check();
  await admin.getByLabel('Source name').fill('Kept backend');
  await admin.getByRole('button', { name: 'Continue' }).click();
  await admin.getByLabel('Channel name').fill('Kept channel');

  await admin.getByRole('button', { name: 'Create service group' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Made in place');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(admin.getByLabel('Channel name')).toHaveValue('Kept channel');
  await expect(admin.getByRole('list', { name: /^Destinations/ })).toContainText('Made in place');

  await admin.getByRole('link', { name: 'Settings' }).click();
  await expect(admin.getByRole('heading', { name: 'Staff', exact: true })).toBeVisible();
  await admin.goto('/channels/new');
  await expect(admin.getByText('Your unsaved changes have been restored.')).toBeVisible();
  await expect(admin.getByLabel('Channel name')).toHaveValue('Kept channel');
  await expect(admin.getByRole('list', { name: /^Destinations/ })).toContainText('Made in place');
  await admin.getByRole('button', { name: 'Back' }).click();
  await expect(admin.getByLabel('Source name')).toHaveValue('Kept backend');
  await admin.getByRole('button', { name: 'Start over' }).click();
  await expect(admin.getByLabel('Source name')).toHaveValue('');
});

test('a step of the wizard opens at its top, with the focus on its heading', async ({ signIn }) => {
  const admin = await signIn(people.administrator);
  await admin.setViewportSize({ width: 1000, height: 500 });
  await admin.goto('/channels/new');
  const region = admin.getByRole('region', { name: 'Create channel' });
  await expect(admin.getByRole('heading', { name: 'Create channel' })).toBeFocused();
  await admin.getByLabel('Without a webhook').check();
  await admin.getByLabel('Source name').fill('Scrolled backend');
  for (const step of ['Settings', 'Messages']) {
    if (step === 'Messages') await admin.getByLabel('Channel name').fill('Scrolled channel');
    const next = admin.getByRole('button', { name: 'Continue' });
    await next.scrollIntoViewIfNeeded();
    await next.click();
    await expect(admin.getByRole('heading', { name: step, exact: true })).toBeFocused();
    expect(await region.evaluate((element) => element.scrollTop)).toBe(0);
  }
});

test('a dialog that was closed by Escape, and one whose session ended, still have what was typed', async ({
  signIn
}) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/settings/canned-responses');
  const dialog = admin.getByRole('dialog');
  const add = admin.getByRole('button', { name: 'Add response' }).first();
  await add.click();
  await dialog.getByLabel('Key').fill('kept');
  await dialog.getByLabel('Text', { exact: true }).fill('A long text that took a while');
  await admin.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await add.click();
  await expect(dialog.getByLabel('Text', { exact: true })).toHaveValue('A long text that took a while');

  await endSession(admin);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await signInAgain(admin, people.administrator);
  await expect(admin).toHaveURL(/canned-responses$/);
  await add.click();
  await expect(dialog.getByLabel('Key')).toHaveValue('kept');
  await expect(dialog).toContainText('Your unsaved changes have been restored.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await add.click();
  await expect(dialog.getByLabel('Key')).toHaveValue('');
});

test('a channel’s page keeps changes that were not saved, until they sign out', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  await admin.goto('/channels');
  const open = () => admin.getByRole('link', { name: channel.name }).click();
  await open();
  const name = admin.getByLabel('Channel name');
  const before = await name.inputValue();
  await name.fill('Half a thought');
  await admin.getByRole('link', { name: 'Social channels' }).click();
  await open();
  await expect(name).toHaveValue('Half a thought');
  await admin.getByRole('button', { name: 'Discard changes' }).click();
  await expect(name).toHaveValue(before);
  await name.fill('Another thought');

  const kept = () =>
    admin.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('causeway.form.')).length);
  await expect.poll(kept).toBe(1);
  await admin.getByRole('button', { name: /^Account menu/ }).click();
  await admin.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(admin.getByLabel('E-mail')).toBeVisible();
  expect(await kept()).toBe(0);
});

test('passwords are never kept: leaving them asks', async ({ signIn }) => {
  const mei = await signIn(people.mei);
  await mei.goto('/settings/account');
  const field = mei.getByLabel('New password');
  await field.fill('a new password of mine');
  await mei.getByRole('link', { name: 'Labels' }).click();
  const question = mei.getByRole('dialog');
  await expect(question).toContainText('Discard unsaved changes?');
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await mei.keyboard.press('Enter');
  await expect(field).toHaveValue('a new password of mine');
  await mei.getByRole('link', { name: 'Labels' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(mei.getByRole('heading', { name: 'Labels', exact: true })).toBeFocused();
  expect(await mei.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
    'a new password'
  );
});

test('a dialog with a password asks before it closes', async ({ signIn }) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/settings/staff');
  await admin.getByRole('button', { name: 'Add staff' }).click();
  const form = admin.getByRole('dialog', { name: 'Add staff' });
  await form.getByLabel('First name').fill('Noor');
  await form.getByLabel('Password').fill('a first password');
  await admin.keyboard.press('Escape');
  const question = admin.getByRole('dialog', { name: 'Discard unsaved changes?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(form.getByLabel('Password')).toHaveValue('a first password');
  await admin.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(form).toHaveCount(0);
  await admin.getByRole('button', { name: 'Add staff' }).click();
  await expect(form.getByLabel('First name')).toHaveValue('Noor');
  await expect(form.getByLabel('Password')).toHaveValue('');
  await form.getByRole('button', { name: 'Cancel' }).click();
});
