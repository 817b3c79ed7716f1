// Long work: asks `data-url` for its fragment until the fragment holds `data-done`; then follows `data-next` if given.

const EVERY_MS = 1000;
const PATIENCE = 5;

export default function progress(root) {
  const every = Number(root.dataset.every) || EVERY_MS;
  let failures = 0;
  const again = () => setTimeout(ask, every * (1 + failures));

  async function ask() {
    if (!root.isConnected) return;
    try {
      const answer = await fetch(root.dataset.url, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } });
      if (!answer.ok) throw new Error(String(answer.status));
      failures = 0;
      root.innerHTML = await answer.text();
    } catch {
      failures += 1;
      // After that the page's own link to look again stands in for the script.
      return failures <= PATIENCE ? again() : undefined;
    }
    const done = root.querySelector('[data-done]');
    if (!done) return again();
    if (done.dataset.next) location.assign(done.dataset.next);
  }

  if (!root.querySelector('[data-done]')) again();
}
