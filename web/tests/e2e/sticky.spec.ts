import type { Page } from '@playwright/test';
import { expect, people, test } from './demo';
import { begin, choose, close, conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

/** Turns sticky routing of the simulator's channel on or off. */
async function setSticky(admin: Page, on: boolean): Promise<void> {
  await admin.goto('/channels');
  await admin.getByRole('link', { name: /^Simulator/ }).click();
  await admin.getByRole('switch', { name: 'Sticky routing' }).click();
  await expect(admin.getByRole('switch', { name: 'Sticky routing' })).toBeChecked({ checked: on });
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('Unsaved changes')).toHaveCount(0);
}

/** Turns auto pick-up of the workspace on or off. */
async function setAutoPickUp(admin: Page, on: boolean): Promise<void> {
  await admin.goto('/settings/workspace');
  const autoPickUp = admin.getByRole('switch', { name: 'Auto pick-up' });
  await autoPickUp.click();
  await expect(autoPickUp).toBeChecked({ checked: on });
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('Saved', { exact: true })).toBeVisible();
}

/** The words of how the enquiry that is open was routed. */
async function routedAs(page: Page, included: string, left: string): Promise<void> {
  await choose(page, 'Routing history');
  const trace = page.getByRole('dialog');
  await expect(trace).toContainText(included);
  await expect(trace).not.toContainText(left);
  await page.keyboard.press('Escape');
}

test('a visitor comes back to whoever helped them, by offer or at once', async ({ signIn, simulator }) => {
  const [admin, kenji] = [await signIn(people.administrator), await signIn(people.kenji)];
  const theo = new Visitor(simulator, 'Theo Brandt');
  const { reply, screen } = conversationWith(kenji, theo.name);
  await setSticky(admin, true);

  await test.step('who picks up is bound, and asked first and alone', async () => {
    await begin(kenji, theo, 'Hello again');
    await openEnquiry(kenji, theo.name);
    // Another story may have left him with Kenji, who picked him up before that bound anybody.
    if (await reply.isVisible()) {
      await close(kenji, theo.name);
      await begin(kenji, theo, 'Do you sell kites?');
      await openEnquiry(kenji, theo.name);
    }
    await pickUp(kenji, theo.name);
    await close(kenji, theo.name);
    await begin(kenji, theo, 'And lanterns?');
    await openEnquiry(kenji, theo.name);
    await expect(screen).toContainText(/Offered to you, \d+:\d\d left/);
    await routedAs(kenji, 'Offered to Kenji Sample.', 'Alex Admin');
    await pickUp(kenji, theo.name);
    await close(kenji, theo.name);
  });

  await test.step('with auto pick-up it is theirs without an offer', async () => {
    await setAutoPickUp(admin, true);
    await begin(kenji, theo, 'I would like three');
    await openEnquiry(kenji, theo.name);
    await expect(reply).toBeVisible();
    await routedAs(kenji, 'Assigned to Kenji Sample.', 'ffered to');
    await close(kenji, theo.name);
    await setAutoPickUp(admin, false);
  });

  await test.step('the binding is listed, and removed', async () => {
    await admin.goto('/settings/sticky-bindings');
    const binding = admin.getByRole('listitem').filter({ hasText: theo.name });
    await expect(binding).toContainText('Theo Brandt on Simulator goes first to Kenji Sample');
    await admin.getByLabel('Staff member').selectOption({ label: 'Mei Sample' });
    await expect(admin.getByText('No sticky bindings yet')).toBeVisible();
    await admin.getByLabel('Staff member').selectOption({ label: 'Kenji Sample' });
    await binding.getByRole('button', { name: 'Remove the binding of Theo Brandt' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(binding).toHaveCount(0);
    await admin.reload();
    await expect(admin.getByText('No sticky bindings yet')).toBeVisible();
  });
  await setSticky(admin, false);

  await test.step('and everybody is asked again', async () => {
    await begin(kenji, theo, 'Where do I pay?');
    await openEnquiry(kenji, theo.name);
    await routedAs(kenji, 'Customer care: offered to', 'Assigned to');
    await pickUp(kenji, theo.name);
    await close(kenji, theo.name);
  });
});
