// `/` search · `g` and a letter go to a place · `j` `k` rows · `x` select · `e` edit · `s` sources · `?` help.
// Nothing here is needed: each key presses a link or a box that is on the page; `e` on a row opens its form at once.

const LEADER_MS = 1500;

export default function keyboard(body) {
  let leaderUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const leading = event.timeStamp < leaderUntil;
    leaderUntil = 0;
    if (leading && goTo(body, event.key)) return event.preventDefault();
    if (event.key === 'g') {
      leaderUntil = event.timeStamp + LEADER_MS;
      return;
    }
    const act = actions[event.key];
    if (act && act(body)) event.preventDefault();
  });
}

const actions = {
  '/': (body) => focus(body.querySelector('[data-key-search]')),
  j: (body) => step(body, 1),
  k: (body) => step(body, -1),
  x: () => press(currentRow() && currentRow().querySelector('input[type=checkbox]')),
  e: (body) => open(currentRow() && currentRow().dataset.editAt) || press(body.querySelector('main [data-edit]')),
  s: (body) => press(body.querySelector('main [data-sources]')),
  Enter: () => document.activeElement === currentRow() && press(currentRow().querySelector('a')),
  '?': (body) => help(body.querySelector('#keys-help')),
};

function isTyping(element) {
  return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName)
    && !/^(checkbox|radio|button|submit)$/.test(element.type);
}

function goTo(body, letter) {
  return press(body.querySelector(`[data-key-go="${CSS.escape(letter)}"]`));
}

function currentRow() {
  return document.activeElement ? document.activeElement.closest('tr[data-row]') : null;
}

function step(body, by) {
  const rows = [...body.querySelectorAll('tr[data-row]')];
  if (rows.length === 0) return false;
  const at = rows.indexOf(currentRow());
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].tabIndex = -1;
  rows[next].focus({ preventScroll: true });
  rows[next].scrollIntoView({ block: 'nearest' });
  return true;
}

function open(address) {
  if (!address) return false;
  location.assign(address);
  return true;
}

function press(element) {
  if (!element) return false;
  element.click();
  return true;
}

function focus(element) {
  if (!element) return false;
  element.focus();
  if (element.select) element.select();
  return true;
}

function help(dialog) {
  if (!dialog) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}
