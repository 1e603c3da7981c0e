import { expect, password, people, test } from './demo';
import { Provider } from './provider';

test('people sign in with the account that they have at an identity provider', async ({ signIn, demo, browser }) => {
  const provider = await Provider.start([people.mei, 'stranger@example.com']);
  const admin = await signIn(people.administrator);

  await test.step('an administrator sets it, and is told what is wrong before', async () => {
    await admin.goto('/settings/single-sign-on');
    await expect(admin.getByRole('code')).toHaveText(`${demo.url}/api/v1/auth/single-sign-on/callback`);
    await admin.getByLabel('Name').fill('Example Ltd');
    await admin.getByLabel('Issuer').fill(`${provider.issuer}/none`);
    await admin.getByLabel('Client ID').fill(provider.clientId);
    await admin.getByRole('button', { name: 'Test and save' }).click();
    await expect(admin.getByText("The provider's metadata was not found: it answered 404.")).toBeVisible();
    await admin.getByLabel('Issuer').fill(provider.issuer);
    await admin.getByLabel('Administrators only').check();
    await admin.getByRole('button', { name: 'Test and save' }).click();
    await expect(admin.getByText('Provider tested and saved')).toBeVisible();
  });

  const person = await (await browser.newContext({ baseURL: demo.url })).newPage();
  const go = async (email: string) => {
    await person.getByRole('link', { name: 'Sign in with Example Ltd' }).click();
    await person.getByRole('link', { name: email }).click();
  };

  await test.step('a password is for administrators now', async () => {
    await person.goto('/login');
    await person.getByLabel('E-mail').fill(people.mei);
    await person.getByLabel('Password').fill(password);
    await person.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(person.getByText('Your workspace uses single sign-on')).toBeVisible();
  });

  await test.step('whoever nobody added is told so', async () => {
    await go('stranger@example.com');
    await expect(person.getByText('No account has your e-mail address')).toBeVisible();
  });

  await test.step('whoever is staff comes in, where they wanted to go', async () => {
    await person.goto('/settings/account');
    await expect(person).toHaveURL(/\/login\?next=/);
    await go(people.mei);
    await expect(person).toHaveURL(`${demo.url}/settings/account`);
    await expect(person.getByRole('button', { name: /^Account menu: Mei/ })).toBeVisible();
  });

  await test.step('it is removed', async () => {
    await admin.getByRole('button', { name: 'Remove', exact: true }).click();
    await admin.getByRole('alert').getByRole('button', { name: 'Remove' }).click();
    await expect(admin.getByText('Single sign-on removed')).toBeVisible();
    await person.reload();
    await expect(person.getByRole('button', { name: /^Account menu: Mei/ })).toBeVisible();
    await person.context().clearCookies();
    await person.goto('/login');
    await expect(person.getByLabel('Password')).toBeVisible();
    await expect(person.getByRole('link', { name: /^Sign in with/ })).toHaveCount(0);
  });
  await person.context().close();
  await provider.stop();
});
