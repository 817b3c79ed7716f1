// Draws the JSON in the figure with ECharts above the picture that the server drew, which stays for the paper; the table
// stays too. Files are drawn apart, with title, day and scope, when somebody asks for one.
import { headed, optionOf, palette } from '../chart-option.js';
import { offerDownloads } from '../chart-download.js';

const APART_WIDTH = 960;
const APART_HEIGHT = 420;

export default async function chart(figure) {
  const source = figure.querySelector('script[type="application/json"]');
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const picture = figure.querySelector('[data-picture]');
  offerDownloads(figure, () => apart(figure, data), data);
  if (!picture) return;
  const { init } = await import('../echarts.js');

  const stage = document.createElement('div');
  stage.className = 'chart-stage';
  const still = picture.querySelector('svg');
  if (still) still.classList.add('paper');
  picture.prepend(stage);
  const drawn = init(stage, null, { renderer: 'svg' });
  const draw = () => drawn.setOption(optionOf(data, palette(figure), stage.clientWidth), true);
  draw();

  drawn.on('click', ({ seriesIndex, dataIndex, data: item }) => {
    const href = item && item.href ? item.href : linkOf(data, seriesIndex, dataIndex);
    if (href) location.assign(href);
  });
  new ResizeObserver(() => {
    // On paper the stage is away and has no width to draw in.
    if (stage.clientWidth === 0) return;
    drawn.resize();
    draw();
  }).observe(stage);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  if (scheme.addEventListener) scheme.addEventListener('change', draw);
}

/** A line a row, of what stands on the page as a table. */
function bodyHeight(data) {
  const rows = { ranked: data.categories.length, heatmap: data.series.length, funnel: data.categories.length + 4 }[data.kind];
  return rows ? 64 + 32 * rows : APART_HEIGHT;
}

function linkOf(data, seriesIndex, dataIndex) {
  const series = data.series[seriesIndex];
  const point = series && series.points[dataIndex];
  return point ? point.href : null;
}

function pictureOf(drawn) {
  return { svg: drawn.getDataURL({ type: 'svg' }), width: drawn.getWidth(), height: drawn.getHeight() };
}

/** Draws the file's picture off the page, with its title: who opens it has nothing else. */
async function apart(figure, data) {
  const { init } = await import('../echarts.js');
  const { head, option } = headed(data, palette(figure), APART_WIDTH);
  const stage = document.createElement('div');
  const drawn = init(stage, null, { renderer: 'svg', width: APART_WIDTH, height: head + bodyHeight(data) });
  drawn.setOption(option, true);
  const picture = pictureOf(drawn);
  drawn.dispose();
  return picture;
}
