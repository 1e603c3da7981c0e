// The connection to Causeway, and the page's dialogs.

import * as api from './api.js';
import { h, picture, toast } from './dom.js';

const dialog = document.getElementById('connect-dialog');
const askDialog = document.getElementById('ask-dialog');

export class Connection {
  constructor(suggestedCauseway) {
    this.suggested = suggestedCauseway;
    this.pill = document.getElementById('connection-pill');
    this.pill.addEventListener('click', () => this.open());
    this.#draw();
  }

  /** Shows the state of the connection. Opens the dialog if the first state is unconfigured. */
  set(status) {
    const first = this.status === undefined;
    this.status = status;
    const words = {
      unconfigured: () => ['Not connected'],
      checking: () => ['Connecting…'],
      connected: () =>
        status.channel
          ? [h('span', { class: 'wide' }, 'Connected as '), status.channel]
          : [`${status.source} has no channel yet`],
      broken: () => ['No connection']
    }[status.state]();
    this.pill.dataset.state = status.state === 'connected' && !status.channel ? 'checking' : status.state;
    this.pill.replaceChildren(h('span', { class: 'lamp' }), h('span', { class: 'words' }, ...words));
    this.detail.textContent = status.detail ?? '';
    this.detail.hidden = !status.detail;
    this.leave.hidden = status.state === 'unconfigured';
    if (status.causewayUrl) this.causeway.value = status.causewayUrl;
    if (status.state === 'connected' && status.channel && dialog.open && this.sent) dialog.close();
    if (first && status.state === 'unconfigured') this.open();
  }

  open() {
    if (!dialog.open) dialog.showModal();
  }

  #draw() {
    const webhook = `${location.origin}/webhook`;
    const field = (label, hint, attributes) => {
      const input = h('input', { required: true, autocomplete: 'off', spellcheck: 'false', ...attributes });
      return [input, h('label', { class: 'field' }, h('span', {}, label), input, hint ? h('small', {}, hint) : null)];
    };
    const [causeway, causewayField] = field('Causeway', null, {
      type: 'url',
      value: this.suggested,
      data: { testid: 'causeway-url' }
    });
    const [token, tokenField] = field('Access token', 'From the last step of “Create channel”', {
      type: 'password',
      placeholder: 'cw_…',
      autofocus: true,
      data: { testid: 'access-token' }
    });
    const [secret, secretField] = field('Signing secret', 'From the source’s page', {
      type: 'password',
      placeholder: 'whsec_…',
      data: { testid: 'signing-secret' }
    });
    this.causeway = causeway;
    this.detail = h('p', { class: 'problem', role: 'alert', hidden: true, data: { testid: 'connection-detail' } });
    this.leave = h(
      'button',
      {
        type: 'button',
        class: 'button quiet',
        hidden: true,
        data: { testid: 'disconnect' },
        on: { click: () => this.#disconnect() }
      },
      'Disconnect'
    );
    const copy = h(
      'button',
      { type: 'button', class: 'button quiet', on: { click: () => this.#copy(webhook) } },
      'Copy'
    );
    dialog.replaceChildren(
      h(
        'form',
        {
          data: { testid: 'connect-form' },
          on: {
            submit: (event) => (
              event.preventDefault(),
              this.#connect({ causewayUrl: causeway.value, accessToken: token.value, signingSecret: secret.value })
            )
          }
        },
        h(
          'header',
          {},
          h('h2', { id: 'connect-title' }, 'Connect to Causeway'),
          h(
            'button',
            { type: 'button', class: 'round', 'aria-label': 'Close', on: { click: () => dialog.close() } },
            picture('close')
          )
        ),
        h(
          'p',
          { class: 'lead' },
          'In Causeway, open Channels › Create channel and enter this URL as the webhook. Then copy the token and the secret here.'
        ),
        h('div', { class: 'copyable' }, h('code', { data: { testid: 'webhook-url' } }, webhook), copy),
        causewayField,
        tokenField,
        secretField,
        this.detail,
        h(
          'footer',
          {},
          this.leave,
          h('button', { type: 'submit', class: 'button', data: { testid: 'connect-submit' } }, 'Connect')
        )
      )
    );
  }

  async #connect(settings) {
    try {
      await api.connect(settings);
      this.sent = true;
      this.detail.hidden = true;
    } catch (error) {
      this.detail.textContent = error.message;
      this.detail.hidden = false;
    }
  }

  async #disconnect() {
    try {
      await api.disconnect();
    } catch (error) {
      toast(error.message);
    }
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text);
    toast('Copied');
  }
}

/** Asks for a line of text. Resolves to null if the dialog is cancelled. */
export function ask(title, label, placeholder, type = 'text') {
  return new Promise((resolve) => {
    const input = h('input', {
      type,
      placeholder,
      required: true,
      maxlength: 2000,
      autocomplete: 'off',
      data: { testid: 'ask-input' }
    });
    askDialog.replaceChildren(
      h(
        'form',
        { method: 'dialog' },
        h('header', {}, h('h2', { id: 'ask-title' }, title)),
        h('label', { class: 'field' }, h('span', {}, label), input),
        h(
          'footer',
          {},
          h('button', { type: 'button', class: 'button quiet', on: { click: () => askDialog.close('') } }, 'Cancel'),
          h('button', { type: 'submit', class: 'button', value: 'yes', data: { testid: 'ask-submit' } }, 'OK')
        )
      )
    );
    askDialog.addEventListener('close', () => resolve(askDialog.returnValue === 'yes' ? input.value.trim() : null), {
      once: true
    });
    askDialog.returnValue = '';
    askDialog.showModal();
  });
}
