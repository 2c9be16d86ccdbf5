// Key actors and neighbourhood: vis-network, placed by ourselves so that no label lies on another.
const FONT = 'system-ui, "Liberation Sans", "DejaVu Sans", sans-serif';
const LABEL_SIZE = 13;
let network = null, scene = { nodes: [], bundles: [] };

function wrap(text) {
  const all = clip(text, 36).split(/\s+/), lines = [''];
  for (const w of all) {
    const last = lines.at(-1);
    if (last && (last + ' ' + w).length > 17) lines.push(w); else lines[lines.length - 1] = (last ? last + ' ' : '') + w;
  }
  return lines.slice(0, 3).join('\n');
}
const measure = document.createElement('canvas').getContext('2d');
function sized(n, most) {
  const r = 7 + 11 * Math.sqrt(weight(n) / Math.max(1, most)), lines = wrap(n.label).split('\n');
  measure.font = `${LABEL_SIZE}px ${FONT}`;
  const w = Math.max(r * 2, ...lines.map((l) => measure.measureText(l).width)) + 10;
  return { n, r, label: lines.join('\n'), w, up: r + 6, down: r + 8 + lines.length * LABEL_SIZE * 1.25 };
}
let lastRoom = { w: 640, h: 560 };
function room() {
  const box = $('canvas-box').getBoundingClientRect();
  // While the picture is hidden (in print, or behind another pane of a phone) its last size counts.
  if (box.width && box.height) lastRoom = { w: Math.max(280, box.width), h: Math.max(240, box.height) };
  return lastRoom;
}
function capacity() { const { w, h } = room(); return Math.max(12, Math.min(60, Math.round((w * h) / 10500))); }

function keyNodes() {
  const most = capacity(), ranked = [...shown.nodes].filter((n) => n.named < 2).sort((a, b) => rank(b) - rank(a) || a.i - b.i);
  const set = new Set(ranked.slice(0, Math.ceil(most / 4)));
  const linked = (n) => n.edges.some((e) => shown.statements.has(e.statement) && (set.has(e.a) || set.has(e.b)));
  for (const n of ranked) { if (set.size >= most) break; if (linked(n)) set.add(n); }
  for (const n of state.expanded) if (shown.nodes.has(n)) set.add(n);
  if (state.selection && state.selection.kind === 'node' && shown.nodes.has(state.selection)) set.add(state.selection);
  return set;
}
function nearNodes(centre, depth) {
  const set = new Set([centre]), most = capacity();
  let ring = [centre];
  for (let d = 0; d < depth && set.size < most; d++) {
    const score = new Map();
    for (const e of shown.edges) {
      if (ring.includes(e.a) && !set.has(e.b)) score.set(e.b, (score.get(e.b) || 0) + 1);
      if (ring.includes(e.b) && !set.has(e.a)) score.set(e.a, (score.get(e.a) || 0) + 1);
    }
    ring = [...score].sort((a, b) => b[1] - a[1] || weight(b[0]) - weight(a[0])).slice(0, most - set.size).map(([n]) => n);
    ring.forEach((n) => set.add(n));
  }
  return set;
}
function bundle(set) {
  const groups = new Map();
  for (const e of shown.edges) {
    if (!set.has(e.a) || !set.has(e.b)) continue;
    const key = `${e.a.i}>${e.b.i}>${e.line}`;
    if (!groups.has(key)) groups.set(key, { key, a: e.a, b: e.b, line: e.line, edges: [] });
    groups.get(key).edges.push(e);
  }
  const lanes = new Map();
  for (const g of groups.values()) {
    g.statements = [...new Set(g.edges.map((e) => e.statement))];
    const pair = g.a.i < g.b.i ? `${g.a.i}-${g.b.i}` : `${g.b.i}-${g.a.i}`;
    g.lane = lanes.get(pair) || 0;
    lanes.set(pair, g.lane + 1);
    const first = g.statements[0];
    const name = g.line === 'claim' ? (first.stance === 'denies' ? 'denies' : 'says') : first.word;
    g.label = clip(name, 18) + (g.statements.length > 1 ? ` +${g.statements.length - 1}` : '');
  }
  return [...groups.values()];
}

