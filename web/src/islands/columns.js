// The column chooser: sends its form as soon as a box changes, so that the button is only for pages without script.

const SETTLE_MS = 400;

export default function columns(form) {
  const button = form.querySelector('[type=submit]');
  let timer = 0;
  form.addEventListener('change', () => {
    clearTimeout(timer);
    const boxes = [...form.querySelectorAll('input[type=checkbox]')];
    if (!boxes.some((box) => box.checked)) return;
    timer = setTimeout(() => form.requestSubmit(button || undefined), SETTLE_MS);
  });
  if (button) button.classList.add('quiet');
}
