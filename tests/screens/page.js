// Draws Discord messages, given as their JSON, with a component set that has Discord's look.
//
// The set knows no layout components (container, section, separator) and no select of roles or channels; those few
// are drawn here, with the measures of Discord's own client. Markdown is read by a parser that knows nothing of
// Pincite, so that a picture shows what Discord would make of a text, not what the bot meant by it.

import '@skyra/discord-components-core';
import { parse } from 'discord-markdown-parser';

const BUTTONS = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive', 5: 'secondary' };
const SUBTEXT = /^-# (.*)$/gm;
const SELECTS = { 3: 'Make a selection', 5: 'Select users', 6: 'Select roles', 7: 'Select anyone', 8: 'Select channels' };

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
};

// ---------------------------------------------------------------- markdown

const INLINE = {
  strong: 'strong',
  em: 'em',
  underline: 'discord-underlined',
  spoiler: 'discord-spoiler',
  strikethrough: 's',
  inlineCode: 'discord-code',
};

const nodes = (tree) => [tree].flat().flatMap(node);

function node(part) {
  if (typeof part === 'string') return [part];
  switch (part.type) {
    case 'text':
      return [part.content];
    case 'br':
    case 'newline':
      return [element('br')];
    case 'blockQuote':
      return [element('discord-quote', {}, ...nodes(trimmed(part.content)))];
    case 'heading':
      return [element('discord-header', { level: part.level }, ...nodes(part.content))];
    case 'codeBlock':
      return [element('pre', { class: 'code' }, element('code', {}, part.content))];
    case 'inlineCode':
      return [element('discord-code', {}, part.content)];
    case 'url':
    case 'autolink':
    case 'link':
      return [element('discord-link', { href: part.target, target: '_blank' }, ...nodes(part.content))];
    case 'twemoji':
      return [part.name];
    case 'timestamp':
      return [element('discord-time', {}, new Date(1000 * part.timestamp).toLocaleString('en-GB'))];
    case 'user':
    case 'role':
    case 'channel':
      return [element('discord-mention', { type: part.type }, part.type === 'channel' ? 'questions' : part.type)];
    case 'slashCommand':
      return [element('discord-mention', { type: 'slash' }, part.fullName ?? part.name)];
    default:
      return [element(INLINE[part.type] ?? 'span', { 'data-kind': part.type }, ...nodes(part.content ?? ''))];
  }
}

const trimmed = (content) => (Array.isArray(content) && content.at(-1)?.type === 'br' ? content.slice(0, -1) : content);

/** Return markdown as elements: lines of small print are taken out first, for the parser does not know them. */
function markdown(text) {
  const shown = element('div', { class: 'text' });
  let from = 0;
  const plain = (stretch) => {
    if (stretch.trim()) shown.append(...nodes(parse(stretch.replace(/^\n+|\n+$/g, ''), 'extended')));
  };
  for (const line of text.matchAll(SUBTEXT)) {
    plain(text.slice(from, line.index));
    shown.append(element('div', { class: 'subtext' }, ...nodes(parse(line[1], 'extended'))));
    from = line.index + line[0].length + 1;
  }
  plain(text.slice(from));
  return shown;
}

// ---------------------------------------------------------------- components

const button = (part) =>
  element(
    'discord-button',
    { type: BUTTONS[part.style], url: part.url, disabled: part.disabled },
    [part.emoji?.name, part.label].filter(Boolean).join(' '),
  );

function select(part) {
  const chosen = (part.options ?? []).filter((option) => option.default).map((option) => option.label);
  const values = chosen.length ? chosen : (part.default_values ?? []).map((one) => `${one.type === 'channel' ? '#' : '@'}…${one.id.slice(-4)}`);
  return element(
    'div',
    { class: `select${part.disabled ? ' disabled' : ''}` },
    element('span', { class: values.length ? 'chosen' : 'placeholder' }, values.join(', ') || part.placeholder || SELECTS[part.type]),
    element('span', { class: 'arrow' }, '⌄'),
  );
}

function component(part) {
  switch (part.type) {
    case 1:
      return element('discord-action-row', {}, ...part.components.map(component));
    case 2:
      return button(part);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(part);
    case 4:
      return element('div', { class: 'input' }, part.value || part.placeholder || '');
    case 9:
      return element('div', { class: 'section' }, element('div', {}, ...part.components.map(component)), component(part.accessory));
    case 10:
      return markdown(part.content);
    case 14:
      return element('div', { class: `separator${part.divider === false ? ' bare' : ''}${part.spacing === 2 ? ' wide' : ''}` });
    case 17: {
      const colour = part.accent_color == null ? '' : `border-left-color: #${part.accent_color.toString(16).padStart(6, '0')}`;
      return element('div', { class: 'container', style: colour }, ...part.components.map(component));
    }
    case 18:
      return element(
        'div',
        { class: 'label' },
        element('div', { class: 'name' }, part.label),
        part.description ? element('div', { class: 'subtext' }, part.description) : null,
        component(part.component),
      );
    default:
      throw new Error(`no component of type ${part.type} is drawn`);
  }
}

// ---------------------------------------------------------------- messages and forms

function message(one) {
  const bot = one.author.bot;
  return element(
    'discord-message',
    {
      author: one.author.global_name ?? one.author.username,
      bot,
      ephemeral: Boolean(one.flags & 64),
      // A promised answer that has come is no edited message to Discord's client.
      edited: Boolean(one.edited_timestamp) && !one.interaction_metadata,
      'role-color': bot ? '#5bb98c' : '#e0a458',
      avatar: avatar(one.author.username, bot ? '#2e7d5b' : '#a06a2c'),
      timestamp: new Date(one.timestamp).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
    },
    one.replied ? element('discord-reply', { slot: 'reply', author: one.replied.author, avatar: avatar(one.replied.author, '#a06a2c'), mentions: false }, one.replied.content) : null,
    one.content ? markdown(one.content) : null,
    one.components.length ? element('div', { class: 'components' }, ...one.components.map(component)) : null,
  );
}

const avatar = (name, colour) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="${colour}"/><text x="40" y="54" font-family="sans-serif" font-size="40" fill="#fff" text-anchor="middle">${name[0]}</text></svg>`,
  )}`;

const form = (one) =>
  element(
    'div',
    { class: 'form' },
    element('div', { class: 'title' }, one.title),
    ...one.components.map(component),
    element('div', { class: 'buttons' }, element('discord-button', { type: 'secondary' }, 'Cancel'), element('discord-button', { type: 'primary' }, 'Submit')),
  );

const scene = JSON.parse(document.getElementById('scene').textContent);
const place = element('discord-messages', { 'channel-name': scene.channel }, ...scene.messages.map(message));
document.body.append(place, ...(scene.forms ?? []).map(form));

// The set's buttons measure their text alone where Discord's include their edges: theirs are a third wider.
function narrowed() {
  for (const one of document.querySelectorAll('discord-button')) {
    one.shadowRoot.append(element('style', {}, ':host > * { box-sizing: border-box !important; }'));
  }
}

// The picture is as tall as the page: what draws it reads the height here, once every component has drawn itself.
setTimeout(narrowed, 250);
setTimeout(() => document.body.setAttribute('data-height', String(Math.ceil(document.documentElement.scrollHeight))), 500);
