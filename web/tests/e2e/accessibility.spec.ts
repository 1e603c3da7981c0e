import AxeBuilder from '@axe-core/playwright';
import { expect, people, test } from './demo';
import { openEnquiry, Visitor } from './visitor';

// The checker is injected into pages whose policy allows no foreign script.
test.use({ bypassCSP: true });

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(sizes)) {
    test(`no page has a fault that axe can find (${name}, ${colorScheme})`, async ({ signIn, simulator }) => {
      const ines = new Visitor(simulator, 'Inês Duarte');
      await ines.says(`Seen at the ${name}, ${colorScheme}`);
      const page = await signIn(people.administrator);
      await openEnquiry(page, ines.name);
      const enquiry = new URL(page.url()).pathname;
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/channels');
      const channel = (await page.getByRole('link', { name: /^Simulator/ }).getAttribute('href')) ?? '';
      await page.goto('/channels/sources');
      const source = (await page.getByRole('link', { name: /^Simulator/ }).getAttribute('href')) ?? '';
      await page.goto('/channels/deliveries');
      const delivery =
        (await page.getByRole('list', { name: 'Deliveries' }).getByRole('link').first().getAttribute('href')) ?? '';
      const channels = [
        '/channels',
        '/channels/new',
        channel,
        '/channels/sources',
        source,
        '/channels/deliveries',
        delivery
      ];
      const paths = ['/', enquiry, ...channels];
      const settings = [
        'staff',
        'service-groups',
        'labels',
        'canned-responses',
        'sticky-bindings',
        'workspace',
        'single-sign-on',
        'audit-log'
      ];
      for (const path of [...paths, ...settings.map((place) => `/settings/${place}`), '/login']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
        await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes.map((node) => node.html).join(' ')}`);
        expect.soft(found).toEqual([]);
      }
    });
  }
}

test('the reference of the API shows without any other host', async ({ page, demo }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (
      !request.url().startsWith(demo.url) &&
      !request.url().startsWith('data:') &&
      !request.url().startsWith('blob:')
    ) {
      elsewhere.push(request.url());
    }
  });
  await page.goto('/api/docs');
  // Redoc draws the whole document at once: eight seconds on two busy cores.
  await expect(page.getByRole('heading', { name: /^Causeway/ })).toBeVisible({ timeout: 30_000 });
  expect(elsewhere).toEqual([]);
});
