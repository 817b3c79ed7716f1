// The wall screen: panels one after the other, their numbers fetched afresh and put in place without a flash. It stands
// still while somebody points at it, has stopped it, or asked their system for less motion.

export default function screen(root) {
  const panels = () => [...root.querySelectorAll('section[data-panel]')];
  const links = [...root.querySelectorAll('footer nav a[data-panel]')];
  const button = root.querySelector('[data-pause]');
  let stopped = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let pointed = false;

  function shown() {
    return panels().findIndex((panel) => !panel.hidden);
  }

  function show(index) {
    const all = panels();
    const next = all[(index + all.length) % all.length];
    for (const panel of all) panel.hidden = panel !== next;
    for (const link of links) {
      if (link.dataset.panel === next.dataset.panel) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    restart();
  }

  let timer;
  function restart() {
    clearInterval(timer);
    timer = setInterval(() => { if (!stopped && !pointed) show(shown() + 1); }, root.dataset.seconds * 1000);
  }

  function stop(yes) {
    stopped = yes;
    button.textContent = yes ? button.dataset.go : button.dataset.stop;
    button.setAttribute('aria-pressed', String(yes));
    restart();
  }

  button.hidden = false;
  button.addEventListener('click', () => stop(!stopped));
  for (const link of links) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      show(panels().findIndex((panel) => panel.dataset.panel === link.dataset.panel));
    });
  }
  root.addEventListener('mouseenter', () => { pointed = true; });
  root.addEventListener('mouseleave', () => { pointed = false; });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight') show(shown() + 1);
    else if (event.key === 'ArrowLeft') show(shown() - 1);
    else if (event.key === ' ' && event.target !== button) stop(!stopped);
    else if (event.key === 'f') toggleFull();
    else return;
    event.preventDefault();
  });
  stop(stopped);
  setInterval(() => refresh(root), root.dataset.refresh * 1000);
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
}

/** The same address again; what it shows takes the place of what stood there, panel by panel. */
async function refresh(root) {
  const stale = root.querySelector('[data-stale]');
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const moment = page.querySelector('.screen [data-moment]');
    // A session that has ended leads to the sign-in page.
    if (!answer.ok || !moment) throw new Error(`no screen: ${answer.status}`);
    root.querySelector('[data-moment]').replaceChildren(...moment.childNodes);
    for (const panel of root.querySelectorAll('section[data-panel]')) {
      const fresh = page.querySelector(`section[data-panel="${CSS.escape(panel.dataset.panel)}"]`);
      if (fresh && fresh.innerHTML !== panel.innerHTML) panel.replaceChildren(...fresh.childNodes);
    }
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
}
