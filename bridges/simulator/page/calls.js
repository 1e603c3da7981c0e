// The log of webhook calls.

import { h, picture } from './dom.js';

/** Most rows. The simulator keeps the same number of calls. */
const ROWS_MAX = 200;

const SIGNATURES = {
  valid: ['shield', 'valid signature'],
  invalid: ['shieldOff', 'invalid signature'],
  unchecked: ['shieldOff', 'signature not checked, no secret yet']
};

export class Calls {
  #rows = new Map();

  constructor() {
    this.empty = h(
      'p',
      { class: 'empty' },
      'No calls yet. This list shows the type, the attempt and the response of each webhook call.'
    );
    this.list = h('ol', {
      class: 'calls',
      'aria-label': 'Webhook calls, newest first',
      tabindex: '0',
      data: { testid: 'calls' }
    });
    this.element = h(
      'section',
      { class: 'card log', 'aria-labelledby': 'calls-title' },
      h('h2', { id: 'calls-title' }, 'Calls'),
      this.empty,
      this.list
    );
  }

  setAll(calls) {
    this.list.replaceChildren();
    this.#rows.clear();
    this.empty.hidden = calls.length > 0;
    for (const call of calls) this.set(call);
  }

  /** Adds a call, or updates it once it is answered. */
  set(call) {
    this.empty.hidden = true;
    const row = drawCall(call);
    const known = this.#rows.get(call.number);
    if (known) known.replaceWith(row);
    else this.list.prepend(row);
    this.#rows.set(call.number, row);
    if (this.#rows.size > ROWS_MAX) {
      const [oldest, element] = this.#rows.entries().next().value;
      element.remove();
      this.#rows.delete(oldest);
    }
  }
}

function drawCall(call) {
  const [name, label] = SIGNATURES[call.signature];
  const time = new Date(call.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const answer = call.answer ?? '…';
  const kind = call.answer == null ? 'pending' : call.answer.startsWith('2') ? 'good' : 'bad';
  return h(
    'li',
    {
      class: 'call',
      data: { testid: 'call', type: call.type, answer, duplicate: String(call.duplicate), attempt: call.attempt }
    },
    h(
      'span',
      {
        class: `answer ${kind}`,
        title: call.durationMs == null ? 'not answered yet' : `answered after ${call.durationMs} ms`
      },
      answer
    ),
    h('strong', {}, call.type),
    h('time', { datetime: call.at }, time),
    h(
      'span',
      { class: 'details' },
      h('span', { class: `signature ${call.signature}`, title: label }, picture(name, label)),
      h('code', { title: `webhook-id ${call.webhookId}` }, call.webhookId ? `…${call.webhookId.slice(-6)}` : 'no id'),
      call.visitor ? h('span', { class: 'visitor' }, call.visitor) : null,
      call.attempt > 1 ? h('span', { class: 'attempt' }, `attempt ${call.attempt}`) : null,
      call.duplicate
        ? h(
            'span',
            { class: 'duplicate', title: 'This webhook-id was received before, so the event is shown once' },
            picture('copies'),
            'repeated'
          )
        : null
    )
  );
}
