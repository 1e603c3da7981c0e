import { Channel } from './channel';
import { expect, people, test } from './demo';
import { conversationWith } from './visitor';

test('values that come twice never hide a conversation, live or after a reload', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const visitor = 'Odd Sample';
  const id = await channel.says(visitor, { type: 'text', text: 'Hello' });
  await admin.goto(`/enquiries/${id}`);
  const { log } = conversationWith(admin, visitor);
  await expect(log).toContainText('Hello');

  const twice = ['+852 5555 0100', '+852 5555 0100'];
  const contact = { name: 'Ada', phones: twice, emails: ['ada@example.com', 'ada@example.com'] };
  await channel.says(visitor, { type: 'contact', contact });
  await expect(log.getByRole('link', { name: twice[0]! })).toHaveCount(2);
  await channel.says(visitor, { type: 'text', text: 'After the card' });
  await expect(log).toContainText('After the card');

  await admin.reload();
  await expect(log.getByRole('link', { name: twice[0]! })).toHaveCount(2);
  await expect(log).toContainText('After the card');
});

test('a message that can’t be drawn is shown raw and hides no other', async ({ signIn, demo }) => {
  const admin = await signIn(people.administrator);
  const channel = await Channel.connect(admin, demo.url);
  const visitor = 'Raw Sample';
  const id = await channel.says(visitor, { type: 'text', text: 'Before' });
  await channel.says(visitor, { type: 'location', location: { latitude: 22.3, longitude: 114.2, title: 'Pier 9' } });
  await channel.says(visitor, { type: 'text', text: 'After' });
  // As if a later version of the server said something that this page can't draw.
  await admin.route(`**/api/v1/enquiries/${id}/messages?*`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { items: { location?: unknown }[] };
    for (const message of body.items) if (message.location) message.location = { latitude: 'north', title: 'Pier 9' };
    await route.fulfill({ response: answer, json: body });
  });
  await admin.goto(`/enquiries/${id}`);
  const { log } = conversationWith(admin, visitor);
  await expect(log).toContainText('This message can’t be shown');
  await expect(log).toContainText('Pier 9');
  await expect(log).toContainText('Before');
  await expect(log).toContainText('After');
  await channel.says(visitor, { type: 'text', text: 'And live' });
  await expect(log).toContainText('And live');
});
