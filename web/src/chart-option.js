// From the page's JSON to ECharts' option. Labels are the printed texts that came along: nothing is rounded here.
import { hasNumbers, lengthOf, namesIn } from './chart-room.js';

/** Colours come from the style sheet, so both schemes and paper follow one place. */
export function palette(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--line'),
    ground: read('--ground'),
    series: ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5'].map(read),
    heat: [read('--heat-low'), read('--heat-high')],
    // The file of a picture holds it inside double quotes.
    font: style.fontFamily.replace(/"/g, "'"),
  };
}

export function optionOf(data, colours, width) {
  const shape = { curves, funnel, heatmap, ranked }[data.kind] || axes;
  return {
    animation: false,
    color: colours.series,
    textStyle: { fontFamily: colours.font, color: colours.ink },
    aria: { enabled: true, label: { description: data.title } },
    tooltip: { confine: true, backgroundColor: colours.ground, borderColor: colours.line, textStyle: { color: colours.ink } },
    ...shape(data, colours, width),
  };
}

const HEAD = { side: 16, top: 12, title: 18, note: 13, line: 1.4, below: 12 };

/** The same for a file that leaves the page: title, day and scope stand in the picture. Gives the option and its head's height. */
export function headed(data, colours, width) {
  const option = optionOf(data, colours, width);
  const room = width - 2 * HEAD.side;
  const lines = (text, size) => (text ? Math.ceil(lengthOf(text, size) / room) : 0);
  const height = (text, size) => lines(text, size) * size * HEAD.line;
  const head = Math.ceil(HEAD.top + height(data.title, HEAD.title) + height(data.note, HEAD.note) + HEAD.below);
  const words = (fontSize, color) => ({ fontSize, color, lineHeight: fontSize * HEAD.line, width: room, overflow: 'breakAll' });
  const lowered = (part) => (part ? { ...part, top: (part.top || 0) + head } : part);
  return {
    head,
    option: {
      ...option,
      backgroundColor: colours.ground,
      title: {
        text: data.title, subtext: data.note, left: HEAD.side, top: HEAD.top, padding: 0, itemGap: 4,
        textStyle: { ...words(HEAD.title, colours.ink), fontWeight: 'bold' }, subtextStyle: words(HEAD.note, colours.muted),
      },
      legend: option.legend && { ...lowered(option.legend), left: HEAD.side },
      grid: option.grid && { ...lowered(option.grid), left: HEAD.side, right: option.grid.right + HEAD.side, bottom: HEAD.below },
      series: option.series.map((series) => (series.type === 'funnel' ? { ...lowered(series), left: HEAD.side } : series)),
    },
  };
}

function point(p) {
  return p === null ? { value: null } : { value: p.size, printed: p.printed, href: p.href };
}

const printed = (params) => (params.data && params.data.printed) || '';

function axes(data, colours, width) {
  const second = data.series.some((s) => s.second);
  const isApart = second && data.series.some((s) => !s.line);
  const value = (name, position) => {
    const isRight = position === 'right';
    const { labels, ...range } = isApart ? parted(data.series.filter((s) => s.second === isRight), isRight) : { min: (v) => Math.min(0, v.min) };
    return {
      type: 'value', name, position, ...range, axisLabel: { color: colours.muted, hideOverlap: true, ...labels },
      nameTextStyle: { color: colours.muted, align: isRight ? 'right' : 'left' },
      splitLine: { show: !isRight, showMaxLine: !isApart, lineStyle: { color: colours.line } },
    };
  };
  const first = data.series.find((s) => !s.second);
  const other = data.series.find((s) => s.second);
  const slot = slotOf(width, data.categories, second ? 2 : 1);
  const bars = data.series.filter((s) => !s.line).length;
  return {
    grid: { left: 8, right: 8, top: data.series.length > 1 ? 64 : 40, bottom: 4, containLabel: true },
    legend: data.series.length > 1 ? { top: 0, left: 0, textStyle: { color: colours.ink }, icon: 'roundRect' } : undefined,
    tooltip: {
      trigger: 'axis', confine: true, backgroundColor: colours.ground, borderColor: colours.line,
      textStyle: { color: colours.ink }, formatter: axisTip,
    },
    xAxis: {
      type: 'category', data: data.categories, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.muted, ...namesIn(data.categories, slot) },
    },
    yAxis: second ? [value(first ? first.unit : '', 'left'), value(other.unit, 'right')] : [value(first ? first.unit : '', 'left')],
    series: data.series.map((s) => ({
      type: s.line ? 'line' : 'bar', name: s.name, yAxisIndex: s.second ? 1 : 0, data: s.points.map(point),
      barMaxWidth: 32, symbolSize: 6, connectNulls: false,
      // What a line measures is in the table and the tooltip.
      label: { show: !s.line && hasNumbers(slot / bars), position: 'top', fontSize: 11, formatter: printed, ...onGround(colours) },
      labelLayout: { hideOverlap: true },
    })),
  };
}

/** How much of the height bars and a line with an axis of its own have: the line stands above, and runs through no bar or number. */
const BARS = 0.58;
const LINE = 0.32;