// A small force layout inside a box, then boxes of shape and label pushed apart.
function place(items, bundles, centre) {
  const { w, h } = room(), at = new Map(items.map((it) => [it.n, it])), k = Math.sqrt((w * h) / Math.max(items.length, 1)) * 0.75;
  const spread = Math.max(1, ...items.map((it) => Math.hypot(it.n.x, it.n.y)));
  for (const it of items) { it.x = (it.n.x / spread) * w * 0.45; it.y = (it.n.y / spread) * h * 0.45; }
  if (centre) items.forEach((it, i) => { if (i) { it.x = Math.cos(i * 2.4) * w * 0.3; it.y = Math.sin(i * 2.4) * h * 0.3; } else it.x = it.y = 0; });
  const links = bundles.map((b) => [at.get(b.a), at.get(b.b)]);
  for (let step = 0; step < 260; step++) {
    const heatNow = k * 0.35 * (1 - step / 260) + 1;
    for (const it of items) it.dx = it.dy = 0;
    for (let i = 0; i < items.length; i++) for (let j = 0; j < i; j++) {
      const a = items[i], b = items[j], dx = a.x - b.x || 0.1, dy = (a.y - b.y || 0.1) * 1.3, d2 = dx * dx + dy * dy, f = (k * k) / d2;
      a.dx += dx * f; a.dy += dy * f; b.dx -= dx * f; b.dy -= dy * f;
    }
    for (const [a, b] of links) {
      const dx = a.x - b.x, dy = a.y - b.y, f = Math.hypot(dx, dy) / k / 2.2;
      a.dx -= dx * f; a.dy -= dy * f; b.dx += dx * f; b.dy += dy * f;
    }
    for (const it of items) {
      it.dx -= it.x * 0.06; it.dy -= it.y * 0.09;
      const d = Math.hypot(it.dx, it.dy) || 1, m = Math.min(d, heatNow);
      if (centre && it.n === centre) { it.x = it.y = 0; continue; }
      it.x += (it.dx / d) * m; it.y += (it.dy / d) * m;
    }
  }
  fitBox(items, w, h);
  if (items.length > 14) spread2(items, w, h);
  for (let round = 0; round < 300 && separate(items, round, w, h); round++);
}
// Evens out clumps: half of each coordinate is the rank of the node in that direction.
function spread2(items, w, h) {
  for (const [axis, size] of [['x', w - 110], ['y', h - 70]]) {
    [...items].sort((a, b) => a[axis] - b[axis]).forEach((it, i) => { it[axis] = it[axis] * 0.5 + ((i / (items.length - 1)) - 0.5) * size * 0.5; });
  }
}
function fitBox(items, w, h) {
  const mx = Math.max(1, ...items.map((it) => Math.abs(it.x) + it.w / 2 + 14)), top = Math.max(1, ...items.map((it) => Math.abs(it.y) + it.down + 12));
  const kx = Math.min(w / 2 / mx, 1.5), ky = Math.min(h / 2 / top, 1.5);
  for (const it of items) { it.x *= kx; it.y *= ky; }
}
function separate(items, round, w, h) {
  let moved = false;
  for (let i = 0; i < items.length; i++) for (let j = 0; j < i; j++) {
    const a = items[i], b = items[j];
    const gap = scene.centre && (a.n === scene.centre || b.n === scene.centre) ? 60 : 0;
    const ox = (a.w + b.w) / 2 + gap - Math.abs(a.x - b.x);
    const upper = a.y < b.y ? a : b, lower = upper === a ? b : a, oy = upper.down + lower.up + gap - (lower.y - upper.y);
    if (ox <= 0 || oy <= 0) continue;
    moved = true;
    if (ox < oy || round % 4 === 3) { const s = (a.x < b.x ? -1 : 1) * (ox / 2 + 0.5); a.x += s; b.x -= s; } else { upper.y -= oy / 2 + 0.5; lower.y += oy / 2 + 0.5; }
  }
  for (const it of items) {
    it.x = Math.max(-w / 2 + it.w / 2 + 4, Math.min(w / 2 - it.w / 2 - 4, it.x));
    it.y = Math.max(-h / 2 + it.up + 4, Math.min(h / 2 - it.down - 4, it.y));
  }
  return moved;
}

