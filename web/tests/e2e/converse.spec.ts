import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

test('a visitor and staff talk both ways', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const mina = new Visitor(simulator, 'Mina Park');
  const { log, reply, screen } = conversationWith(kenji, mina.name);

  await test.step('the enquiry is offered at once', async () => {
    await mina.says('Good evening! Is anybody there?');
    const offers = kenji.getByRole('region', { name: /^Offered to you/ });
    await expect(offers.getByText('Good evening!')).toBeVisible({ timeout: 2_000 });
    // What the list shows is not laid over it as well.
    await expect(kenji.locator('[data-sonner-toast]')).toHaveCount(0);
    await expect(kenji).toHaveTitle(/^\(\d+\) /);
    const row = offers.locator(':has(> a[data-enquiry])').filter({ hasText: 'Good evening!' });
    await row.getByRole('button', { name: 'Pick up' }).click();
    await expect(reply).toBeVisible();
    await expect(mina.chat).toContainText('Welcome to Simulator');
  });

  await test.step('a reply reaches the phone and is seen to be read', async () => {
    await reply.pressSequentially('Hello Mina,');
    await reply.press('Shift+Enter');
    await reply.pressSequentially('how can I help?');
    await expect(mina.phone.getByTestId('staff-typing')).toBeVisible();
    await reply.press('Enter');
    await expect(reply).toHaveValue('');
    await expect(mina.chat).toContainText('how can I help?');
    await expect(log.getByText('how can I help?')).toHaveCount(1);
    await expect(log.getByRole('img', { name: 'Read' }).last()).toBeVisible();
  });

  await test.step('the visitor is seen typing, and answers', async () => {
    await mina.phone.getByRole('textbox', { name: 'Message' }).pressSequentially('My parcel');
    await expect(log.getByText('Mina Park is typing')).toBeAttached();
    await mina.says('My parcel is late.');
    await expect(log).toContainText('My parcel is late.');
    await expect(log.getByText('Mina Park is typing')).toHaveCount(0);
  });

  await test.step('a draft survives a reload', async () => {
    await reply.fill('It leaves tonight');
    await kenji.reload();
    await expect(reply).toHaveValue('It leaves tonight');
    await reply.press('Enter');
    await expect(mina.chat).toContainText('It leaves tonight');
  });

  await test.step('closing says goodbye', async () => {
    await screen.getByRole('button', { name: 'Close', exact: true }).click();
    await kenji.getByRole('dialog').getByRole('button', { name: 'Close enquiry' }).click();
    await expect(log).toContainText('Closing message');
    await expect(mina.chat).toContainText('Write again whenever you like.');
    await expect(reply).toHaveCount(0);
  });
});

test('an offer is announced where the list is not in sight', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  await kenji.getByRole('link', { name: 'Settings' }).click();
  await expect(kenji.locator('a[data-enquiry]')).toHaveCount(0);
  const sora = await Visitor.arriving(simulator, 'Sora Lindqvist');
  await sora.says('Is anybody there?');
  const notice = kenji.locator('[data-sonner-toast]').filter({ hasText: 'Sora Lindqvist' });
  await expect(notice).toBeVisible({ timeout: 2_000 });
  await notice.getByRole('button', { name: 'Pick up' }).click();
  await expect(conversationWith(kenji, sora.name).reply).toBeVisible();
});

test('a reply that the channel can’t take waits for its next attempt, and arrives', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const theo = new Visitor(simulator, 'Theo Brandt');
  const { log, reply } = conversationWith(kenji, theo.name);
  await theo.says('Do you ship to the islands?');
  await openEnquiry(kenji, theo.name);
  await pickUp(kenji, theo.name);
  await simulator.getByRole('radio', { name: /^Failing/ }).check();
  await reply.fill('We do, every Tuesday.');
  await reply.press('Enter');
  await expect(log.getByText(/Not delivered yet.*Retrying/)).toBeVisible();
  await simulator.getByRole('radio', { name: /^Healthy/ }).check();
  await expect(theo.chat).toContainText('We do, every Tuesday.', { timeout: 45_000 });
  await expect(log.getByText(/Not delivered yet/)).toHaveCount(0);
});

test('of two who pick up at once one wins, and the other is told who', async ({ signIn, simulator }) => {
  const [kenji, mei] = [await signIn(people.kenji), await signIn(people.mei)];
  const ines = new Visitor(simulator, 'Inês Duarte');
  await ines.says('Olá!');
  for (const page of [kenji, mei]) await openEnquiry(page, ines.name);
  // An earlier test may have left her enquiry missed; following up is the same race.
  const name = /^Pick up|^Follow up/;
  const buttons = [kenji, mei].map((page) => conversationWith(page, ines.name).screen.getByRole('button', { name }));
  for (const button of buttons) await expect(button).toBeVisible();
  // At one moment of the machine's clock: the second must not see first what became of the other.
  const moment = Date.now() + 500;
  const clickThen = (button: Element, at: number) =>
    new Promise<void>((clicked) =>
      setTimeout(() => {
        (button as HTMLElement).click();
        clicked();
      }, at - Date.now())
    );
  await Promise.all(buttons.map((button) => button.evaluate(clickThen, moment)));
  const replies = [kenji, mei].map((page) => conversationWith(page, ines.name).reply);
  await expect.poll(async () => (await Promise.all(replies.map((reply) => reply.count()))).sort()).toEqual([0, 1]);
  const loser = (await replies[0]?.count()) === 1 ? mei : kenji;
  const winner = loser === mei ? 'Kenji Sample' : 'Mei Sample';
  await expect(
    loser.locator('[data-sonner-toast]').filter({ hasText: `${winner} picked this up first` })
  ).toBeVisible();
});

test('what was sent by mistake is taken back', async ({ signIn, simulator }) => {
  const kenji = await signIn(people.kenji);
  const lin = await Visitor.arriving(simulator, 'Lin Wei');
  await lin.says('What does it cost?');
  await openEnquiry(kenji, lin.name);
  await pickUp(kenji, lin.name);
  const { reply, screen } = conversationWith(kenji, lin.name);
  await reply.fill('Five hundred, I mean five');
  await reply.press('Enter');
  await expect(lin.chat).toContainText('Five hundred');
  await screen.getByText('Five hundred').hover();
  await screen.getByRole('button', { name: 'Unsend message' }).click();
  await kenji.getByRole('dialog').getByRole('button', { name: 'Unsend' }).click();
  await expect(screen.getByText('Message unsent')).toBeVisible();
  await expect(lin.chat).not.toContainText('Five hundred');
  await screen.getByRole('button', { name: 'Close', exact: true }).click();
  await kenji.getByRole('dialog').getByRole('button', { name: 'Close enquiry' }).click();
});
