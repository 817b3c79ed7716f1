// Draws the JSON in the figure with ECharts in place of the picture that the server drew; the table stays.
import { optionOf, palette } from '../chart-option.js';
import { offerDownloads } from '../chart-download.js';

export default async function chart(figure) {
  const source = figure.querySelector('script[type="application/json"]');
  const picture = figure.querySelector('[data-picture]');
  if (!source || !picture) return;
  const data = JSON.parse(source.textContent);
  const { init } = await import('../echarts.js');

  const stage = document.createElement('div');
  stage.className = 'chart-stage';
  // A heat table needs a line a row; the others keep one height.
  if (data.kind === 'heatmap') stage.style.height = `${48 + 32 * data.series.length}px`;
  picture.replaceChildren(stage);
  const drawn = init(stage, null, { renderer: 'svg' });
  const draw = () => drawn.setOption(optionOf(data, palette(figure), stage.clientWidth), true);
  draw();

  drawn.on('click', ({ seriesIndex, dataIndex, data: item }) => {
    const href = item && item.href ? item.href : linkOf(data, seriesIndex, dataIndex);
    if (href) location.assign(href);
  });
  new ResizeObserver(() => {
    drawn.resize();
    draw();
  }).observe(stage);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  if (scheme.addEventListener) scheme.addEventListener('change', draw);
  offerDownloads(figure, drawn, data);
}

function linkOf(data, seriesIndex, dataIndex) {
  const series = data.series[seriesIndex];
  const point = series && series.points[dataIndex];
  return point ? point.href : null;
}
