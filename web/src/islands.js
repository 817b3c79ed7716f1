// Finds elements with `data-island` and binds each one once, whether it came with the page or by a swap.
import keyboard from './islands/keyboard.js';
import select from './islands/select.js';
import progress from './islands/progress.js';
import chart from './islands/chart.js';
import screen from './islands/screen.js';
import mending from './islands/mending.js';
import sideways from './islands/sideways.js';

const islands = { keyboard, select, progress, chart, screen, mending, sideways };
const bound = new WeakSet();

function bind(element) {
  if (bound.has(element)) return;
  bound.add(element);
  for (const name of element.dataset.island.split(' ')) {
    const island = islands[name];
    if (island) island(element);
    else console.warn(`no island named ${name}`);
  }
}

export function bindWithin(root) {
  if (root.matches && root.matches('[data-island]')) bind(root);
  for (const element of root.querySelectorAll('[data-island]')) bind(element);
}

/** Watching the tree needs no event of the swapping library, so it outlives a change of library. */
export function watch(root) {
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) bindWithin(node);
      }
    }
  }).observe(root, { childList: true, subtree: true });
}
