// The rows that wait, as a grid: arrows, Enter and Tab move from cell to cell, a block from a spreadsheet is pasted over many,
// a range is copied and emptied, each step is undone and done again, and the problem of the cell stands below. Without script it
// is the form that it is: nothing here is sent that the form doesn't hold.

import { block, text } from '../tsv.js';

const AT = 'mending:';

export default function mending(form) {
  const status = form.querySelector('[data-mending-status]');
  const hint = form.querySelector('[data-mending-keys]');
  const lines = grids(form);
  const undone = [];
  const done = [];
  // At a cell what is typed takes its place; while one types, arrows go on; while one edits, they move the caret.
  let mode = 'at';
  let entered = '';
  let anchor = null;
  let sent = false;

  const at = (cell) => {
    for (const grid of lines) {
      const row = grid.findIndex((line) => line.includes(cell));
      if (row >= 0) return { grid, row, col: grid[row].indexOf(cell) };
    }
    return null;
  };
  const current = () => (document.activeElement && isCell(document.activeElement) ? document.activeElement : null);
  const cells = () => lines.flat(2);

  function write(step, side) {
    for (const { cell, before, after } of step) put(cell, side === 'before' ? before : after);
  }

  function put(cell, value) {
    cell.value = value;
    cell.classList.toggle('touched', cell.value !== cell.defaultValue);
  }

  /** What was typed into the cell becomes one step. */
  function commit(cell) {
    if (cell && cell.value !== entered) remember([{ cell, before: entered, after: cell.value }]);
    if (cell) put(cell, cell.value);
    entered = cell ? cell.value : '';
    mode = 'at';
  }

  function remember(step) {
    if (step.length === 0) return;
    done.push(step);
    undone.length = 0;
  }

  /** Writes many cells as one step. */
  function change(pairs) {
    const step = pairs
      .map(([cell, after]) => ({ cell, before: cell.value, after }))
      .filter(({ before, after }) => before !== after);
    write(step, 'after');
    remember(step);
    entered = current() ? current().value : '';
    return step.length;
  }

  function turn(from, to, side) {
    commit(current());
    const step = from.pop();
    if (!step) return;
    write(step, side);
    to.push(step);
    // The cell that is left holds nothing typed.
    entered = current() ? current().value : '';
    step[0].cell.focus();
    step[0].cell.select();
    entered = step[0].cell.value;
  }

  function go(cell, extend) {
    if (!cell) return;
    if (!extend) anchor = null;
    else if (!anchor) anchor = current();
    cell.focus();
    cell.select();
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    mark();
  }

  /** The cells between the first and the last of a range, row by row. */
  function range() {
    const to = current() && at(current());
    const from = anchor && at(anchor);
    if (!to || !from || from.grid !== to.grid) return to ? [[current()]] : [];
    const [top, bottom] = [from.row, to.row].sort((a, b) => a - b);
    const [left, right] = [from.col, to.col].sort((a, b) => a - b);
    return to.grid.slice(top, bottom + 1).map((line) => line.slice(left, right + 1));
  }

  function mark() {
    const chosen = new Set(anchor ? range().flat() : []);
    for (const cell of cells()) cell.classList.toggle('in-range', chosen.has(cell));
  }

  function move(cell, down, right, extend) {
    const { grid, row, col } = at(cell);
    const line = grid[Math.min(grid.length - 1, Math.max(0, row + down))];
    go(line[Math.min(line.length - 1, Math.max(0, col + right))], extend);
  }

  /** The next cell in the order of reading; none at the end, where Tab leaves the grid. */
  function next(cell, by) {
    const all = cells();
    return all[all.indexOf(cell) + by];
  }

  function say(words) {
    if (status) status.textContent = words;
  }

  const keys = {
    ArrowDown: (cell, event) => move(cell, 1, 0, event.shiftKey),
    ArrowUp: (cell, event) => move(cell, -1, 0, event.shiftKey),
    ArrowRight: (cell, event) => move(cell, 0, 1, event.shiftKey),
    ArrowLeft: (cell, event) => move(cell, 0, -1, event.shiftKey),
    Enter: (cell, event) => move(cell, event.shiftKey ? -1 : 1, 0, false),
    Tab: (cell, event) => {
      const to = next(cell, event.shiftKey ? -1 : 1);
      if (!to) return true;
      go(to, false);
      return false;
    },
    F2: (cell) => {
      mode = 'editing';
      anchor = null;
      mark();
      cell.setSelectionRange(cell.value.length, cell.value.length);
    },
    Escape: (cell) => {
      cell.value = entered;
      mode = 'at';
      cell.select();
    },
    Delete: () => (mode !== 'at' ? true : void change(range().flat().map((cell) => [cell, '']))),
  };

  form.addEventListener('keydown', (event) => {
    const cell = event.target;
    if (!isCell(cell) || event.isComposing || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (command) return shortcut(event);
    const act = keys[event.key];
    if (act) {
      if (mode === 'editing' && /^Arrow(Left|Right)$/.test(event.key)) return;
      if (/^(Enter|Tab|Arrow)/.test(event.key)) commit(cell);
      if (act(cell, event) !== true) event.preventDefault();
      event.stopPropagation();
    }
  });

  function shortcut(event) {
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) turn(done, undone, 'before');
    else if (key === 'y' || (key === 'z' && event.shiftKey)) turn(undone, done, 'after');
    else if (key === 's') save();
    else return;
    event.preventDefault();
  }

  /** All that was typed is kept as one change; the page that follows stands at the same cell. */
  function save() {
    commit(current());
    const keep = form.querySelector('button[data-mending-keep]');
    if (keep) keep.click();
  }

  form.addEventListener('focusin', ({ target }) => {
    if (!isCell(target)) return;
    entered = target.value;
    mode = 'at';
    say(target.dataset.problem || '');
  });
  form.addEventListener('input', ({ target }) => {
    if (isCell(target) && mode === 'at') mode = 'typing';
  });
  form.addEventListener('focusout', ({ target }) => isCell(target) && commit(target));
  form.addEventListener('mousedown', (event) => {
    if (!isCell(event.target)) return;
    if (event.shiftKey && current()) {
      event.preventDefault();
      return go(event.target, true);
    }
    anchor = null;
    mark();
    if (event.target === current()) {
      // A second press into the cell puts the caret where it is pressed.
      mode = 'editing';
    } else if (event.button === 0 && !matchMedia('(pointer: coarse)').matches) {
      event.preventDefault();
      go(event.target, false);
    }
  });

  form.addEventListener('paste', (event) => {
    const cell = event.target;
    const rows = isCell(cell) ? block(event.clipboardData.getData('text/plain')) : [];
    if (rows.length === 0 || (rows.length === 1 && rows[0].length === 1 && !anchor)) return;
    event.preventDefault();
    commit(cell);
    const first = range()[0][0];
    const { grid, row, col } = at(first);
    const fills = rows.length === 1 && rows[0].length === 1;
    const pairs = fills ? range().flat().map((to) => [to, rows[0][0]]) : [];
    let beyond = 0;
    if (!fills) rows.forEach((line, down) => line.forEach((value, right) => {
      const to = grid[row + down] && grid[row + down][col + right];
      if (to) pairs.push([to, value]);
      else beyond += 1;
    }));
    const count = change(pairs);
    anchor = null;
    go(first, false);
    say(words(form, beyond > 0 ? 'pastedBeyond' : 'pasted', { n: count, beyond }));
  });

  for (const [name, empties] of [['copy', false], ['cut', true]]) {
    form.addEventListener(name, (event) => {
      if (!isCell(event.target) || !anchor) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', text(range().map((line) => line.map((cell) => cell.value))));
      if (empties) change(range().flat().map((cell) => [cell, '']));
    });
  }

  form.addEventListener('submit', () => {
    commit(current());
    sent = true;
    const cell = current() || form.querySelector('.touched');
    try {
      if (cell) sessionStorage.setItem(AT + location.pathname, cell.id);
    } catch {
      // Without a memory the page that follows stands at its top.
    }
  });
  window.addEventListener('beforeunload', (event) => {
    commit(current());
    if (!sent && cells().some((cell) => cell.value !== cell.defaultValue)) {
      event.preventDefault();
      event.returnValue = '';
    }
  });

  // Fingers have no keys to be told of.
  if (hint) hint.hidden = matchMedia('(pointer: coarse)').matches;
  come(form);
}

function isCell(element) {
  return element.matches && element.matches('input[name^="c."]');
}

/** The cells of each sheet, row by row. */
function grids(form) {
  return [...form.querySelectorAll('table')]
    .map((table) => [...table.querySelectorAll('tr')]
      .map((row) => [...row.querySelectorAll('input[name^="c."]')])
      .filter((line) => line.length > 0))
    .filter((grid) => grid.length > 0);
}

/** Stands at the cell at which the page before was sent. */
function come(form) {
  const key = AT + location.pathname;
  try {
    const id = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    const cell = id && form.querySelector(`#${CSS.escape(id)}`);
    if (cell) {
      cell.focus();
      cell.select();
    }
  } catch {
    // Nothing remembered.
  }
}

function words(form, name, values) {
  const pattern = form.dataset[name] || '';
  return pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
