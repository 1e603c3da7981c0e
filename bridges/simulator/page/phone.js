// A visitor's phone: header, chat, composer.

import * as api from './api.js';
import { drawBubble, wordsOf } from './bubble.js';
import { ask } from './connection.js';
import { h, initials, picture, timeOfDay, toast } from './dom.js';

/** Interval of "typing" events while the visitor types, and the pause after which "stopped" is sent. */
const TYPING_AGAIN_MS = 4000;
const TYPING_QUIET_MS = 3000;

/** Staff typing is hidden after this time if no event ends it. */
const STAFF_TYPING_MS = 15000;

/** Update interval of a phone's clock. */
const CLOCK_MS = 15000;

const ENQUIRY_WORDS = {
  open: 'waiting',
  ongoing: 'ongoing',
  missed: 'missed',
  followedUp: 'ongoing',
  closed: 'closed'
};

export class Phone {
  #bubbles = new Map();
  #elements = new Map();
  #replyTo = null;
  #editing = null;
  #typingSentAt = 0;
  #typingTimer;
  #staffTypingTimer;

  constructor(head, place) {
    this.id = head.id;
    this.tone = place % 6;
    this.log = h('ol', {
      class: 'chat',
      role: 'log',
      'aria-label': `Chat of ${head.name}`,
      tabindex: '0',
      data: { testid: 'chat' }
    });
    this.typing = h(
      'div',
      { class: 'typing', hidden: true, data: { testid: 'staff-typing' } },
      h('i'),
      h('i'),
      h('i'),
      h('span', { class: 'sr' }, 'Staff are typing')
    );
    this.name = h('h2', { data: { testid: 'phone-name' } });
    this.subtitle = h('p', { class: 'subtitle', data: { testid: 'phone-enquiry' } });
    this.looking = h('button', {
      type: 'button',
      class: 'looking',
      data: { testid: 'looking' },
      on: { click: () => this.#look() }
    });
    this.avatar = h('span', { class: 'avatar', 'aria-hidden': 'true' });
    this.channel = h('strong', {});
    this.element = h(
      'article',
      { class: 'phone', data: { testid: 'phone', visitorId: head.id, tone: this.tone } },
      h('header', { class: 'owner' }, this.avatar, h('div', {}, this.name, this.subtitle), this.looking),
      h(
        'div',
        { class: 'device' },
        h('div', { class: 'screen' }, this.#drawBar(), this.log, this.typing, this.#drawContext(), this.#drawComposer())
      )
    );
    this.setHead(head);
  }

  /** Updates the header and the "Looking" toggle. */
  setHead(head) {
    this.head = head;
    this.element.dataset.name = head.name;
    this.name.textContent = head.name;
    this.avatar.textContent = initials(head.name);
    const { enquiry } = head;
    const words = enquiry && (ENQUIRY_WORDS[enquiry.status] ?? enquiry.status);
    this.subtitle.textContent = enquiry ? [enquiry.number, words].filter(Boolean).join(' · ') : 'New visitor';
    this.looking.setAttribute('aria-pressed', String(head.looking));
    this.looking.title = head.looking
      ? 'Looking at the chat: messages are read on arrival'
      : 'Not looking at the chat: messages are delivered, not read';
    this.looking.replaceChildren(picture(head.looking ? 'eye' : 'eyeOff'), head.looking ? 'Looking' : 'Away');
    this.element.classList.toggle('away', !head.looking);
  }

  /** Sets the name of the business. */
  setChannel(name) {
    this.channel.textContent = name;
  }

  /** Adds or updates a bubble. */
  setBubble(bubble) {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    const drawn = drawBubble(bubble, this);
    const known = this.#elements.get(bubble.id);
    if (known) known.replaceWith(drawn);
    else this.log.append(...this.#dayBefore(bubble), drawn);
    this.#bubbles.set(bubble.id, bubble);
    this.#elements.set(bubble.id, drawn);
    if (atEnd || (!known && bubble.side === 'own')) this.scrollToEnd();
  }

  /** Replaces the whole chat. */
  setBubbles(bubbles) {
    this.log.replaceChildren();
    this.#bubbles.clear();
    this.#elements.clear();
    for (const bubble of bubbles) this.setBubble(bubble);
    this.scrollToEnd();
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  setStaffTyping(typing) {
    clearTimeout(this.#staffTypingTimer);
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    this.typing.hidden = !typing;
    this.state.textContent = typing ? 'typing…' : 'online';
    if (typing) this.#staffTypingTimer = setTimeout(() => this.setStaffTyping(false), STAFF_TYPING_MS);
    if (atEnd) this.scrollToEnd();
  }

  /** Finds a bubble by either side's id. */
  find(id) {
    return this.#bubbles.get(id) ?? [...this.#bubbles.values()].find((bubble) => bubble.causewayId === id) ?? null;
  }

  reply(bubble) {
    this.#setContext(bubble, null);
  }

  edit(bubble) {
    this.#setContext(null, bubble);
    this.input.value = bubble.content.text;
    this.#fit();
  }

  remove(bubble) {
    this.#try(api.deleteMessage(this.id, bubble.id));
  }

  tap(bubble, { label, payload }) {
    this.#try(api.sendMessage(this.id, { type: 'postback', postback: { payload, label }, replyTo: bubble.causewayId }));
  }

  #drawBar() {
    const clock = h('span', {}, timeOfDay(Date.now()));
    setInterval(() => (clock.textContent = timeOfDay(Date.now())), CLOCK_MS);
    this.state = h('span', { data: { testid: 'staff-state' } }, 'online');
    return h(
      'header',
      { class: 'bar' },
      h(
        'div',
        { class: 'status', 'aria-hidden': 'true' },
        clock,
        h('b', { class: 'island' }),
        h('span', { class: 'signal' })
      ),
      h(
        'div',
        { class: 'partner' },
        h('img', { src: '/page/icon.svg', alt: '', width: 34, height: 34 }),
        h('p', {}, this.channel, this.state)
      )
    );
  }

  #drawContext() {
    this.contextText = h('p', {});
    const leave = h(
      'button',
      {
        type: 'button',
        'aria-label': 'Cancel',
        data: { testid: 'context-leave' },
        on: { click: () => this.#setContext(null, null) }
      },
      picture('close')
    );
    this.context = h('div', { class: 'context', hidden: true, data: { testid: 'context' } }, this.contextText, leave);
    return this.context;
  }

  #drawComposer() {
    this.input = h('textarea', {
      rows: 1,
      placeholder: 'Message',
      'aria-label': 'Message',
      maxlength: 5000,
      data: { testid: 'composer' },
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event), blur: () => this.#stopTyping() }
    });
    const item = (name, label, testid, act) =>
      h(
        'button',
        { type: 'button', role: 'menuitem', data: { testid }, on: { click: () => (this.#toggleMenu(false), act()) } },
        picture(name),
        label
      );
    this.menu = h(
      'div',
      { class: 'menu', role: 'menu', hidden: true },
      item('image', 'Picture by URL', 'send-image', () => this.#sendImage()),
      item('place', 'Location', 'send-location', () => this.#sendLocation()),
      item('end', 'End conversation', 'end-conversation', () => this.#try(api.endConversation(this.id)))
    );
    this.more = h(
      'button',
      {
        type: 'button',
        class: 'round',
        'aria-label': 'More',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        data: { testid: 'more' },
        on: { click: () => this.#toggleMenu(this.menu.hidden) }
      },
      picture('plus')
    );
    return h(
      'form',
      {
        class: 'composer',
        on: {
          submit: (event) => (event.preventDefault(), this.#send()),
          keydown: (event) => event.key === 'Escape' && this.#toggleMenu(false)
        }
      },
      this.menu,
      this.more,
      this.input,
      h(
        'button',
        { type: 'submit', class: 'round send', 'aria-label': 'Send', data: { testid: 'send' } },
        picture('send')
      )
    );
  }

  #toggleMenu(open) {
    this.menu.hidden = !open;
    this.more.setAttribute('aria-expanded', String(open));
    if (open) this.menu.firstElementChild.focus();
  }

  #setContext(replyTo, editing) {
    if (this.#editing && !editing) this.input.value = '';
    this.#replyTo = replyTo;
    this.#editing = editing;
    const about = replyTo ?? editing;
    this.context.hidden = !about;
    if (about) {
      this.contextText.replaceChildren(h('strong', {}, replyTo ? 'Reply' : 'Edit'), wordsOf(about));
      this.input.focus();
    }
  }

  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === 'Escape') {
      this.#setContext(null, null);
    }
  }

  async #send() {
    const text = this.input.value.trim();
    if (!text) return;
    const [replyTo, editing] = [this.#replyTo, this.#editing];
    const sent = editing
      ? api.editMessage(this.id, editing.id, text)
      : api.sendMessage(this.id, {
          type: 'text',
          text,
          replyTo: replyTo ? (replyTo.causewayId ?? replyTo.id) : undefined
        });
    this.input.value = '';
    this.#setContext(null, null);
    this.#fit();
    this.#stopTyping();
    if (!(await this.#try(sent)) && !this.input.value) {
      // Restore the text if it could not be sent.
      this.input.value = text;
      this.#fit();
    }
  }

  async #sendImage() {
    const answer = await ask('Send a picture', 'URL of the picture', 'https://…', 'url');
    if (answer) this.#try(api.sendMessage(this.id, { type: 'image', attachment: { url: answer } }));
  }

  #sendLocation() {
    const location = { latitude: 22.2855, longitude: 114.1577, title: 'Central Pier 7' };
    this.#try(api.sendMessage(this.id, { type: 'location', location }));
  }

  #look() {
    this.#try(api.setLooking(this.id, !this.head.looking));
  }

  #typed() {
    this.#fit();
    clearTimeout(this.#typingTimer);
    if (!this.input.value.trim()) return this.#stopTyping();
    this.#typingTimer = setTimeout(() => this.#stopTyping(), TYPING_QUIET_MS);
    if (Date.now() - this.#typingSentAt > TYPING_AGAIN_MS) {
      this.#typingSentAt = Date.now();
      this.#try(api.setTyping(this.id, true));
    }
  }

  #stopTyping() {
    clearTimeout(this.#typingTimer);
    if (!this.#typingSentAt) return;
    this.#typingSentAt = 0;
    this.#try(api.setTyping(this.id, false));
  }

  /** Fits the composer's height to its text. */
  #fit() {
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  #dayBefore(bubble) {
    const day = new Date(bubble.at).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
    const last = [...this.#bubbles.values()].at(-1);
    if (last && new Date(last.at).toDateString() === new Date(bubble.at).toDateString()) return [];
    const today = new Date(bubble.at).toDateString() === new Date().toDateString();
    return [h('li', { class: 'day' }, h('span', {}, today ? 'Today' : day))];
  }

  async #try(promise) {
    try {
      await promise;
      return true;
    } catch (error) {
      toast(error.message);
      return false;
    }
  }
}
