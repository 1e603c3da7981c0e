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
    await expect(kenji.getByText('Administrators read the audit log.')).toBeVisible();
  });
});
