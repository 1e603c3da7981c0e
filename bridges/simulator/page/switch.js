// The switch for the webhook's behaviour.

import * as api from './api.js';
import { h, toast } from './dom.js';

const MODES = [
  ['healthy', 'Healthy', 'Answers at once'],
  ['slow', 'Slow', 'Accepts the event, answers late'],
  ['failing', 'Failing', 'Answers 500'],
  ['dead', 'Dead', 'Closes the connection'],
  ['gone', 'Gone', 'Answers 410, permanently gone']
];

export class Switch {
  constructor() {
    this.seconds = this.#number('slow-seconds', 'Seconds until the answer', 5, 60);
    this.retryAfter = this.#number('retry-after', 'Retry-After in seconds (empty: none)', '', 3600);
    this.extras = {
      slow: h('label', { class: 'extra' }, 'answers after', this.seconds, 's'),
      failing: h('label', { class: 'extra' }, 'Retry-After', this.retryAfter, 's')
    };
    this.radios = new Map();
    this.element = h(
      'section',
      { class: 'card', 'aria-labelledby': 'switch-title' },
      h('h2', { id: 'switch-title' }, 'Webhook endpoint'),
      h(
        'fieldset',
        { class: 'modes' },
        h('legend', { class: 'sr' }, 'How the endpoint behaves'),
        MODES.map((mode) => this.#drawMode(...mode))
      )
    );
  }

  set(value) {
    this.radios.get(value.mode).checked = true;
    if (value.seconds) this.seconds.value = value.seconds;
    if (value.mode === 'failing') this.retryAfter.value = value.retryAfterSeconds ?? '';
    this.element.dataset.mode = value.mode;
    for (const [mode, extra] of Object.entries(this.extras)) extra.hidden = mode !== value.mode;
  }

  #drawMode(mode, label, words) {
    const radio = h('input', {
      type: 'radio',
      name: 'mode',
      value: mode,
      data: { testid: `switch-${mode}` },
      on: { change: () => this.#send(mode) }
    });
    this.radios.set(mode, radio);
    return h(
      'div',
      { class: `mode ${mode}` },
      h('label', {}, radio, h('span', { class: 'lamp' }), h('span', {}, h('strong', {}, label), h('small', {}, words))),
      this.extras[mode] ?? null
    );
  }

  #number(testid, label, value, max) {
    return h('input', {
      type: 'number',
      min: 1,
      max,
      value,
      'aria-label': label,
      data: { testid },
      on: { change: () => this.#send(this.element.dataset.mode) }
    });
  }

  async #send(mode) {
    const value = { mode };
    if (mode === 'slow') value.seconds = Number(this.seconds.value) || 5;
    if (mode === 'failing' && this.retryAfter.value) value.retryAfterSeconds = Number(this.retryAfter.value);
    try {
      await api.setSwitch(value);
    } catch (error) {
      toast(error.message);
    }
  }
}
