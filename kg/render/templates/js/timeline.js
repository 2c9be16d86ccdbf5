// Articles by day, in bars to brush: what the articles tell below, what is only claimed above.
const timeline = { drag: null };

function bins() {
  const days = [...new Set(D.documents.map((d) => d.day).filter(Boolean))].sort();
  if (days.length < 2) return null;
  const span = (Date.parse(days.at(-1)) - Date.parse(days[0])) / 864e5;
  const size = span <= 70 ? 10 : span <= 2200 ? 7 : 4;
  const keys = new Map();
  const at = new Date(`${days[0].slice(0, size)}${size === 10 ? '' : size === 7 ? '-01' : '-01-01'}T00:00:00Z`);
  while (keys.size < 200) {
    const key = at.toISOString().slice(0, size);
    if (key > days.at(-1).slice(0, size)) break;
    keys.set(key, [0, 0]);
    if (size === 10) at.setUTCDate(at.getUTCDate() + 1); else if (size === 7) at.setUTCMonth(at.getUTCMonth() + 1); else at.setUTCFullYear(at.getUTCFullYear() + 1);
  }
  for (const s of shown.brushable) for (const d of s.documents) {
    const bin = d.day && keys.get(d.day.slice(0, size));
    if (bin) bin[s.line === 'reported' ? 0 : 1]++;
  }
  return { size, keys: [...keys] };
}
const firstDay = (key) => (key + '-01-01').slice(0, 10);
function lastDay(key) {
  if (key.length === 10) return key;
  if (key.length === 4) return `${key}-12-31`;
  const [y, m] = key.split('-').map(Number);
  return `${key}-${new Date(Date.UTC(y, m, 0)).getUTCDate()}`;
}
function tick(key, i, keys) {
  const year = key.slice(0, 4), fresh = i === 0 || !keys.slice(0, i).some((k) => k.startsWith(year));
  if (key.length === 4) return key;
  if (key.length === 7) return `${MONTHS[Number(key.slice(5)) - 1].slice(0, 3)}${fresh ? ` ${year}` : ''}`;
  return `${Number(key.slice(8))} ${MONTHS[Number(key.slice(5, 7)) - 1].slice(0, 3)}${fresh ? ` ${year}` : ''}`;
}
function binName(key) {
  if (key.length === 10) return day(key);
  return key.length === 4 ? key : `${MONTHS[Number(key.slice(5)) - 1].slice(0, 3)} ${key.slice(0, 4)}`;
}
function drawTimeline() {
  const el = $('timeline'), b = bins();
  el.hidden = !b;
  if (!b) return;
  const most = Math.max(1, ...b.keys.map(([, [x, y]]) => x + y)), n = b.keys.length;
  timeline.keys = b.keys.map((k) => k[0]);
  const every = Math.ceil(n / Math.max(2, Math.floor(room().w / 84)));
  const bars = h('div', { class: 'bars', id: 'bars' }, b.keys.map(([key, [x, y]], i) => h('div', { class: `bin${inBrush(key) ? '' : ' out'}`, title: `${binName(key)}: ${x} told, ${y} claimed or disputed` },
    h('span', { class: 'claimed', style: { height: `${(y / most) * 38}px` } }), h('span', { class: 'told', style: { height: `${(x / most) * 38}px` } }),
    i % every === 0 && (i === 0 || n - i > every * 0.6) && h('span', { class: 'when' }, tick(key, i, timeline.keys)))));
  bars.addEventListener('pointerdown', (e) => { timeline.drag = binAt(e); bars.setPointerCapture(e.pointerId); });
  bars.addEventListener('pointermove', (e) => { if (timeline.drag !== null) preview(timeline.drag, binAt(e)); });
  bars.addEventListener('pointerup', (e) => { if (timeline.drag === null) return; brush(timeline.drag, binAt(e)); timeline.drag = null; });
  const field = (name, value, text) => h('label', {}, text, h('input', { type: 'date', id: `day-${name}`, value, min: firstDay(timeline.keys[0]), max: lastDay(timeline.keys.at(-1)), onchange: (e) => { state[name] = e.target.value; changed(); } }));
  fill(el, h('div', { class: 'time-head' }, h('span', {}, h('i', { class: 'key told' }), 'told', h('i', { class: 'key claimed' }), 'claimed, by day of the article. Drag to choose days'),
    h('details', { class: 'days' }, h('summary', { class: 'plainlink' }, 'Type the days'), h('div', { class: 'fields' }, field('from', state.from, 'from '), field('to', state.to, 'to ')))), bars);
}
const inBrush = (key) => (!state.from || lastDay(key) >= state.from) && (!state.to || firstDay(key) <= state.to);
function binAt(e) {
  const r = $('bars').getBoundingClientRect();
  return Math.max(0, Math.min(timeline.keys.length - 1, Math.floor(((e.clientX - r.left) / r.width) * timeline.keys.length)));
}
function preview(a, b) { [...$('bars').children].forEach((el, i) => el.classList.toggle('out', i < Math.min(a, b) || i > Math.max(a, b))); }
function brush(a, b) {
  const [i, j] = [Math.min(a, b), Math.max(a, b)], from = firstDay(timeline.keys[i]), to = lastDay(timeline.keys[j]);
  const again = state.from === from && state.to === to;
  state.from = again ? '' : from;
  state.to = again ? '' : to;
  changed();
}
