// Draws the lines of the last day. The numbers are in the page as data; a table beside them says the same.
/* global uPlot */

const MINUTE_S = 60;
/** Minutes per point: the mean over five is smooth enough to read, and still shows a burst. */
const STEP = 5;
const POINTS = (24 * 60) / STEP;

/** Events per minute, from the entries of single minutes; minutes without an entry are 0. */
function fill(entries, last) {
  const first = last - (POINTS * STEP - 1) * MINUTE_S;
  const times = Array.from({ length: POINTS }, (_, i) => first + i * STEP * MINUTE_S);
  const lines = [times, new Array(POINTS).fill(0), new Array(POINTS).fill(0)];
  for (const [at, accepted, processed] of entries) {
    const i = Math.floor((at - first) / MINUTE_S / STEP);
    if (lines[1][i] === undefined) continue;
    lines[1][i] += accepted / STEP;
    lines[2][i] += processed / STEP;
  }
  return lines;
}

function draw(plot) {
  const { tag } = document.documentElement.dataset;
  const figure = plot.closest('figure');
  const readout = figure.querySelector('.readout');
  const keys = [...figure.querySelectorAll('.key')];
  const colors = keys.map((key) => getComputedStyle(key).color);
  const { color: ink, borderTopColor: line } = getComputedStyle(plot);
  const { fontFamily } = getComputedStyle(document.body);
  const hour = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' });
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const clock = (s) => hour.format(new Date(s * 1000));
  const axis = {
    stroke: ink,
    font: `13px ${fontFamily}`,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
  };
  const read = () => fill(JSON.parse(plot.dataset.points), Number(plot.dataset.last));
  const size = () => ({ width: plot.clientWidth, height: plot.clientHeight });
  const chart = new uPlot(
    {
      ...size(),
      // Room for half of the last label, which is centred under the end of the line.
      padding: [12, 32, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: { y: { range: (_chart, _min, max) => [0, Math.max(2, max * 1.1)] } },
      axes: [
        {
          ...axis,
          size: 32,
          space: 70,
          grid: { show: false },
          values: (_chart, splits) => splits.map(clock),
        },
        {
          ...axis,
          size: 48,
          space: 36,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000],
          values: (_chart, splits) => splits.map((n) => number.format(n)),
        },
      ],
      series: [
        {},
        {
          stroke: colors[0],
          width: 1.5,
          fill: colors[0].replace('rgb(', 'rgba(').replace(')', ', 0.12)'),
          points: { show: false },
        },
        { stroke: colors[1], width: 1.5, dash: [5, 3], points: { show: false } },
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx }, data }) => {
            const names = keys.map(
              (key, i) => `${key.textContent.trim()} ${number.format(data[i + 1][idx] ?? 0)}`,
            );
            readout.textContent = idx == null ? '' : [clock(data[0][idx]), ...names].join(' · ');
          },
        ],
      },
    },
    read(),
    plot,
  );
  new ResizeObserver(() => chart.setSize(size())).observe(plot);
  document.addEventListener('htmx:after:swap', () => chart.setData(read()));
  return chart;
}

document.documentElement.classList.add('scripted');
const dark = matchMedia('(prefers-color-scheme: dark)');
for (const plot of document.querySelectorAll('.plot')) {
  let chart = draw(plot);
  dark.addEventListener('change', () => {
    chart.destroy();
    chart = draw(plot);
  });
}
