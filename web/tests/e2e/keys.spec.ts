import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, Visitor } from './visitor';

test('single keys work everywhere but in text', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const theo = new Visitor(simulator, 'Theo Brandt');
  await theo.says('One more question, please');
  await openEnquiry(kenji, theo.name);
  const { reply } = conversationWith(kenji, theo.name);
  const body = kenji.locator('body');

  await body.press('?');
  await expect(kenji.getByRole('dialog')).toContainText('Next enquiry');
  await kenji.keyboard.press('Escape');
  await expect(kenji.getByRole('dialog')).toHaveCount(0);

  // The visitor may still be talking with whoever picked them up before.
  if ((await reply.count()) === 0) await body.press('p');
  await expect(reply).toBeVisible();
  await reply.fill('');
  await reply.pressSequentially('jkpe?r/');
  await expect(reply).toHaveValue('jkpe?r/');
  await expect(kenji.getByRole('dialog')).toHaveCount(0);

  await reply.fill('');
  await reply.press('Escape');
  await body.press('e');
  await expect(kenji.getByRole('dialog')).toContainText('Close this enquiry?');
  await kenji.keyboard.press('Escape');
  await body.press('/');
  await expect(kenji.getByRole('searchbox', { name: 'Search enquiries' })).toBeFocused();
  await kenji.keyboard.type('Theo');
  await expect(kenji.locator('a[data-enquiry]').filter({ hasText: 'Theo Brandt' }).first()).toBeVisible();
});
