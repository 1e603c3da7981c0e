import type { Locator, Page } from '@playwright/test';
import { expect } from './demo';

/** One visitor at their phone in the simulator. */
export class Visitor {
  readonly phone: Locator;
  readonly chat: Locator;

  constructor(
    simulator: Page,
    readonly name: string
  ) {
    this.phone = simulator.getByTestId('phone').filter({ has: simulator.getByRole('heading', { name }) });
    this.chat = this.phone.getByRole('log');
  }

  /** Somebody who was never here before: nobody handles anything of theirs. */
  static async arriving(simulator: Page, name: string): Promise<Visitor> {
    await simulator.getByTestId('add-visitor').click();
    await simulator.getByTestId('ask-input').fill(name);
    await simulator.getByTestId('ask-submit').click();
    const visitor = new Visitor(simulator, name);
    await expect(visitor.phone).toBeVisible();
    return visitor;
  }

  async says(text: string): Promise<void> {
    await this.phone.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.phone.getByRole('button', { name: 'Send', exact: true }).click();
  }
}

/** The conversation of a visitor on a staff member's screen. */
export function conversationWith(page: Page, visitor: string): { log: Locator; reply: Locator; screen: Locator } {
  return {
    log: page.getByRole('log', { name: `Conversation with ${visitor}` }),
    reply: page.getByLabel(`Reply to ${visitor}`),
    screen: page.getByRole('region', { name: /^Enquiry INQ-/ })
  };
}

/** Opens the enquiry of a visitor from the list. Those in a section that is folded, such as closed ones, are not meant. */
export async function openEnquiry(page: Page, visitor: string): Promise<void> {
  await page.locator('a[data-enquiry]').filter({ hasText: visitor, visible: true }).first().click();
  await expect(conversationWith(page, visitor).log).toBeVisible();
}

/** Picks up the enquiry that is open and waits until it can be answered. */
export async function pickUp(page: Page, visitor: string): Promise<void> {
  const { screen, reply } = conversationWith(page, visitor);
  await screen.getByRole('button', { name: /^Pick up|^Follow up/ }).click();
  await expect(reply).toBeVisible();
}

/** The visitor writes, and staff see it in their list. */
export async function begin(page: Page, visitor: Visitor, words: string): Promise<void> {
  const open = page.locator('a[data-enquiry]').filter({ hasText: visitor.name }).first();
  await visitor.says(words);
  await expect(open).toContainText(words);
}

/** Takes an entry of the menu of the enquiry that is open. */
export async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Closes the enquiry that is open. */
export async function close(page: Page, visitor: string): Promise<void> {
  const { screen, reply } = conversationWith(page, visitor);
  await screen.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close enquiry' }).click();
  await expect(reply).toHaveCount(0);
}
