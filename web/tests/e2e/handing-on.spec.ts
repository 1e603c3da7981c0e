import type { Page } from '@playwright/test';
import { expect, people, test } from './demo';
import { begin, choose, conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

async function transferTo(page: Page, name: RegExp, mode: 'Return to me' | 'Mark as missed'): Promise<void> {
  await choose(page, 'Transfer…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name }).check();
  await dialog.getByRole('radio', { name: new RegExp(`^${mode}`) }).check();
  await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test('an offer is declined by one and taken by the other', async ({ signIn, simulator }) => {
  const [kenji, mei] = [await signIn(people.kenji), await signIn(people.mei)];
  const mina = new Visitor(simulator, 'Mina Park');
  await begin(kenji, mina, 'Who is there?');
  for (const page of [kenji, mei]) await openEnquiry(page, mina.name);
  const screen = (page: Page) => conversationWith(page, mina.name).screen;
  await expect(screen(kenji)).toContainText(/Offered to you, \d+:\d\d left/);
  await screen(kenji).getByRole('button', { name: 'Decline' }).click();
  await expect(screen(kenji)).toContainText('no longer offered to you');
  await screen(mei)
    .getByRole('button', { name: /^Pick up/ })
    .click();
  await expect(conversationWith(mei, mina.name).reply).toBeVisible();

  await test.step('how it was routed is told', async () => {
    await choose(mei, 'Routing history');
    const trace = mei.getByRole('dialog');
    await expect(trace).toContainText('Kenji Sample declined.');
    await expect(trace).toContainText('Mei Sample picked it up.');
    await mei.keyboard.press('Escape');
  });

  await test.step('handed on, refused, and kept; handed on again, and taken', async () => {
    await transferTo(mei, /^Kenji Sample/, 'Return to me');
    await expect(screen(mei)).toContainText('Transferring to Kenji Sample');
    await expect(screen(kenji)).toContainText('is transferring this to you');
    await screen(kenji).getByRole('button', { name: 'Decline' }).click();
    await expect(screen(mei)).not.toContainText('Transferring to');
    await expect(conversationWith(mei, mina.name).reply).toBeVisible();

    await transferTo(mei, /^Kenji Sample/, 'Mark as missed');
    await screen(kenji).getByRole('button', { name: 'Accept' }).click();
    await expect(conversationWith(kenji, mina.name).reply).toBeVisible();
    await expect(conversationWith(mei, mina.name).reply).toHaveCount(0);
  });

  await test.step('a note is for colleagues alone', async () => {
    const { log, screen: area } = conversationWith(kenji, mina.name);
    await area.getByRole('button', { name: 'Note', exact: true }).click();
    await area.getByLabel('Internal note').fill('She called yesterday');
    await area.getByLabel('Internal note').press('Enter');
    await expect(log).toContainText('She called yesterday');
    await area.getByRole('button', { name: 'Reply', exact: true }).click();
    await area.getByLabel(`Reply to ${mina.name}`).fill('Hello Mina');
    await area.getByLabel(`Reply to ${mina.name}`).press('Enter');
    await expect(mina.chat).toContainText('Hello Mina');
    await expect(mina.chat).not.toContainText('She called yesterday');
  });

  await test.step('a supervisor looks on and takes over', async () => {
    const jane = await signIn(people.supervisor);
    await openEnquiry(jane, mina.name);
    await screen(jane).getByRole('button', { name: 'Take over' }).click();
    await expect(conversationWith(jane, mina.name).reply).toBeVisible();
    await expect(conversationWith(kenji, mina.name).reply).toHaveCount(0);
    await screen(jane).getByRole('button', { name: 'Close', exact: true }).click();
    await jane.getByRole('dialog').getByRole('button', { name: 'Close enquiry' }).click();
    await screen(jane).getByRole('button', { name: 'Reopen' }).click();
    await expect(conversationWith(jane, mina.name).reply).toBeVisible();
    await screen(jane).getByRole('button', { name: 'Close', exact: true }).click();
    await jane.getByRole('dialog').getByRole('button', { name: 'Close enquiry' }).click();
    await expect(screen(jane).getByRole('button', { name: 'Reopen' })).toBeVisible();
  });
});

test('an enquiry that goes quiet is warned and closed', async ({ signIn, simulator }) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/channels');
  await admin.getByRole('link', { name: /^Simulator/ }).click();
  await admin.getByRole('switch', { name: 'Auto-close' }).click();
  await admin.getByLabel('Warn after (seconds of silence)').fill('10');
  await admin.getByLabel('Close after warning (seconds)').fill('5');
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('Unsaved changes')).toHaveCount(0);

  const kenji = await signIn(people.kenji);
  const theo = new Visitor(simulator, 'Theo Brandt');
  await begin(kenji, theo, 'Just looking');
  await openEnquiry(kenji, theo.name);
  const { log, reply, screen } = conversationWith(kenji, theo.name);
  // Another story may have left him with Kenji.
  if (!(await reply.isVisible())) await pickUp(kenji, theo.name);
  await expect(screen).toContainText(/Auto-close in \d+:\d\d/);
  await expect(log).toContainText('Auto-close warning', { timeout: 20_000 });
  await expect(log).toContainText('Closing message', { timeout: 20_000 });
  await expect(screen).toContainText('Closed');
  await expect(theo.chat).toContainText('Are you still there?');

  await admin.getByRole('switch', { name: 'Auto-close' }).click();
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('Unsaved changes')).toHaveCount(0);
});
