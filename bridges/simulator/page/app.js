// The page: follows the simulator's live events and passes each to the part that shows it.

import * as api from './api.js';
import { Calls } from './calls.js';
import { ask, Connection } from './connection.js';
import { h, initials, toast } from './dom.js';
import { Phone } from './phone.js';
import { Switch } from './switch.js';

const stage = document.getElementById('phones');
const switcher = document.getElementById('switcher');
const phones = new Map();
const theSwitch = new Switch();
const calls = new Calls();
let connection;

/** What a narrow screen shows: the id of a phone, or `panel`. */
let shown = null;

document.getElementById('panel').append(theSwitch.element, calls.element);
document.getElementById('add-visitor').addEventListener('click', addVisitor);

const stream = new EventSource('/events');
const on = (name, show) => stream.addEventListener(name, (event) => show(JSON.parse(event.data)));

on('snapshot', (snapshot) => {
  connection ??= new Connection(snapshot.suggestedCauseway);
  connection.set(snapshot.connection);
  theSwitch.set(snapshot.switch);
  calls.setAll(snapshot.calls);
  for (const { head, bubbles } of snapshot.phones) phoneOf(head).setBubbles(bubbles);
  nameChannel(snapshot.connection);
  show(shown ?? snapshot.phones[0]?.head.id ?? 'panel');
  document.body.dataset.live = 'true';
});
on('phone', (head) => phoneOf(head).setHead(head));
on('bubble', ({ phoneId, bubble }) => phones.get(phoneId)?.setBubble(bubble));
on('typing', ({ phoneId, typing }) => phones.get(phoneId)?.setStaffTyping(typing));
on('call', (call) => calls.set(call));
on('switch', (value) => theSwitch.set(value));
on('connection', (status) => {
  connection.set(status);
  nameChannel(status);
});
stream.addEventListener('error', () => (document.body.dataset.live = 'false'));

function phoneOf(head) {
  const known = phones.get(head.id);
  if (known) {
    known.setHead(head);
    return known;
  }
  const phone = new Phone(head, phones.size);
  phones.set(head.id, phone);
  phone.setChannel(channelName);
  stage.append(phone.element);
  drawSwitcher();
  return phone;
}

let channelName = 'Support';

/** Names the business in every phone after its channel. */
function nameChannel(status) {
  channelName = status.channel ?? channelName;
  for (const phone of phones.values()) phone.setChannel(channelName);
}

function drawSwitcher() {
  const tab = (id, label, picture, tone) =>
    h(
      'button',
      {
        type: 'button',
        data: { id, tone, testid: `show-${id === 'panel' ? 'panel' : 'phone'}` },
        on: { click: () => show(id) }
      },
      picture,
      h('span', {}, label)
    );
  switcher.replaceChildren(
    ...[...phones.values()].map(({ id, head, tone }) =>
      tab(id, head.name.split(' ')[0], h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(head.name)), tone)
    ),
    tab('panel', 'Endpoint', h('span', { class: 'avatar plain', 'aria-hidden': 'true' }, '⇄'), null)
  );
  markShown();
}

function show(id) {
  shown = id;
  markShown();
  phones.get(id)?.scrollToEnd();
}

function markShown() {
  for (const phone of phones.values()) phone.element.classList.toggle('shown', phone.id === shown);
  document.getElementById('panel').classList.toggle('shown', shown === 'panel');
  for (const tab of switcher.children) tab.setAttribute('aria-current', String(tab.dataset.id === shown));
}

async function addVisitor() {
  const name = await ask('Add a visitor', 'Name', 'Sora Lindqvist');
  if (!name) return;
  try {
    const { id } = await api.addPhone(name);
    show(id);
    phones.get(id)?.element.scrollIntoView({ inline: 'end' });
  } catch (error) {
    toast(error.message);
  }
}
