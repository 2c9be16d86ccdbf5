// The whole graph on a canvas. While it is dragged only the finished bitmap moves, so motion costs the same at any size.
const overview = { canvas: $('overview'), x: 0, y: 0, scale: 1, fitted: false, drag: null, timer: 0 };

function overviewRadius(n) { return 3.6 + Math.min(12, 1.3 * Math.sqrt(weight(n))); }
function fitOverview() {
  const nodes = [...shown.nodes], { w, h } = room();
  if (!nodes.length) return;
  let x0 = Infinity, x1 = -Infinity, y0 = Infinity, y1 = -Infinity;
  for (const n of nodes) { x0 = Math.min(x0, n.x); x1 = Math.max(x1, n.x); y0 = Math.min(y0, n.y); y1 = Math.max(y1, n.y); }
  overview.scale = Math.min((w - 90) / Math.max(1, x1 - x0), (h - 70) / Math.max(1, y1 - y0), 1.6);
  overview.x = w / 2 - ((x0 + x1) / 2) * overview.scale;
  overview.y = h / 2 - ((y0 + y1) / 2) * overview.scale;
  overview.fitted = true;
}
const toScreen = (n) => [n.x * overview.scale + overview.x, n.y * overview.scale + overview.y];

function overviewScene(w, h) {
  const inside = ([x, y]) => x > -40 && x < w + 40 && y > -40 && y < h + 40;
  const ordered = [...shown.nodes].sort((a, b) => rank(b) - rank(a) || a.i - b.i);
  const zoom = Math.max(0.55, Math.min(1.5, overview.scale * 1.1));
  const nodes = [], taken = [];
  let labels = 0;
  measure.font = `12px ${FONT}`;
  for (const n of ordered) {
    const p = toScreen(n);
    if (!inside(p)) continue;
    const item = { n, x: p[0], y: p[1], r: overviewRadius(n) * zoom };
    if (labels < 60 && n.named < 2) {
      const text = clip(n.label, 28), tw = measure.measureText(text).width;
      const box = [item.x - tw / 2 - 3, item.y + item.r + 1, item.x + tw / 2 + 3, item.y + item.r + 17];
      if (box[0] > 0 && box[2] < w && box[3] < h && !taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) { taken.push(box); item.label = text; labels++; }
    }
    nodes.push(item);
  }
  return nodes;
}
function paintOverview() {
  const { canvas } = overview, { w, h } = room(), ratio = Math.min(2, devicePixelRatio || 1);
  if (!overview.fitted) fitOverview();
  canvas.width = w * ratio; canvas.height = h * ratio;
  canvas.style.setProperty('width', `${w}px`);
  canvas.style.setProperty('height', `${h}px`);
  canvas.style.setProperty('transform', 'none');
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  paintLines(ctx, w, h);
  const nodes = overviewScene(w, h), byColour = new Map();
  for (const it of nodes) { const key = it.n.family; if (!byColour.has(key)) byColour.set(key, []); byColour.get(key).push(it); }
  for (const [family, list] of byColour) {
    ctx.fillStyle = ctx.strokeStyle = colour(family);
    for (const it of list) {
      const shape = shapeOf(it.n);
      tracePath(ctx, shape, it.x, it.y, it.r);
      if (shape.endsWith('-open')) { ctx.lineWidth = 1.6; ctx.stroke(); } else ctx.fill();
      if (it.n === state.selection) { ctx.strokeStyle = colour('select'); ctx.lineWidth = 3; ctx.stroke(); ctx.strokeStyle = colour(family); }
    }
  }
  ctx.font = `12px ${FONT}`; ctx.textAlign = 'center'; ctx.textBaseline = 'top'; ctx.lineJoin = 'round';
  for (const it of nodes) if (it.label) {
    ctx.lineWidth = 4; ctx.strokeStyle = colour('paper'); ctx.strokeText(it.label, it.x, it.y + it.r + 3);
    ctx.fillStyle = colour('ink'); ctx.fillText(it.label, it.x, it.y + it.r + 3);
  }
  overview.painted = { x: overview.x, y: overview.y, scale: overview.scale };
  overview.nodes = nodes;
}
function paintLines(ctx, w, h) {
  const many = shown.edges.length, alpha = many > 8000 ? 0.12 : many > 1500 ? 0.25 : 0.6;
  const groups = {};
  for (const e of shown.edges) (groups[e.line] = groups[e.line] || []).push(e);
  const lit = (e) => state.selection && (e.a === state.selection || e.b === state.selection || e.statement === state.selection);
  for (const [line, list] of Object.entries(groups)) {
    ctx.strokeStyle = colour(line); ctx.setLineDash(many > 3000 ? [] : DASHES[line]); ctx.globalAlpha = alpha; ctx.lineWidth = 1;
    ctx.beginPath();
    for (const e of list) { const a = toScreen(e.a), b = toScreen(e.b); ctx.moveTo(a[0], a[1]); ctx.lineTo(b[0], b[1]); }
    ctx.stroke();
  }
  ctx.globalAlpha = 0.95; ctx.lineWidth = 1.8;
  for (const e of shown.edges.filter(lit)) {
    ctx.strokeStyle = colour(e.line); ctx.setLineDash(DASHES[e.line]);
    const a = toScreen(e.a), b = toScreen(e.b);
    ctx.beginPath(); ctx.moveTo(a[0], a[1]); ctx.lineTo(b[0], b[1]); ctx.stroke();
  }
  ctx.globalAlpha = 1; ctx.setLineDash([]);
}
function moveOverview() {
  const p = overview.painted, k = overview.scale / p.scale;
  overview.canvas.style.setProperty('transform-origin', '0 0');
  overview.canvas.style.setProperty('transform', `translate(${overview.x - p.x * k}px, ${overview.y - p.y * k}px) scale(${k})`);
  clearTimeout(overview.timer);
  overview.timer = setTimeout(paintOverview, overview.drag ? 600 : 140);
}
function zoomOverview(factor, cx, cy) {
  const k = Math.max(0.02, Math.min(8, overview.scale * factor)) / overview.scale;
  overview.x = cx - (cx - overview.x) * k; overview.y = cy - (cy - overview.y) * k; overview.scale *= k;
  moveOverview();
}
function nodeAt(x, y) {
  let best = null, near = 14;
  for (const it of overview.nodes || []) { const d = Math.hypot(it.x - x, it.y - y) - it.r; if (d < near) { near = d; best = it.n; } }
  return near < 8 ? best : null;
}
function edgeAt(x, y) {
  let best = null, near = 6;
  for (const e of shown.edges) {
    const [ax, ay] = toScreen(e.a), [bx, by] = toScreen(e.b), dx = bx - ax, dy = by - ay, l = dx * dx + dy * dy || 1;
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / l)), d = Math.hypot(ax + t * dx - x, ay + t * dy - y);
    if (d < near) { near = d; best = e; }
  }
  return best;
}
function listenOverview() {
  const box = $('canvas-box'), at = (e) => { const r = box.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
  const { canvas } = overview;
  canvas.addEventListener('pointerdown', (e) => { overview.drag = [...at(e), false]; canvas.setPointerCapture(e.pointerId); });
  canvas.addEventListener('pointermove', (e) => {
    const [x, y] = at(e), d = overview.drag;
    if (!d) { const n = nodeAt(x, y); canvas.style.setProperty('cursor', n ? 'pointer' : 'grab'); tip(n && n.label, n && words(n.type), e); return; }
    if (Math.hypot(x - d[0], y - d[1]) > 3) d[2] = true;
    if (!d[2]) return;
    overview.x += x - d[0]; overview.y += y - d[1]; d[0] = x; d[1] = y;
    moveOverview();
  });
  canvas.addEventListener('pointerup', (e) => {
    const moved = overview.drag && overview.drag[2], [x, y] = at(e);
    overview.drag = null;
    if (moved) { moveOverview(); return; }
    const n = nodeAt(x, y), edge = n ? null : edgeAt(x, y);
    if (n) select(n); else if (edge) select(edge.statement);
  });
  canvas.addEventListener('dblclick', (e) => { const n = nodeAt(...at(e)); if (n) showNear(n); });
  canvas.addEventListener('wheel', (e) => { e.preventDefault(); zoomOverview(Math.exp(-e.deltaY * 0.0016), ...at(e)); }, { passive: false });
}
