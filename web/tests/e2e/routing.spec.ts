import { expect, people, test } from './demo';

test('a rule is built by keyboard, explained, saved and found again', async ({ signIn }) => {
  const page = await signIn(people.administrator);
  await page.goto('/channels');
  await page.getByRole('link', { name: /^Simulator/ }).click();
  const told = page.getByTestId('rule');
  await expect(told).toContainText('Routes to');
  const before = await told.textContent();

  await test.step('wrapped in hours', async () => {
    await page.getByRole('button', { name: 'Split by time' }).first().press('Enter');
    await page.getByLabel('Time zone').fill('Asia/Hong_Kong');
    await page.getByLabel('Time slot 1, from').fill('08:30');
    await page.getByRole('button', { name: 'Saturday', exact: true }).press('Space');
    await expect(told).toContainText('Monday to Saturday 08:30–18:00 (Hong Kong');
  });

  await test.step('the week shows the conditions, which are put in order by their buttons', async () => {
    const week = page.getByRole('img', { name: /^Week/ });
    const [office, saturday] = ['Monday to Saturday 08:30–18:00', 'Saturday 10:00–16:00'];
    await expect(week).toHaveAccessibleName(`Week: ${office}`);
    // One stretch for each day, with the number of its condition.
    await expect(week.getByText('1', { exact: true })).toHaveCount(6);
    await page.getByRole('button', { name: 'Add time slot' }).click();
    await expect(week).toHaveAccessibleName(`Week: ${office}; ${saturday}`);
    await page.getByRole('button', { name: 'Move time slot 2 up' }).click();
    await expect(week).toHaveAccessibleName(`Week: ${saturday}; ${office}`);
    await expect(told).toContainText(new RegExp(`${saturday} \\(Hong Kong.*${office} \\(Hong Kong`));
    await page.getByRole('button', { name: 'Move time slot 1 down' }).click();
    await expect(told).toContainText(new RegExp(`${office} \\(Hong Kong.*${saturday} \\(Hong Kong`));
    await page.getByRole('button', { name: 'Remove time slot 2' }).click();
    await expect(week).toHaveAccessibleName(`Week: ${office}`);
  });

  await test.step('with a share inside', async () => {
    await page.getByRole('button', { name: 'Split by percentage' }).nth(1).press('Enter');
    const share = page.getByLabel('Branch 1 (percent)');
    await share.fill('30');
    await share.press('Tab');
    await expect(told).toContainText('› 30% of enquiries: no destination, marked as missed');
    await expect(told).toContainText('› Remaining 70%: ');
    await expect(page.getByRole('button', { name: 'Split by time' })).toHaveCount(1);
    await share.fill('250');
    await share.press('Tab');
    await expect(share).toHaveValue('99');
    await share.fill('30');
    await share.press('Tab');
  });

  await test.step('the preview answers for that minute', async () => {
    const preview = page.getByRole('region', { name: 'Who would get an enquiry?' });
    await preview.getByLabel('Opened at (your time)').fill('2026-11-23T02:05');
    await expect(preview).toContainText(/\(Hong Kong[^)]*\) is in this time slot: Monday to Saturday 08:30/);
  });

  await test.step('faults stand where they are', async () => {
    await page.getByLabel('Time slot 1, to').fill('08:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Start and end can’t be the same.').first()).toBeVisible();
    await page.getByLabel('Time slot 1, to').fill('20:00');
  });

  await test.step('saved, and there after a reload', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Unsaved changes')).toHaveCount(0);
    await page.reload();
    await expect(told).toContainText(
      /Monday to Saturday 08:30–20:00 \(Hong Kong[^)]*\) › 30% of enquiries: no destination/
    );
  });

  await test.step('layers come off again', async () => {
    await page.getByRole('button', { name: 'Remove this condition' }).first().click();
    await page.getByRole('button', { name: 'Remove this condition' }).first().click();
    await expect(told).toHaveText(before ?? '');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Unsaved changes')).toHaveCount(0);
  });
});

test('destinations are put in order by pointer and by keyboard, and a language passes by who does not speak it', async ({
  signIn
}) => {
  const page = await signIn(people.administrator);
  await page.goto('/settings/service-groups');
  await page.getByRole('button', { name: 'Add service group' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('French desk');
  await dialog.getByLabel('Add member').selectOption({ label: 'Alex Admin' });
  await dialog.getByLabel('Languages').fill('fr');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto('/channels');
  await page.getByRole('link', { name: /^Simulator/ }).click();
  const told = page.getByTestId('rule');
  await expect(told).toContainText('Routes to');
  const before = await told.textContent();
  const destinations = page.getByRole('list', { name: 'Destinations, in order' });
  const destination = (name: string) => destinations.getByRole('listitem').filter({ hasText: name });
  await page.getByLabel('Add destination').selectOption({ label: 'French desk' });
  await expect(told).toContainText('Routes to Customer care, then French desk');

  await test.step('by pointer, up and down again', async () => {
    await destination('French desk').dragTo(destination('Customer care'));
    await expect(told).toContainText('Routes to French desk, then Customer care');
    await expect(destinations.getByRole('listitem').first()).toContainText('French desk');
    await destination('French desk').dragTo(destination('Customer care'));
    await expect(told).toContainText('Routes to Customer care, then French desk');
  });

  await test.step('by keyboard, and the focus goes along', async () => {
    await page.getByRole('button', { name: 'Move French desk up' }).press('Enter');
    await expect(told).toContainText('Routes to French desk, then Customer care');
    await expect(destinations.getByRole('status').filter({ hasText: 'French desk is now 1 of 2' })).toBeAttached();
    const down = page.getByRole('button', { name: 'Move French desk down' });
    await expect(down).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(told).toContainText('Routes to Customer care, then French desk');
    await expect(page.getByRole('button', { name: 'Move French desk up' })).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(told).toContainText('Routes to French desk, then Customer care');
  });

  await test.step('the preview goes by the language', async () => {
    const preview = page.getByRole('region', { name: 'Who would get an enquiry?' });
    await expect(preview).toContainText('French desk would be asked now: Alex Admin.');
    await preview.getByLabel('Visitor’s language').fill('de');
    await expect(preview.getByRole('listitem').filter({ hasText: 'French desk: other languages only' })).toBeVisible();
    await expect(preview).not.toContainText('French desk would be asked');
    await expect(preview).toContainText('Customer care would be asked now: Alex Admin');
    await preview.getByLabel('Visitor’s language').fill('fr');
    await expect(preview).toContainText('French desk would be asked now: Alex Admin.');
    await expect(preview).not.toContainText('other languages only');
  });

  await test.step('undone, all is as it was', async () => {
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(told).toHaveText(before ?? '');
    await page.goto('/settings/service-groups');
    await page.getByRole('button', { name: 'Edit French desk' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByText('French desk')).toHaveCount(0);
  });
});
