import { createHmac } from 'node:crypto';
import { expect, password, people, test } from './demo';

/** What an authenticator app with this secret shows at a moment (RFC 6238). */
function code(secret: string, at: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('a program calls the API with a token that reaches as far as its scopes', async ({ signIn, demo, request }) => {
  const admin = await signIn(people.administrator);
  await admin.goto('/settings/api-tokens');
  await admin.getByRole('button', { name: 'Add token' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Nightly export');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Choose at least one permission.')).toBeVisible();
  await dialog.getByLabel('Enquiries and conversations').selectOption('read');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const secret = (await dialog.getByRole('code').last().textContent())!;
  await dialog.getByRole('button', { name: 'I have saved it' }).click();
  await expect(admin.getByText('Never used')).toBeVisible();

  const get = (path: string) => request.get(demo.url + path, { headers: { authorization: `Bearer ${secret}` } });
  expect((await get('/api/v1/enquiries')).status()).toBe(200);
  expect((await get('/api/v1/staff')).status()).toBe(403);
  await admin.reload();
  await expect(admin.getByText('Last used today')).toBeVisible();
  await admin.getByRole('button', { name: 'Remove Nightly export' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(admin.getByText('No tokens yet')).toBeVisible();
  expect((await get('/api/v1/enquiries')).status()).toBe(401);
});

test('somebody looks after their own way in', async ({ signIn, demo, browser }) => {
  const mei = await signIn(people.mei);
  await mei.goto('/settings/account');

  const secret = await test.step('a second factor is turned on with a code of the app', async () => {
    await mei.getByRole('button', { name: 'Turn on…' }).click();
    const dialog = mei.getByRole('dialog');
    await expect(dialog.getByRole('img', { name: 'QR code with the setup key' })).toBeVisible();
    const shown = (await dialog.getByRole('code').textContent())!;
    await dialog.getByLabel('Your password').fill(password);
    await dialog.getByLabel('Code from the app').fill('000000');
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await expect(dialog.getByText('This code is wrong. Enter the one your app shows now.')).toBeVisible();
    await dialog.getByLabel('Code from the app').fill(code(shown, Date.now()));
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    return shown;
  });
  const dialog = mei.getByRole('dialog');
  await expect(dialog.getByText('Save these codes')).toBeVisible();
  const recovery = (await dialog.getByRole('listitem').first().textContent())!;
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await expect(mei.getByText('8 recovery codes left.')).toBeVisible();

  await test.step('signing in elsewhere wants it', async () => {
    const elsewhere = await (await browser.newContext({ baseURL: demo.url })).newPage();
    await elsewhere.goto('/login');
    await elsewhere.getByLabel('E-mail').fill(people.mei);
    await elsewhere.getByLabel('Password').fill(password);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    const field = elsewhere.getByLabel('Code from your authenticator app');
    await expect(field).toBeFocused();
    // The code that turned it on was used; the next one is 30 s away, and a clock may be that far ahead.
    await field.fill(code(secret, Date.now() + 90_000));
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await expect(elsewhere.getByText('This code is wrong or was already used')).toBeVisible();
    await field.fill(recovery);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await expect(elsewhere).toHaveURL(/\/$/);
  });

  await test.step('and is seen in the list, and ended there', async () => {
    await mei.reload();
    await expect(mei.getByText('7 recovery codes left.')).toBeVisible();
    await expect(mei.getByText('This device')).toBeVisible();
    await mei.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await mei.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(mei.getByRole('button', { name: /^Sign out on/ })).toHaveCount(0);
  });

  await test.step('the password is changed by who knows it', async () => {
    const change = async (from: string, to: string) => {
      await mei.getByLabel('Current password').fill(from);
      await mei.getByLabel('New password').fill(to);
      await mei.getByRole('button', { name: 'Change password' }).click();
    };
    await change('wrong', 'another good one');
    await expect(mei.getByText('The password is wrong.')).toBeVisible();
    await change(password, 'another good one');
    await expect(mei.getByText('Password changed.')).toHaveCount(1);
    await expect(mei.getByLabel('Current password')).toHaveValue('');
    await change('another good one', password);
    await expect(mei.getByText('Password changed.')).toHaveCount(2);
  });

  await test.step('an administrator lets in who lost the app', async () => {
    const admin = await signIn(people.administrator);
    await admin.goto('/settings/staff');
    await admin.getByRole('button', { name: /Mei/ }).first().click();
    const reset = admin.getByRole('button', { name: 'Reset two-step verification' });
    await reset.click();
    await expect(admin.getByRole('alert')).toContainText('Their recovery codes stop working.');
    await admin.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect(admin.getByText('Two-step verification reset')).toBeVisible();
    await expect(reset, 'there is nothing left to reset').toHaveCount(0);
    await admin.keyboard.press('Escape');
    await admin.getByRole('button', { name: /Kenji/ }).first().click();
    await expect(admin.getByLabel('E-mail')).toHaveValue(people.kenji);
    await expect(reset, 'nor for people who never had it').toHaveCount(0);
    await mei.reload();
    await expect(mei.getByRole('button', { name: 'Turn on…' })).toBeVisible();
  });
});
