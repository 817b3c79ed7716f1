// The picture as a file: SVG as drawn, PNG at twice the size for slides.

const SCALE = 2;

/** `picture` gives `{svg, width, height}`: an address of the drawing and its size. */
export function offerDownloads(figure, picture, data) {
  const bar = figure.querySelector('[data-downloads]');
  if (!bar) return;
  const button = (words, act) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'link';
    element.textContent = words;
    element.addEventListener('click', act);
    bar.append(element);
  };
  button(bar.dataset.svg, async () => save((await picture()).svg, `${data.title}.svg`));
  button(bar.dataset.png, async () => {
    const blob = await toPng(await picture(), groundOf(figure));
    const address = URL.createObjectURL(blob);
    save(address, `${data.title}.png`);
    URL.revokeObjectURL(address);
  });
}

function groundOf(figure) {
  return getComputedStyle(figure).getPropertyValue('--ground').trim() || '#fff';
}

function save(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

async function toPng({ svg, width, height }, ground) {
  const image = new Image();
  image.src = svg;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const pen = canvas.getContext('2d');
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
