import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

test('labels and canned responses are made once and used by everybody', async ({ signIn, simulator }) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/settings/labels');
  await admin.getByRole('button', { name: 'Add label' }).click();
  await admin.getByLabel('Name').fill('Refund');
  await admin.getByTitle('green').click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(admin.getByText('Refund', { exact: true })).toBeVisible();

  await admin.goto('/settings/canned-responses');
  await admin.getByRole('button', { name: 'Add response' }).click();
  await admin.getByLabel('Key').fill('thanks');
  await admin.getByLabel('Text').fill('Thank you, {{visitor.name}}!');
  await admin.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(admin.getByText('/thanks')).toBeVisible();

  await admin.goto('/settings/audit-log');
  await expect(admin.getByRole('listitem').filter({ hasText: 'added the label' })).toContainText('Refund');

  const kenji = await signIn(people.kenji);
  const ines = new Visitor(simulator, 'Inês Duarte');
  await ines.says('Here is my number');
  await openEnquiry(kenji, ines.name);
  await pickUp(kenji, ines.name);
  const { reply, screen } = conversationWith(kenji, ines.name);

  await test.step('a slash calls up the text', async () => {
    await reply.pressSequentially('/tha');
    await expect(screen.getByRole('option', { name: /thanks/ })).toBeVisible();
    await reply.press('Enter');
    await expect(reply).toHaveValue('Thank you, Inês Duarte!');
    await reply.press('Enter');
    await expect(ines.chat).toContainText('Thank you, Inês Duarte!');
  });

  await test.step('one’s own of the same key comes first, and is told apart', async () => {
    const writing = kenji.url();
    await kenji.goto('/settings/canned-responses');
    await kenji.getByRole('button', { name: 'Add response' }).click();
    const dialog = kenji.getByRole('dialog');
    await dialog.getByLabel('Key').fill('thanks');
    await dialog.getByLabel('Text').fill('Thanks a lot!');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await kenji.goto(writing);
    await reply.pressSequentially('/thanks');
    await expect(screen.getByRole('option')).toHaveText([
      /\/thanks\s+Thanks a lot!\s+Only you/,
      /\/thanks\s+Thank you, Inês Duarte!\s*$/
    ]);
    await reply.press('Enter');
    await expect(reply).toHaveValue('Thanks a lot!');
    await reply.fill('');
    await kenji.goto('/settings/canned-responses');
    await kenji
      .getByRole('listitem')
      .filter({ hasText: 'Thanks a lot!' })
      .getByRole('button', { name: 'Edit /thanks' })
      .click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(kenji.getByText('Thanks a lot!')).toHaveCount(0);
    await kenji.goto(writing);
  });

  await test.step('it is labelled on closing', async () => {
    await screen.getByRole('button', { name: 'Close', exact: true }).click();
    const dialog = kenji.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await dialog.getByRole('button', { name: 'Close enquiry' }).click();
    await expect(screen.getByText('Refund')).toBeVisible();
  });

  await test.step('an agent is not shown what is not for them', async () => {
    await kenji.goto('/settings/labels');
    await expect(kenji.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
    await expect(kenji.getByRole('button', { name: 'Add label' })).toHaveCount(0);
    await kenji.goto('/settings/audit-log');
    await expect(kenji.getByText('Only administrators can view the audit log.')).toBeVisible();
  });
});

test('a service group is added, put in order, changed and removed', async ({ signIn }) => {
  const page = await signIn(people.administrator);
  await page.goto('/settings/service-groups');
  const row = page.getByRole('listitem').filter({ hasText: 'Night watch' });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Add service group' }).click();

  await test.step('added, with its members in order', async () => {
    await dialog.getByLabel('Name').fill('Customer care');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabel('Name').fill('Night watch');
    for (const label of ['Kenji Sample', 'Mei Sample', 'Jane Doe'])
      await dialog.getByLabel('Add member').selectOption({ label });
    await dialog.getByRole('button', { name: 'Move Jane Doe up' }).press('Enter');
    await page.keyboard.press('Alt+ArrowUp');
    await dialog.getByRole('radio', { name: /^Fixed order/ }).check();
    await dialog.getByLabel('Ring each member for (seconds)').fill('15');
    await dialog.getByLabel('Languages').fill('en, de');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(row).toContainText('Jane Doe, Kenji Sample, and Mei Sample');
    await expect(row).toContainText('Fixed order · Rings each member for 15 sec · Waits 1 min · English and German');
  });

  await test.step('changed, and there after a reload', async () => {
    await page.getByRole('button', { name: 'Edit Night watch' }).click();
    await dialog.getByRole('button', { name: 'Remove Kenji Sample' }).click();
    await dialog.getByRole('button', { name: 'Move Jane Doe down' }).click();
    await dialog.getByLabel('Wait (seconds)').fill('90');
    await dialog.getByLabel('Maximum open enquiries per member').fill('4');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await page.reload();
    await expect(row).toContainText('Mei Sample and Jane Doe');
    await expect(row).toContainText('Maximum 4 open per member');
  });

  await test.step('one that a channel routes to stays, this one goes', async () => {
    await page.getByRole('button', { name: 'Edit Customer care' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog.getByText(/route to .*Simulator/)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit Night watch' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row).toHaveCount(0);
  });
});
