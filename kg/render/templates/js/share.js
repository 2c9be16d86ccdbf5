// Links to a selection that survive a rebuild (by IRI), and files: PNG, SVG, CSV, print.
function hashOf() {
  const p = new URLSearchParams(), s = state.selection;
  p.set('view', state.view);
  if (s && s.kind === 'pair') p.set('between', s.ends.map((n) => n.iri).join(' '));
  else if (s) p.set('show', s.kind === 'document' ? `document:${s.source}` : s.iri);
  if (state.view === 'near' && state.focus) { p.set('of', state.focus.iri); p.set('depth', state.depth); }
  for (const f of FACETS) if (state.without[f].size) p.set(`no-${f}`, [...state.without[f]].join('|'));
  if (state.from) p.set('from', state.from);
  if (state.to) p.set('to', state.to);
  return `#${p}`;
}
function byIri(iri) {
  return D.nodes.find((n) => n.iri === iri) || D.events.find((e) => e.iri === iri) || D.claims.find((c) => c.iri === iri)
    || D.documents.find((d) => `document:${d.source}` === iri) || null;
}
function readHash() {
  const p = new URLSearchParams(location.hash.slice(1));
  state.view = ['key', 'near', 'whole', 'table'].includes(p.get('view')) ? p.get('view') : 'key';
  state.depth = Math.max(1, Math.min(3, Number(p.get('depth')) || 1));
  state.focus = byIri(p.get('of'));
  const ends = (p.get('between') || '').split(' ').map(byIri).filter(Boolean);
  state.selection = ends.length === 2 ? { kind: 'pair', ends } : byIri(p.get('show'));
  for (const f of FACETS) state.without[f] = new Set((p.get(`no-${f}`) || '').split('|').filter(Boolean));
  const iso = (v) => (/^\d{4}-\d\d-\d\d$/.test(v || '') ? v : '');
  state.from = iso(p.get('from'));
  state.to = iso(p.get('to'));
}
function download(name, blob) {
  const a = h('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 5000);
}
// Both pictures as one list of shapes, to be written as SVG or painted on a canvas.
function shapesNow() {
  const { w, h: height } = room();
  if (state.view === 'whole' || state.view === 'table') {
    const nodes = overviewScene(w, height).map((it) => ({ ...it, lines: it.label ? [it.label] : [] }));
    const lines = shown.edges.map((e) => ({ a: toScreen(e.a), b: toScreen(e.b), line: e.line, width: 1, alpha: 0.5, stop: 0 }));
    return { w, h: height, nodes, lines };
  }
  const radius = new Map(scene.nodes.map((it) => [it.n, it.r])), at = network.getPositions(), c = (n) => [at[n.i].x + w / 2, at[n.i].y + height / 2];
  return {
    w, h: height,
    nodes: scene.nodes.map((it) => ({ n: it.n, x: c(it.n)[0], y: c(it.n)[1], r: it.r, lines: it.label.split('\n') })),
    lines: scene.bundles.map((b) => ({ a: c(b.a), b: c(b.b), line: b.line, width: Math.min(4, 1 + Math.log2(b.statements.length) * 0.6), bend: 0.1 + b.lane * 0.11, alpha: 0.75, stop: radius.get(b.b) + 4, label: state.view === 'near' ? b.label : '' })),
  };
}
function bentMiddle({ a, b, bend }) {
  const k = bend || 0;
  return [(a[0] + b[0]) / 2 + (b[1] - a[1]) * k, (a[1] + b[1]) / 2 - (b[0] - a[0]) * k];
}
// A line ends before its target, with an arrow there: [middle, end, the three corners of the arrow].
function arrow(l) {
  const m = bentMiddle(l), d = Math.hypot(l.b[0] - m[0], l.b[1] - m[1]) || 1, ux = (l.b[0] - m[0]) / d, uy = (l.b[1] - m[1]) / d;
  if (!l.stop || d < l.stop) return [m, l.b, null];
  const tip = [l.b[0] - ux * l.stop, l.b[1] - uy * l.stop], back = [tip[0] - ux * 9, tip[1] - uy * 9];
  return [m, back, [tip, [back[0] - uy * 4, back[1] + ux * 4], [back[0] + uy * 4, back[1] - ux * 4]]];
}
const CAPTION = 42;
const caption = () => [`Attest · ${headline()}`, 'Solid: told by an article. Dashed or dotted: claimed, disputed or denied.'];
const asSvg = () => new XMLSerializer().serializeToString(drawSvg());
function drawSvg() {
  const s = shapesNow(), root = svg('svg', { xmlns: NS, width: s.w, height: s.h + CAPTION, viewBox: `0 0 ${s.w} ${s.h + CAPTION}`, 'font-family': FONT, 'font-size': 13 });
  const note = svg('title', {});
  note.textContent = `Attest: ${headline()}. Dashed lines are claims, not facts.`;
  root.append(note, svg('rect', { width: s.w, height: s.h + CAPTION, fill: colour('paper') }));
  for (const l of s.lines) {
    const [m, end, head] = arrow(l);
    root.append(svg('path', { d: `M${l.a.map((v) => v.toFixed(1))} Q${m.map((v) => v.toFixed(1))} ${end.map((v) => v.toFixed(1))}`, fill: 'none', stroke: colour(l.line), 'stroke-width': l.width, 'stroke-opacity': l.alpha, 'stroke-dasharray': DASHES[l.line].join(' ') || 'none' }));
    if (head) root.append(svg('polygon', { points: head.map((p) => p.map((v) => v.toFixed(1))).join(' '), fill: colour(l.line) }));
    if (l.label) root.append(label(l.label, m[0], m[1], colour(l.line), 12));
  }
  for (const n of s.nodes) {
    root.append(svg('g', {}, shapeSvg(shapeOf(n.n), n.x, n.y, n.r, colour(n.n.family), colour('paper'))));
    n.lines.forEach((t, i) => root.append(label(t, n.x, n.y + n.r + 14 + i * 15, colour('ink'), 13)));
  }
  caption().forEach((t, i) => root.append(label(t, s.w / 2, s.h + 16 + i * 16, colour('faint'), 12)));
  return root;
  function label(text, x, y, ink, size) {
    const el = svg('text', { x, y, 'text-anchor': 'middle', fill: ink, 'font-size': size, stroke: colour('paper'), 'stroke-width': 3, 'paint-order': 'stroke' });
    el.textContent = text;
    return el;
  }
}
function asPng() {
  const s = shapesNow(), canvas = document.createElement('canvas'), ctx = canvas.getContext('2d');
  canvas.width = s.w * 2; canvas.height = (s.h + CAPTION) * 2;
  ctx.scale(2, 2);
  ctx.fillStyle = colour('paper');
  ctx.fillRect(0, 0, s.w, s.h + CAPTION);
  const text = (t, x, y, ink, size) => {
    ctx.font = `${size}px ${FONT}`; ctx.textAlign = 'center'; ctx.lineWidth = 4; ctx.lineJoin = 'round'; ctx.strokeStyle = colour('paper'); ctx.fillStyle = ink;
    ctx.strokeText(t, x, y); ctx.fillText(t, x, y);
  };
  for (const l of s.lines) {
    const [m, end, head] = arrow(l);
    ctx.strokeStyle = colour(l.line); ctx.lineWidth = l.width; ctx.globalAlpha = l.alpha; ctx.setLineDash(DASHES[l.line]);
    ctx.beginPath(); ctx.moveTo(...l.a); ctx.quadraticCurveTo(...m, ...end); ctx.stroke();
    ctx.setLineDash([]);
    if (head) { ctx.fillStyle = colour(l.line); ctx.beginPath(); head.forEach((p, i) => (i ? ctx.lineTo(...p) : ctx.moveTo(...p))); ctx.fill(); }
    ctx.globalAlpha = 1; ctx.setLineDash([]);
    if (l.label) text(l.label, ...m, colour(l.line), 12);
  }
  for (const n of s.nodes) {
    const shape = shapeOf(n.n);
    ctx.fillStyle = shape.endsWith('-open') ? colour('paper') : colour(n.n.family); ctx.strokeStyle = colour(n.n.family); ctx.lineWidth = 2;
    tracePath(ctx, shape, n.x, n.y, n.r); ctx.fill(); ctx.stroke();
    n.lines.forEach((t, i) => text(t, n.x, n.y + n.r + 14 + i * 15, colour('ink'), 13));
  }
  caption().forEach((t, i) => text(t, s.w / 2, s.h + 16 + i * 16, colour('faint'), 12));
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
function listenExport() {
  window.addEventListener('beforeprint', () => { if (state.view !== 'table') fill($('paper'), drawSvg()); });
  window.addEventListener('afterprint', () => fill($('paper')));
  const item = (text, run) => h('button', { type: 'button', onclick: async () => { $('export').open = false; await run(); } }, text);
  fill($('export-menu'),
    item('Picture (PNG)', async () => download('attest.png', await asPng())),
    item('Drawing (SVG)', () => download('attest.svg', new Blob([asSvg()], { type: 'image/svg+xml' }))),
    item('Table (CSV)', () => download('attest.csv', new Blob([csv()], { type: 'text/csv' }))),
    item('Print', () => print()),
    item('Copy a link to this', async () => { try { await navigator.clipboard.writeText(location.href); say('Link copied'); } catch { prompt('Link to this selection', location.href); } }));
}
