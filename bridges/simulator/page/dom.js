// Creates elements and icons.

/**
 * Creates an element. `on` has event listeners, `data` has data attributes, and all other properties are attributes. Null
 * and false attributes are omitted. Children are nodes or texts. Null children are omitted.
 */
export function h(tag, { on = {}, data = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  for (const [name, value] of Object.entries(data)) if (value != null) element.dataset[name] = value;
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

const PICTURES = {
  clock: '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.4 1.6"/>',
  tick: '<path d="m3 8.6 3.2 3.2L13 5"/>',
  ticks: '<path d="m1 8.6 3.2 3.2L11 5M7.6 11l.8.8L15.2 5"/>',
  refused: '<circle cx="8" cy="8" r="6.2"/><path d="M8 4.8v3.8m0 2.4v.1"/>',
  send: '<path d="M2.2 8 13.6 2.6 9.9 13.7 7.6 9.2z M7.6 9.2l6-6.6"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  reply: '<path d="M6.5 4 2.8 7.6l3.7 3.6M3.2 7.6h5.4c2.6 0 4.4 1.6 4.6 4.6"/>',
  edit: '<path d="m3 13 .6-3L10.8 2.8l2.4 2.4L6 12.4z"/>',
  remove: '<path d="M3 4.6h10M6.4 4.4V3h3.2v1.4M4.4 4.8l.6 8.4h6l.6-8.4"/>',
  image: '<rect x="2.4" y="3" width="11.2" height="10" rx="2"/><path d="m2.8 11 3.2-3 2.6 2.2L10.8 8l2.6 2.6"/>',
  place: '<path d="M8 14s4.6-4.4 4.6-7.8A4.6 4.6 0 0 0 3.4 6.2C3.4 9.6 8 14 8 14z"/><circle cx="8" cy="6.3" r="1.5"/>',
  end: '<path d="M9.6 3H4.4v10h5.2M7 8h6.4m-2.2-2.4L13.6 8l-2.4 2.4"/>',
  eye: '<path d="M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8z"/><circle cx="8" cy="8" r="1.9"/>',
  eyeOff: '<path d="M2.6 5.8C4 7.6 5.9 8.8 8 8.8s4-1.2 5.4-3M8 8.8v2.6M4.4 7.8 3 10m8.6-2.2L13 10"/>',
  shield:
    '<path d="M8 1.8 3 3.6v3.8c0 3.2 2.1 5.6 5 6.8 2.9-1.2 5-3.6 5-6.8V3.6z"/><path d="m5.8 7.8 1.6 1.6 2.8-2.9"/>',
  shieldOff:
    '<path d="M8 1.8 3 3.6v3.8c0 3.2 2.1 5.6 5 6.8 2.9-1.2 5-3.6 5-6.8V3.6z"/><path d="m6.3 6.2 3.4 3.4m0-3.4L6.3 9.6"/>',
  copies: '<rect x="5.4" y="5.4" width="8" height="8" rx="2"/><path d="M10.6 2.8H4.8a2 2 0 0 0-2 2v5.8"/>',
  close: '<path d="m4 4 8 8m0-8-8 8"/>'
};

/** An icon in the text's colour. `label` is its text for screen readers. */
export function picture(name, label = null) {
  const template = document.createElement('template');
  template.innerHTML = `<svg class="picture" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round">${PICTURES[name]}</svg>`;
  const svg = template.content.firstElementChild;
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  return svg;
}

/** The time of day in the browser's locale. */
export function timeOfDay(instant) {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** Up to two letters for an avatar. */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

let toastTimer;

/** Shows a message for five seconds. */
export function toast(text) {
  const element = document.getElementById('toast');
  element.textContent = text;
  element.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (element.hidden = true), 5000);
}
