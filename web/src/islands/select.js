// Selection of rows that survives paging, sorting and filtering. The ids are kept for the tab under `data-store`;
// when the form around the table is sent, remembered ids that are not on this page go along as hidden fields.

const PREFIX = 'selected:';

export default function select(root) {
  const key = PREFIX + root.dataset.store;
  const name = root.dataset.name;
  const all = root.querySelector('[data-select-all]');
  const bar = root.querySelector('[data-select-bar]');
  const chosen = new Set(load(key));

  const boxes = () => [...root.querySelectorAll('[data-select-row]')];

  function show() {
    const here = boxes();
    const ticked = here.filter((box) => box.checked).length;
    if (all) {
      all.checked = here.length > 0 && ticked === here.length;
      all.indeterminate = ticked > 0 && ticked < here.length;
    }
    for (const box of here) box.closest('tr').classList.toggle('chosen', box.checked);
    if (!bar) return;
    bar.hidden = chosen.size === 0;
    const words = bar.querySelector('[data-select-count]');
    words.textContent = words.dataset.words.replace('{n}', chosen.size);
  }

  function take(box) {
    if (box.checked) chosen.add(box.value);
    else chosen.delete(box.value);
  }

  function save() {
    try {
      sessionStorage.setItem(key, JSON.stringify([...chosen]));
    } catch {
      // Storage may be full or forbidden: the selection then lasts for this page.
    }
    show();
  }

  for (const box of boxes()) box.checked = chosen.has(box.value) || box.checked;
  root.addEventListener('change', (event) => {
    if (event.target === all) {
      for (const box of boxes()) {
        box.checked = all.checked;
        take(box);
      }
    } else if (event.target.matches('[data-select-row]')) {
      take(event.target);
    } else return;
    save();
  });
  root.addEventListener('click', (event) => {
    if (!event.target.closest('[data-select-none]')) return;
    chosen.clear();
    for (const box of boxes()) box.checked = false;
    save();
  });
  const form = root.closest('form');
  if (form) {
    form.addEventListener('formdata', (event) => {
      const here = new Set(boxes().map((box) => box.value));
      for (const id of chosen) if (!here.has(id)) event.formData.append(name, id);
    });
  }
  if (all) all.hidden = false;
  boxes().filter((box) => box.checked).forEach(take);
  show();
}

function load(key) {
  try {
    const ids = JSON.parse(sessionStorage.getItem(key) || '[]');
    return Array.isArray(ids) ? ids : [];
  } catch {
    return [];
  }
}
