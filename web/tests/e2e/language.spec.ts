import { expect, password, people, test } from './demo';

test('the interface speaks the language of the browser, and then the one that is chosen', async ({ browser, demo }) => {
  const context = await browser.newContext({ baseURL: demo.url, locale: 'zh-HK' });
  const page = await context.newPage();
  const html = page.locator('html');
  await page.goto('/login');
  await expect(html).toHaveAttribute('lang', 'zh-Hant');

  await test.step('refusals and faults too', async () => {
    await page.getByLabel('電子郵件').fill(people.mei);
    await page.getByLabel('密碼').fill('not-her-password');
    await page.getByRole('button', { name: '登入' }).click();
    await expect(page.getByRole('alert')).not.toContainText(/[A-Za-z]{2}/);
    await page.getByLabel('密碼').fill(password);
    await page.getByRole('button', { name: '登入' }).click();
    await expect(page.getByRole('link', { name: '收件匣' }).first()).toBeVisible();
  });

  await test.step('a choice is kept on this device', async () => {
    await page.goto('/settings/account');
    await page.getByLabel('語言').selectOption('ja');
    await expect(html).toHaveAttribute('lang', 'ja');
    await expect(page.getByRole('link', { name: '受信箱' }).first()).toBeVisible();
    await page.goto('/');
    await expect(html).toHaveAttribute('lang', 'ja');
  });

  await test.step('and can be left to the browser again', async () => {
    await page.goto('/settings/account');
    await page.getByLabel('言語').selectOption('');
    await expect(html).toHaveAttribute('lang', 'zh-Hant');
  });
  await context.close();
});
