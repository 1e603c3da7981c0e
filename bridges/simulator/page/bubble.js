// A bubble in a chat.

import { h, picture, timeOfDay } from './dom.js';

/** Draws a bubble. `chat` has its actions: reply, edit, remove, tap, and find for quotes. */
export function drawBubble(bubble, chat) {
  if (bubble.side === 'note') {
    return h('li', { class: 'note', data: { id: bubble.id, testid: 'note' } }, h('span', {}, bubble.text));
  }
  const own = bubble.side === 'own';
  const content = bubble.deleted ? [h('p', { class: 'unsent' }, 'This message was unsent')] : drawContent(bubble);
  return h(
    'li',
    {
      class: `bubble ${bubble.side}`,
      data: {
        id: bubble.id,
        testid: 'bubble',
        side: bubble.side,
        state: own ? bubble.tick.state : null,
        purpose: bubble.purpose ?? null
      }
    },
    !own && bubble.name ? h('span', { class: 'name', data: { testid: 'bubble-name' } }, bubble.name) : null,
    h(
      'div',
      { class: 'body' },
      bubble.replyTo ? drawQuote(chat.find(bubble.replyTo)) : null,
      ...content,
      h(
        'span',
        { class: 'meta' },
        bubble.edited && !bubble.deleted ? h('span', {}, 'edited') : null,
        h('time', { datetime: bubble.at }, timeOfDay(bubble.at)),
        own ? drawTick(bubble.tick) : null
      )
    ),
    bubble.deleted ? null : drawActions(bubble, chat),
    own && bubble.tick.reason ? h('p', { class: 'reason', data: { testid: 'tick-reason' } }, bubble.tick.reason) : null,
    bubble.options?.length && !bubble.deleted ? drawOptions(bubble, chat) : null
  );
}

/** The text of a bubble, for quotes. */
export function wordsOf(bubble) {
  if (bubble.deleted) return 'Message unsent';
  if (bubble.side !== 'own') return bubble.text || bubble.kind;
  const { content } = bubble;
  switch (content.type) {
    case 'text':
      return content.text;
    case 'location':
      return content.location.title ?? 'A location';
    case 'postback':
      return content.postback.label ?? content.postback.payload;
    case 'contact':
      return content.contact.name;
    default:
      return content.text ?? 'A picture';
  }
}

const TICKS = {
  waiting: ['clock', 'waiting for Causeway'],
  accepted: ['tick', 'accepted'],
  read: ['ticks', 'read'],
  refused: ['refused', 'refused']
};

function drawTick(tick) {
  const [name, label] = TICKS[tick.state];
  return h(
    'span',
    { class: `tick ${tick.state}`, title: tick.reason ?? label, data: { testid: 'tick' } },
    picture(name, label)
  );
}

function drawContent(bubble) {
  if (bubble.side === 'theirs') {
    return [bubble.url ? drawFile(bubble.kind, bubble.url) : null, bubble.text ? h('p', {}, bubble.text) : null];
  }
  const { content } = bubble;
  switch (content.type) {
    case 'text':
      return [h('p', {}, content.text)];
    case 'location':
      return [drawPlace(content.location)];
    case 'postback':
      return [h('p', { class: 'tapped' }, content.postback.label ?? content.postback.payload)];
    case 'contact':
      return [h('p', {}, content.contact.name)];
    default:
      return [drawFile(content.type, content.attachment.url), content.text ? h('p', {}, content.text) : null];
  }
}

function drawFile(kind, url) {
  if (!/^https?:/i.test(url)) return h('p', {}, url);
  if (kind !== 'image' && kind !== 'sticker') {
    return h('a', { class: 'file', href: url, target: '_blank', rel: 'noreferrer' }, url.split('/').pop() || url);
  }
  const image = h('img', { class: 'shot', src: url, alt: 'Picture', loading: 'lazy', referrerpolicy: 'no-referrer' });
  image.addEventListener('error', () => {
    image.replaceWith(h('a', { class: 'file', href: url, target: '_blank', rel: 'noreferrer' }, picture('image'), url));
  });
  return image;
}

function drawPlace({ latitude, longitude, title }) {
  const degrees = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return h(
    'div',
    { class: 'place' },
    h('span', { class: 'map' }, picture('place')),
    h('p', {}, h('strong', {}, title ?? 'A location'), h('br'), degrees)
  );
}

function drawQuote(quoted) {
  const who = !quoted ? null : quoted.side === 'own' ? 'You' : (quoted.name ?? 'Staff');
  return h(
    'blockquote',
    {},
    who ? h('strong', {}, who) : null,
    h('span', {}, quoted ? wordsOf(quoted) : 'An earlier message')
  );
}

function drawActions(bubble, chat) {
  const button = (name, label, act) =>
    h(
      'button',
      { type: 'button', title: label, 'aria-label': label, data: { testid: `bubble-${name}` }, on: { click: act } },
      picture(name)
    );
  const isText = bubble.side === 'own' && bubble.content.type === 'text';
  return h(
    'div',
    { class: 'actions' },
    button('reply', 'Reply', () => chat.reply(bubble)),
    isText ? button('edit', 'Edit', () => chat.edit(bubble)) : null,
    bubble.side === 'own' ? button('remove', 'Unsend', () => chat.remove(bubble)) : null
  );
}

function drawOptions(bubble, chat) {
  const tap = (option) => () => chat.tap(bubble, option);
  return h(
    'div',
    { class: 'options' },
    bubble.options.map((option) =>
      h('button', { type: 'button', data: { testid: 'option' }, on: { click: tap(option) } }, option.label)
    )
  );
}