function visNode(it) {
  const c = colour(it.n.family), open = shapeOf(it.n).endsWith('-open'), chosen = state.selection === it.n || state.focus === it.n && state.view === 'near';
  const dim = scene.lit && !scene.lit.has(it.n);
  return {
    id: it.n.i, x: it.x, y: it.y, shape: shapeOf(it.n).replace('-open', ''), size: it.r, label: it.label, borderWidth: chosen ? 4 : open ? 3 : 1, borderWidthSelected: 3,
    color: { background: open ? colour('paper') : c, border: chosen ? colour('select') : c, highlight: { background: open ? colour('paper') : c, border: colour('select') }, hover: { background: open ? colour('paper') : c, border: colour('select') } },
    opacity: dim ? 0.25 : 1,
    font: { size: LABEL_SIZE, face: FONT, color: dim ? colour('faint') : colour('ink'), strokeWidth: 4, strokeColor: colour('paper'), vadjust: 0 },
  };
}
function visEdge(b) {
  const lit = !scene.lit || state.selection && state.selection.kind === 'node' && (b.a === state.selection || b.b === state.selection)
    || chosenBundle(b), c = colour(b.line);
  const labelled = (state.view === 'near' || scene.lit) && scene.labelled[b.line === 'claim' ? 1 : 0];
  return {
    id: b.key, from: b.a.i, to: b.b.i, arrows: { to: { enabled: true, scaleFactor: 0.5 } }, dashes: DASHES[b.line].length ? DASHES[b.line] : false,
    width: Math.min(4.5, 1.3 + Math.log2(b.statements.length) * 0.6) + (chosenBundle(b) ? 1.6 : 0), selectionWidth: 0, hoverWidth: 0.6,
    color: { color: c, highlight: c, hover: c, opacity: lit ? (scene.lit || state.view === 'near' ? 0.95 : 0.62) : 0.12 },
    label: labelled && lit ? b.label : '',
    font: { size: 12, face: FONT, color: c, strokeWidth: 4, strokeColor: colour('paper'), align: 'middle' },
    smooth: { enabled: true, type: 'curvedCW', roundness: 0.1 + b.lane * 0.11 },
  };
}
function chosenBundle(b) {
  const s = state.selection;
  if (!s) return false;
  if (s.kind === 'pair') return (b.a === s.ends[0] && b.b === s.ends[1]) || (b.a === s.ends[1] && b.b === s.ends[0]);
  if (s.kind === 'document') return b.statements.some((x) => x.documents.includes(s));
  return b.statements.includes(s) || (s.kind === 'event' && b.statements.some((x) => x.kind === 'claim' && x.about.includes(s)));
}
function light() {
  const s = state.selection;
  scene.lit = null;
  countLabels(() => true);
  if (!s) return;
  const lit = new Set();
  if (s.kind === 'node') {
    lit.add(s);
    for (const b of scene.bundles) if (b.a === s || b.b === s) { lit.add(b.a); lit.add(b.b); }
    if (!scene.nodes.some((it) => it.n === s)) return;
  } else for (const b of scene.bundles) if (chosenBundle(b)) { lit.add(b.a); lit.add(b.b); }
  if (lit.size) scene.lit = lit;
  countLabels((b) => s.kind === 'node' ? b.a === s || b.b === s : chosenBundle(b));
}
// Words stand on lines while there are few: "says" first goes, as the dots say it already.
function countLabels(isLit) {
  const lit = scene.bundles.filter(isLit), claims = lit.filter((b) => b.line === 'claim').length;
  const article = state.selection && state.selection.kind === 'document';
  scene.labelled = [lit.length - claims <= (article ? 8 : 30), claims <= 10 && lit.length <= (article ? 8 : 24)];
}
function drawPicture() {
  const near = state.view === 'near', centre = near ? state.focus || mainActors(1)[0] || [...shown.nodes][0] : null;
  if (near) state.focus = centre;
  const set = near ? (centre ? nearNodes(centre, state.depth) : new Set()) : keyNodes();
  const bundles = bundle(set), most = Math.max(1, ...[...set].map(weight));
  const items = [...set].map((n) => sized(n, most));
  scene.centre = centre;
  place(items, bundles, centre);
  scene = { nodes: items, bundles, centre };
  light();
  const data = { nodes: items.map(visNode), edges: bundles.map(visEdge) };
  if (!network) makeNetwork(data); else network.setData(data);
  network.moveTo({ position: { x: 0, y: 0 }, scale: 1 });
  $('picture').setAttribute('aria-label', near && centre ? `Neighbourhood of ${centre.label}: ${items.length} nodes. The table holds the same.` : `The ${items.length} key actors and how they are joined. The table holds the same.`);
}
function relight() {
  if (!network) return;
  light();
  network.body.data.nodes.update(scene.nodes.map(visNode));
  network.body.data.edges.update(scene.bundles.map(visEdge));
}
function makeNetwork(data) {
  network = new vis.Network($('picture'), data, {
    physics: false, autoResize: true,
    interaction: { hover: true, tooltipDelay: 1e9, selectConnectedEdges: false, hoverConnectedEdges: false, keyboard: false, zoomView: true },
    nodes: { shapeProperties: { interpolation: false } },
  });
  network.on('click', (p) => {
    if (p.nodes.length) select(D.nodes[p.nodes[0]]);
    else if (p.edges.length) selectBundle(scene.bundles.find((b) => b.key === p.edges[0]));
  });
  network.on('doubleClick', (p) => { if (p.nodes.length) showNear(D.nodes[p.nodes[0]]); });
  network.on('hoverNode', (p) => tip(D.nodes[p.node].label, `${words(D.nodes[p.node].type)} · ${plural(weight(D.nodes[p.node]), 'line')}`, p.event));
  network.on('hoverEdge', (p) => { const b = scene.bundles.find((x) => x.key === p.edge); if (b) tip(`${b.a.label} → ${b.b.label}`, `${LINES[b.line].name}: ${clip(statementText(b.statements[0]), 120)}${b.statements.length > 1 ? ` and ${b.statements.length - 1} more` : ''}`, p.event); });
  network.on('blurNode', () => tip());
  network.on('blurEdge', () => tip());
}
function selectBundle(b) {
  if (!b) return;
  if (b.statements.length === 1) select(b.statements[0]);
  else select({ kind: 'pair', ends: [b.a, b.b] });
}
function tip(title, text, event) {
  const el = $('tip');
  el.hidden = !title;
  if (!title) return;
  fill(el, h('b', {}, title), h('span', {}, text));
  const box = $('canvas-box').getBoundingClientRect(), x = (event.clientX || 0) - box.left, y = (event.clientY || 0) - box.top;
  el.style.setProperty('left', `${Math.min(x + 14, box.width - 260)}px`);
  el.style.setProperty('top', `${Math.max(4, y > box.height - 110 ? y - 90 : y + 16)}px`);
}
