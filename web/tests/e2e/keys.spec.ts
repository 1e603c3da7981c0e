import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, Visitor } from './visitor';

test('single keys work everywhere but in text', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const noa = await Visitor.arriving(simulator, 'Noa Sample');
  await noa.says('One question, please');
  await openEnquiry(kenji, noa.name);
  const { reply } = conversationWith(kenji, noa.name);
  const body = kenji.locator('body');

  await body.press('?');
  await expect(kenji.getByRole('dialog')).toContainText('Next enquiry');
  await kenji.keyboard.press('Escape');
  await expect(kenji.getByRole('dialog')).toHaveCount(0);

  await body.press('p');
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
  await kenji.keyboard.type('Noa');
  await expect(kenji.locator('a[data-enquiry]').filter({ hasText: noa.name }).first()).toBeVisible();
});