/** An axis that reaches beyond its own values, so that they have the lower part of the plane, or the upper one. */
function parted(series, isAbove) {
  const sizes = series.flatMap((s) => s.points).filter((p) => p !== null).map((p) => p.size);
  const [least, most] = [Math.min(0, ...sizes), Math.max(0, ...sizes) || 1];
  const range = (most - least) / (isAbove ? LINE : BARS);
  const [min, max] = isAbove ? [most - range, most] : [least, least + range];
  const formatter = (size) => (size < least || size > most * 1.1 ? '' : size.toLocaleString('en-US'));
  return { min, max, splitNumber: 9, labels: { showMinLabel: !isAbove, showMaxLabel: false, formatter } };
}

/** What is left of a width for each category, with so many axes of numbers beside it. */
function slotOf(width, categories, axesBeside) {
  return (width - 16 - AXIS * axesBeside) / Math.max(1, categories.length);
}

/** Letters that can be read over a bar as well. */
function onGround(colours) {
  return { color: colours.muted, textBorderColor: colours.ground, textBorderWidth: 2 };
}

const AXIS = 44;
/** The line that leads from a step of a funnel to its label. */
const LEADER = 32;
const BAND = 'band';

/** Lines from nought to all; below each, its band: an unseen line at the least, and on it the width as an area. */
function curves(data, colours, width) {
  const option = axes(data, colours, width);
  const own = (i) => colours.series[i % colours.series.length];
  const bands = data.series.flatMap((series, i) => {
    const side = (part, value, area) => ({
      type: 'line', id: `${BAND}-${i}-${part}`, stack: `${BAND}-${i}`, symbol: 'none', silent: true, z: 1,
      color: own(i), lineStyle: { opacity: 0 }, areaStyle: area, data: (series.band || []).map((b) => (b ? value(b) : null)),
    });
    return [
      side('least', ([least]) => least, undefined),
      side('width', ([least, most]) => most - least, { color: own(i), opacity: 0.14 }),
    ];
  });
  return {
    ...option,
    legend: { ...option.legend, data: data.series.map((series) => series.name) },
    yAxis: [{ ...option.yAxis[0], max: 100 }],
    series: [...option.series.map((series, i) => ({ ...series, color: own(i), symbolSize: 4, z: 2 })), ...bands],
  };
}

/** A tooltip as nodes: names come from users and must stay text. */
function axisTip(items) {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.textContent = items.length > 0 ? items[0].axisValueLabel : '';
  box.append(head);
  for (const item of items) {
    if (String(item.seriesId).startsWith(BAND)) continue;
    const line = document.createElement('div');
    line.textContent = `${item.seriesName} ${printed(item) || '—'}`;
    box.append(line);
  }
  return box;
}

function textTip(words) {
  const box = document.createElement('div');
  box.textContent = words;
  return box;
}

function funnel(data, colours, width) {
  const series = data.series[0];
  const shares = data.series.find((s) => s.unit === '%');
  const share = (i) => (shares && shares.points[i] ? `　${shares.points[i].printed}` : '');
  const rows = data.categories.map((name, i) => ({ name, ...point(series.points[i]), share: share(i) }));
  const label = (row) => `${row.name} ${row.printed || ''}${row.share}`;
  const beside = Math.max(0, ...rows.map((row) => lengthOf(label(row), 12))) + LEADER;
  return {
    tooltip: { confine: true, formatter: (p) => textTip(`${p.name} ${printed(p)}`) },
    series: [{
      type: 'funnel', sort: 'none', left: 8, right: Math.min(Math.max(beside, width * 0.28), width * 0.6), top: 8, bottom: 8, minSize: '2%', data: rows,
      gap: 2, itemStyle: { borderWidth: 0, color: colours.series[0] },
      labelLine: { lineStyle: { color: colours.line } },
      label: { position: 'right', color: colours.ink, formatter: (p) => label(p.data) },
    }],
  };
}

/** The first on top, each with its number at the end of its bar. */
function ranked(data, colours) {
  const series = data.series[0];
  return {
    grid: { left: 8, right: 96, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: { type: 'category', data: data.categories, inverse: true, axisLabel: { color: colours.ink }, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } } },
    series: [{
      type: 'bar', name: series.name, data: series.points.map(point), barMaxWidth: 20,
      label: { show: true, position: 'right', color: colours.ink, formatter: printed },
    }],
  };
}

function heatmap(data, colours, width) {
  const cells = [];
  data.series.forEach((series, y) => series.points.forEach((p, x) => {
    if (p !== null) cells.push({ value: [x, y, p.size], printed: p.printed, href: p.href });
  }));
  const most = Math.max(1, ...cells.map((cell) => cell.value[2]));
  const roomy = width / Math.max(1, data.categories.length) > 44;
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 4, containLabel: true },
    tooltip: {
      confine: true,
      formatter: (p) => textTip(`${data.series[p.value[1]].name} · ${data.categories[p.value[0]]} ${printed(p)}`),
    },
    xAxis: { type: 'category', data: data.categories, axisLabel: { color: colours.muted, ...namesIn(data.categories, slotOf(width, data.categories, 3)) }, axisTick: { show: false } },
    yAxis: { type: 'category', data: data.series.map((s) => s.name), inverse: true, axisLabel: { color: colours.ink }, axisTick: { show: false } },
    visualMap: { show: false, min: 0, max: most, inRange: { color: colours.heat } },
    series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: colours.ground, borderWidth: 1 }, label: { show: roomy, formatter: printed, fontSize: 11, color: colours.ink } }],
  };
}
