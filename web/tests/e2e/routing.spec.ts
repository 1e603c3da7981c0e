import { expect, people, test } from './demo';

test('a rule is built by keyboard, explained, saved and found again', async ({ signIn }) => {
  const page = await signIn(people.administrator);
  await page.goto('/channels');
  await page.getByRole('link', { name: /^Simulator/ }).click();
  const told = page.getByTestId('rule');
  await expect(told).toContainText('A new enquiry goes to');
  const before = await told.textContent();

  await test.step('wrapped in hours, with a share inside', async () => {
    await page.getByRole('button', { name: 'By time' }).first().press('Enter');
    await page.getByLabel('Time zone').fill('Asia/Hong_Kong');
    await page.getByLabel('From, condition 1').fill('08:30');
    await page.getByRole('button', { name: 'Saturday', exact: true }).press('Space');
    await expect(told).toContainText('Monday to Saturday 08:30–18:00 in Hong Kong');
    await page.getByRole('button', { name: 'By share' }).nth(1).press('Enter');
    const share = page.getByLabel('Share 1, percent');
    await share.fill('30');
    await share.press('Tab');
    await expect(told).toContainText('30 % to nobody, so that the enquiry is missed, the other 70 % to');
    await expect(page.getByRole('button', { name: 'By time' })).toHaveCount(1);
    await share.fill('250');
    await share.press('Tab');
    await expect(share).toHaveValue('99');
    await share.fill('30');
    await share.press('Tab');
  });

  await test.step('the preview answers for that minute', async () => {
    const preview = page.getByRole('region', { name: 'Who would get an enquiry?' });
    await preview.getByLabel('When it opens, on your clock').fill('2026-11-23T02:05');
    await expect(preview).toContainText(/in Asia\/Hong_Kong lies in/);
  });

  await test.step('faults stand where they are', async () => {
    await page.getByLabel('To, condition 1').fill('08:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('must be another time than from').first()).toBeVisible();
    await page.getByLabel('To, condition 1').fill('20:00');
  });

  await test.step('saved, and there after a reload', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Not saved yet')).toHaveCount(0);
    await page.reload();
    await expect(told).toContainText('Monday to Saturday 08:30–20:00 in Hong Kong: 30 % to nobody');
  });

  await test.step('layers come off again', async () => {
    await page.getByRole('button', { name: 'Remove this layer' }).first().click();
    await page.getByRole('button', { name: 'Remove this layer' }).first().click();
    await expect(told).toHaveText(before ?? '');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Not saved yet')).toHaveCount(0);
  });
});
