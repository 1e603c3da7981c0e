import type { Page } from '@playwright/test';
import { expect, people, test } from './demo';
import { Endpoint, type Event } from './endpoint';
import { conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

/** A chatbot as somebody would write it: it knows one thing, and whom to call for the rest. */
function robin(event: Event): object {
  const said = event.data?.message?.text ?? '';
  if (said.includes('open')) return { messages: [{ type: 'text', text: 'We are open from nine to six.' }] };
  return {
    messages: [{ type: 'text', text: 'I will get somebody for you.' }],
    note: `Asked: ${said}`,
    then: 'handOver'
  };
}

/** Puts Robin first in the simulator's rule, or takes it out again. */
async function route(page: Page, first: boolean): Promise<void> {
  await page.goto('/channels');
  await page.getByRole('link', { name: /^Simulator/ }).click();
  const told = page.getByTestId('rule');
  if (first) {
    await page.getByLabel('Add destination').selectOption({ label: 'Robin' });
    while (!(await told.textContent())?.includes('Routes to Robin'))
      await page.getByRole('button', { name: 'Move Robin up' }).press('Enter');
  } else {
    await page.getByRole('button', { name: 'Remove Robin' }).click();
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Unsaved changes')).toHaveCount(0);
}

test('a chatbot answers, hands over to people and is handed back to', async ({ signIn, simulator }) => {
  const endpoint = await Endpoint.start();
  endpoint.answers = robin;
  const admin = await signIn(people.administrator);

  await test.step('an administrator connects it and routes to it', async () => {
    await admin.goto('/settings/chatbots');
    await admin.getByRole('button', { name: 'Add chatbot' }).first().click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Robin');
    await dialog.getByLabel('Outgoing webhook').fill(endpoint.url);
    await expect(dialog.getByText('Your endpoint returned the challenge')).toBeVisible();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByText(/^whsec_/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(admin.getByText('No channel routes to it yet')).toBeVisible();
    await route(admin, true);
    await expect(admin.getByRole('region', { name: 'Who would get an enquiry?' })).toContainText(
      'Robin would be asked now.'
    );
  });

  const kenji = await signIn(people.kenji);
  const visitor = await Visitor.arriving(simulator, 'Noor Haddad');

  await test.step('it answers the visitor, and administrators look on', async () => {
    await visitor.says('When are you open?');
    await expect(visitor.chat).toContainText('We are open from nine to six.');
    await admin.goto('/');
    await openEnquiry(admin, visitor.name);
    const { log, screen } = conversationWith(admin, visitor.name);
    await expect(log).toContainText('We are open from nine to six.');
    await expect(screen.getByText('Robin is answering the visitor.')).toBeVisible();
    await expect(kenji.locator('a[data-enquiry]').filter({ hasText: visitor.name })).toHaveCount(0);
  });

  await test.step('it hands over, with a note that the visitor does not see', async () => {
    await visitor.says('I want a refund');
    await expect(visitor.chat).toContainText('I will get somebody for you.');
    await openEnquiry(kenji, visitor.name);
    await pickUp(kenji, visitor.name);
    const { log } = conversationWith(kenji, visitor.name);
    await expect(log).toContainText('Note by Robin');
    await expect(log).toContainText('Asked: I want a refund');
    await expect(visitor.chat).not.toContainText('Asked: I want a refund');
  });

  await test.step('the agent hands it back, and it comes back', async () => {
    const { screen } = conversationWith(kenji, visitor.name);
    await screen.getByRole('button', { name: 'More' }).click();
    await kenji.getByRole('menuitem', { name: /^Transfer/ }).click();
    const dialog = kenji.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Robin/ }).check();
    await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
    await expect(visitor.chat.getByText('I will get somebody for you.')).toHaveCount(2);
    await expect(kenji.getByText('is answering the visitor.')).toHaveCount(0);
    await expect(conversationWith(kenji, visitor.name).reply).toBeVisible();
  });

  await test.step('it stays while a channel routes to it', async () => {
    await admin.goto('/settings/chatbots');
    await admin.getByRole('button', { name: 'Edit Robin' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog.getByText(/These channels route to the chatbot: Simulator/)).toBeVisible();
    await route(admin, false);
    await admin.goto('/settings/chatbots');
    await admin.getByRole('button', { name: 'Edit Robin' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(admin.getByText('No chatbots yet')).toBeVisible();
  });
  await endpoint.stop();
});
