import type { Page } from '@playwright/test';
import { expect, people, test, type Demo } from './demo';
import { begin, choose, close, conversationWith, openEnquiry, pickUp, Visitor } from './visitor';

/** What a screen does to be noticed. */
interface Alerted {
  away: boolean;
  tones: number;
  notes: { title: string; body: string; closed: boolean }[];
}

/** Has the page note its sounds and notifications, and believe that nobody looks at it whenever `away` is set. */
async function noteAlerts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const alerted: Alerted = { away: false, tones: 0, notes: [] };
    Object.assign(window, { alerted });
    Object.defineProperty(document, 'visibilityState', { get: () => (alerted.away ? 'hidden' : 'visible') });
    class Notes extends EventTarget {
      static readonly permission = 'granted';
      readonly #note: Alerted['notes'][number];
      constructor(title: string, { body = '' }: NotificationOptions) {
        super();
        this.#note = { title, body, closed: false };
        alerted.notes.push(this.#note);
      }
      close() {
        this.#note.closed = true;
      }
    }
    Object.assign(window, { Notification: Notes });
    class Tone extends OscillatorNode {
      override start(when?: number) {
        alerted.tones += 1;
        super.start(when);
      }
    }
    AudioContext.prototype.createOscillator = function () {
      return new Tone(this);
    };
  });
  await page.reload();
}

const alertedOn = (page: Page) => page.evaluate(() => (window as unknown as { alerted: Alerted }).alerted);

async function look(page: Page, away: boolean): Promise<void> {
  await page.evaluate((away) => {
    (window as unknown as { alerted: Alerted }).alerted.away = away;
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);
}

/** Connects the simulator anew as it was connected: what waits is tried at once instead of after its pause. */
async function reconnect(admin: Page, simulator: Page, demo: Demo): Promise<void> {
  const credentials = await admin.evaluate(async () => {
    const sources = (await (await fetch('/api/v1/sources?limit=200')).json()) as {
      items: { id: string; name: string }[];
    };
    const id = sources.items.find(({ name }) => name === 'Simulator')?.id;
    const revealed = await fetch(`/api/v1/sources/${id}/reveal`, { method: 'POST' });
    return (await revealed.json()) as { accessToken: string; signingSecret: string };
  });
  const connected = await simulator.request.post(`${demo.simulatorUrl}/connect`, {
    data: { causewayUrl: demo.url, ...credentials }
  });
  expect(connected.ok()).toBe(true);
}

test('an enquiry is noticed, put off, shared, refused and begun by staff', async ({ demo, signIn, simulator }) => {
  const [kenji, mei] = [await signIn(people.kenji), await signIn(people.mei)];
  const mina = new Visitor(simulator, 'Mina Park');
  const [atKenji, atMei] = [conversationWith(kenji, mina.name), conversationWith(mei, mina.name)];

  await test.step('whoever looks elsewhere hears of the offer, until somebody has taken it', async () => {
    await noteAlerts(kenji);
    await expect(kenji.getByRole('region', { name: 'Enquiries' })).toBeVisible();
    await look(kenji, true);
    await begin(mei, mina, 'Where is my order?');
    const note = { title: 'Mina Park · Simulator', body: 'Where is my order?' };
    await expect.poll(() => alertedOn(kenji)).toMatchObject({ tones: 2, notes: [{ ...note, closed: false }] });
    await openEnquiry(mei, mina.name);
    await pickUp(mei, mina.name);
    await expect.poll(() => alertedOn(kenji)).toMatchObject({ tones: 2, notes: [{ ...note, closed: true }] });
    await look(kenji, false);
  });

  await test.step('it is put off until the visitor writes', async () => {
    await choose(mei, 'Snooze…');
    await mei.getByRole('dialog').getByRole('button', { name: 'In 1 hour' }).click();
    await expect(atMei.screen).toContainText('or until the visitor replies.');
    const snoozed = mei.getByRole('button', { name: /^Snoozed/ });
    await expect(snoozed).toBeVisible();
    await mina.says('It was due yesterday');
    await expect(atMei.log).toContainText('It was due yesterday');
    await expect(atMei.screen).not.toContainText('Snoozed until');
    await expect(
      mei
        .getByRole('region', { name: /^Yours/ })
        .locator('a[data-enquiry]')
        .filter({ hasText: mina.name })
    ).toBeVisible();
  });

  await test.step('somebody else takes part, answers, and leaves', async () => {
    await choose(mei, 'Participants…');
    const dialog = mei.getByRole('dialog');
    await dialog.getByLabel('Add participant').selectOption({ label: 'Kenji Sample' });
    await expect(dialog.getByRole('button', { name: 'Remove Kenji Sample' })).toBeVisible();
    await mei.keyboard.press('Escape');
    await openEnquiry(kenji, mina.name);
    await expect(atKenji.log).toContainText('It was due yesterday');
    await atKenji.reply.fill('It is on the boat');
    await atKenji.reply.press('Enter');
    await expect(mina.chat).toContainText('It is on the boat');
    await expect(atMei.log).toContainText('Kenji');
    await expect(atMei.log).toContainText('It is on the boat');
    await choose(kenji, 'Leave…');
    await kenji.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(atKenji.reply).toHaveCount(0);
    await expect(atKenji.screen).toContainText('Mei Sample is handling this enquiry');
  });

  await test.step('a blocked visitor is refused, and heard again when they are not', async () => {
    const admin = await signIn(people.administrator);
    await choose(mei, 'Block visitor…');
    await mei.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click();
    await expect(atMei.screen).toContainText('This visitor is blocked. Their messages are rejected.');
    await mina.says('Which boat?');
    await expect(mina.chat.getByTestId('bubble').last()).toHaveAttribute('data-state', 'waiting');
    await expect(mina.chat.getByTestId('tick').last()).toHaveAttribute('title', /visitor is blocked/);
    await expect(atMei.log).not.toContainText('Which boat?');
    await choose(mei, 'Unblock visitor…');
    await mei.getByRole('dialog').getByRole('button', { name: 'Unblock', exact: true }).click();
    await expect(atMei.screen).not.toContainText('This visitor is blocked');
    await reconnect(admin, simulator, demo);
    await expect(atMei.log).toContainText('Which boat?');
    await expect(mina.chat.getByTestId('tick').last()).not.toHaveAttribute('title', /blocked/);
    await admin.close();
  });

  await test.step('who writes to the visitor first gets the answer', async () => {
    await close(mei, mina.name);
    await choose(mei, 'Message visitor…');
    const dialog = mei.getByRole('dialog');
    await dialog.getByLabel('Message').fill('It has landed');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(atMei.reply).toBeVisible();
    await expect(mina.chat).toContainText('It has landed');
    await close(mei, mina.name);
    await begin(mei, mina, 'Thank you, when does it come?');
    await openEnquiry(mei, mina.name);
    await expect(atMei.screen).toContainText(/Offered to you, \d+:\d\d left/);
    await choose(mei, 'Routing history');
    const trace = mei.getByRole('dialog');
    await expect(trace).toContainText('Offered to Mei Sample.');
    await expect(trace).not.toContainText('Kenji Sample');
    await mei.keyboard.press('Escape');
    await pickUp(mei, mina.name);
    await close(mei, mina.name);
  });
});
