import { expect, people, test } from './demo';
import { conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

test('a delivery that fails is seen as it fails, tried now, and sent again', async ({ signIn, simulator }) => {
  const [admin, kenji] = [await signIn(people.administrator), await signIn(people.kenji)];
  const ida = await Visitor.arriving(simulator, 'Ida Sample');
  await ida.says('Hello?');
  await openEnquiry(kenji, ida.name);
  await pickUp(kenji, ida.name);
  await expect(ida.chat).toContainText('Welcome');
  await admin.goto('/channels/deliveries');
  const list = admin.getByRole('list', { name: 'Deliveries' });
  const row = list.getByRole('link').filter({ hasText: 'message.created' }).filter({ hasText: ida.name }).first();

  await test.step('the console shows it live, with why', async () => {
    await simulator.getByRole('radio', { name: /^Failing/ }).check();
    const { reply } = conversationWith(kenji, ida.name);
    await reply.fill('One moment, please');
    await reply.press('Enter');
    await expect(row).toContainText('Queued');
    await expect(row).toContainText('the endpoint answered 5');
    await row.click();
    await expect(
      admin
        .getByRole('region', { name: 'Status' })
        .getByText(/Next attempt|Retrying in|Retrying now|endpoint is failing/)
    ).toBeVisible();
    await expect(admin.getByRole('heading', { name: 'Attempt 1' })).toBeVisible();
    await expect(admin.getByRole('region', { name: 'Event payload' })).toContainText('One moment, please');
  });

  await test.step('mended, it arrives when it is tried now', async () => {
    await simulator.getByRole('radio', { name: /^Healthy/ }).check();
    await admin.getByRole('button', { name: 'Retry now' }).click();
    await expect(admin.getByRole('region', { name: 'Status' })).toContainText('Delivered');
    await expect(ida.chat).toContainText('One moment, please');
  });

  await test.step('and goes out once more when somebody asks for it', async () => {
    const before = await admin.getByRole('heading', { name: /^Attempt \d+/ }).count();
    await admin.getByRole('button', { name: 'Resend' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Resend' }).click();
    await expect(admin.getByRole('heading', { name: /^Attempt \d+/ })).toHaveCount(before + 1);
    // The channel knows it by its id.
    await expect(ida.chat.getByText('One moment, please')).toHaveCount(1);
  });
});

test('a source shows its day, takes a test event, and is sent again what it lost', async ({ signIn, simulator }) => {
  const admin = await signIn(people.administrator);
  const max = await Visitor.arriving(simulator, 'Max Sample');
  await max.says('Anybody?');
  await expect(max.chat).toContainText('Welcome');
  await admin.goto('/channels/sources');
  await admin.getByRole('link', { name: /Simulator/ }).click();
  const panel = admin.getByRole('region', { name: 'Deliveries' });
  await expect(panel.getByRole('img', { name: /delivered/ })).toBeVisible();

  await panel.getByRole('button', { name: 'Send test event' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('combobox').selectOption('enquiry.closed');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog.getByRole('status')).toContainText('Test event delivered');
  await admin.keyboard.press('Escape');

  await panel.getByRole('button', { name: /^Replay events since/ }).click();
  await dialog.getByRole('button', { name: 'Last hour' }).click();
  await expect(dialog.getByRole('status')).toContainText(/events? queued for resending/);
});

test('a webhook that was stopped is counted in the navigation until its address is proven again', async ({
  signIn,
  simulator
}) => {
  const [admin, kenji] = [await signIn(people.administrator), await signIn(people.kenji)];
  const entry = admin.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Channels$/ });
  const toast = (words: string) => admin.locator('[data-sonner-toast]').filter({ hasText: words });
  await expect(entry).toHaveAccessibleName('Channels');
  await simulator.getByRole('radio', { name: /^Gone/ }).check();
  const nora = await Visitor.arriving(simulator, 'Nora Sample');
  await nora.says('Is this still open?');

  await test.step('as it happens, and to whoever comes later', async () => {
    await expect(toast('webhook stopped')).toBeVisible();
    await expect(entry).toHaveAccessibleName('1 source stopped or failing Channels');
    await admin.reload();
    await expect(entry).toHaveAccessibleName('1 source stopped or failing Channels');
    await expect(toast('webhook stopped')).toHaveCount(0);
    await expect(kenji.getByRole('link', { name: /Channels/ })).toHaveCount(0);
    await expect(kenji.locator('[data-sonner-toast]').filter({ hasText: 'webhook' })).toHaveCount(0);
  });

  await test.step('proven, it counts no more', async () => {
    await simulator.getByRole('radio', { name: /^Healthy/ }).check();
    await entry.click();
    await admin.getByRole('link', { name: 'Manage Source' }).click();
    await admin.getByRole('link', { name: /^Simulator/ }).click();
    await admin.getByRole('button', { name: 'Change', exact: true }).click();
    const webhook = admin.getByLabel('Outgoing webhook');
    await webhook.focus();
    await webhook.blur();
    await admin.getByRole('button', { name: 'Use this webhook' }).click();
    await expect(toast('webhook working again')).toBeVisible();
    await expect(entry).toHaveAccessibleName('Channels');
    await expect(nora.chat).toContainText('Welcome');
  });
});
