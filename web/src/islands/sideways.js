// The words above a table that moves sideways: they stand there only while it has more columns than are in sight.

export default function sideways(frame) {
  const words = frame.previousElementSibling;
  if (!words || !words.matches('.sideways')) return;
  const tell = () => { words.hidden = frame.scrollWidth <= frame.clientWidth + 1; };
  new ResizeObserver(tell).observe(frame);
}
