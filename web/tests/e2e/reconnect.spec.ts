import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

test('a screen is right again after the server was away, without a reload', async ({ demo, signIn, simulator }) => {
  const mei = await signIn(people.mei);
  const mina = new Visitor(simulator, 'Mina Park');
  const { log, reply } = conversationWith(mei, mina.name);
  await mina.says('Before the storm');
  await openEnquiry(mei, mina.name);
  await pickUp(mei, mina.name);

  await demo.stop();
  await expect(mei.getByText('Reconnecting')).toBeVisible();
  await reply.fill('Written while nobody listened');
  await reply.press('Enter');
  await expect(log.getByText('Waiting for connection')).toBeVisible();

  await demo.run();
  await expect(mei.getByText('Reconnecting')).toHaveCount(0, { timeout: 20_000 });
  await expect(log.getByText('Waiting for connection')).toHaveCount(0);
  await simulator.reload();
  await expect(mina.chat.getByText('Written while nobody listened')).toHaveCount(1);
  await mina.says('After the storm');
  await expect(log).toContainText('After the storm');
  await expect(log.getByText('Written while nobody listened')).toHaveCount(1);
});
