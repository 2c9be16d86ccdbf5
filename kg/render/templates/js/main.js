// One state, four views: what happens on a selection, a change of view, a filter.
const trail = [];

function same(a, b) {
  if (a === b) return true;
  return !!a && !!b && a.kind === 'pair' && b.kind === 'pair' && a.ends[0] === b.ends[0] && a.ends[1] === b.ends[1];
}
function remember() {
  trail.push(hashOf());
  if (trail.length > 60) trail.shift();
  history.pushState(null, '', hashOf());
}
function goBack() {
  const hash = trail.pop();
  if (hash === undefined) return;
  history.replaceState(null, '', hash);
  readHash();
  changed('view');
}
function select(item) {
  if (same(item, state.selection)) { openReading(); return; }
  remember();
  state.selection = item;
  if (item && item.kind === 'node' && state.view === 'key' && !scene.nodes.some((it) => it.n === item) && shown.nodes.has(item)) { state.expanded.add(item); changed('view'); }
  else changed('selection');
  openReading();
}
const isPhone = () => matchMedia('(max-width: 820px)').matches;
// On a phone one pane is seen at a time: the reading panel, or the picture.
function pane(name) {
  document.body.dataset.pane = name;
  drawTabs();
  if (isPhone()) window.scrollTo(0, 0);
}
function openReading() {
  pane('read');
  if (state.selection) say($('reading').querySelector('h2').textContent);
}
function showNear(n) {
  remember();
  pane('stage');
  state.view = 'near'; state.focus = n; state.selection = n;
  changed('view');
}
function expand(n) {
  if (state.view === 'near') { state.depth = Math.min(3, state.depth + 1); changed('view'); return; }
  const near = shown.edges.filter((e) => e.a === n || e.b === n).map((e) => (e.a === n ? e.b : e.a));
  const ranked = [...new Set(near)].filter((m) => !scene.nodes.some((it) => it.n === m)).sort((a, b) => weight(b) - weight(a)).slice(0, 8);
  state.expanded.add(n);
  for (const m of ranked) state.expanded.add(m);
  say(`${plural(ranked.length, 'neighbour')} added`);
  pane('stage');
  if (state.view !== 'key') state.view = 'key';
  changed('view');
}
function setView(view) {
  pane(view === 'read' ? 'read' : 'stage');
  if (view === 'read') { if (state.selection) select(null); return; }
  if (view === state.view) { if (isPhone()) changed('view'); return; }
  remember();
  state.view = view;
  if (view === 'near' && state.selection && state.selection.kind === 'node') state.focus = state.selection;
  changed('view');
}
function drawTabs() {
  for (const tab of $('tabs').children) {
    const reads = isPhone() && document.body.dataset.pane === 'read', on = tab.dataset.view === (reads ? 'read' : state.view);
    tab.setAttribute('aria-selected', String(on));
    tab.tabIndex = on ? 0 : -1;
  }
  $('stage').setAttribute('aria-labelledby', `tab-${state.view}`);
}
function drawBar() {
  const key = state.view === 'key', near = state.view === 'near', n = shown.nodes.size;
  const text = key ? `The ${Math.min(scene.nodes.length, n)} key ones of ${plural(n, 'actor and place', 'actors and places')}`
    : near && state.focus ? ['Around ', h('b', {}, state.focus.label)] : state.view === 'whole' ? `${plural(n, 'node')}, ${plural(shown.edges.length, 'line')}` : '';
  const depth = near && h('span', { class: 'depth', role: 'group', 'aria-label': 'How far' }, 'Steps ', [1, 2, 3].map((d) => h('button', { type: 'button', 'aria-pressed': String(d === state.depth), onclick: () => { remember(); state.depth = d; changed('view'); } }, d)));
  const back = (near || state.expanded.size > 0 && key) && trail.length > 0 && h('button', { type: 'button', class: 'quiet', onclick: () => (key ? (state.expanded.clear(), changed('view')) : goBack()) }, key ? 'Only key actors' : '← Back');
  fill($('bar'), text && h('span', { class: 'bar-text' }, text), depth, back, state.view !== 'table' && h('span', { class: 'zoom' }, [['+', 'Zoom in', () => zoomBy(1.25)], ['−', 'Zoom out', () => zoomBy(0.8)], ['⤢', 'Fit', fitView]].map(([t, name, f]) => h('button', { type: 'button', 'aria-label': name, onclick: f }, t))));
}
function zoomBy(f) {
  if (state.view === 'whole') { const { w, h: height } = room(); zoomOverview(f, w / 2, height / 2); } else if (network) network.moveTo({ scale: network.getScale() * f, animation: false });
}
function fitView() {
  if (state.view === 'whole') { fitOverview(); paintOverview(); } else if (network) network.moveTo({ position: { x: 0, y: 0 }, scale: 1 });
}
function drawStage() {
  const { view } = state, vis = view === 'key' || view === 'near';
  $('picture').hidden = !vis;
  $('overview').hidden = view !== 'whole';
  $('table').hidden = view !== 'table';
  document.body.dataset.view = view;
  tip();
  if (vis) drawPicture();
  else if (view === 'whole') { overview.fitted = false; paintOverview(); } else drawTable();
}
listeners.push((what) => {
  drawTabs();
  if (what !== 'selection') { drawFilters(); drawChips(); drawTimeline(); drawStage(); }
  else if (state.view === 'table') drawTable();
  else if (state.view === 'whole') paintOverview();
  else relight();
  drawBar();
  drawReading();
  history.replaceState(null, '', hashOf());
});
function cycle(step) {
  const list = state.view === 'whole' ? [...shown.nodes].sort((a, b) => weight(b) - weight(a)) : scene.nodes.map((it) => it.n).sort((a, b) => weight(b) - weight(a));
  if (!list.length) return;
  const at = list.indexOf(state.selection);
  select(list[(at + step + list.length) % list.length]);
}
function listenKeys() {
  for (const el of [$('picture'), $('overview')]) {
    el.tabIndex = 0;
    el.setAttribute('role', 'application');
    el.setAttribute('aria-roledescription', 'graph');
    el.addEventListener('keydown', (e) => {
      const keys = { ArrowRight: () => cycle(1), ArrowDown: () => cycle(1), ArrowLeft: () => cycle(-1), ArrowUp: () => cycle(-1), '+': () => zoomBy(1.25), '-': () => zoomBy(0.8), 0: fitView, Enter: () => { if (state.selection && state.selection.kind === 'node') showNear(state.selection); } };
      if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
    });
  }
  $('overview').setAttribute('aria-label', 'The whole graph. Arrow keys go from node to node. The table holds the same.');
  document.addEventListener('keydown', (e) => {
    if (e.key === '/' && !/INPUT|TEXTAREA/.test(document.activeElement.tagName)) { e.preventDefault(); $('search').focus(); }
    if (e.key === 'Escape' && document.body.classList.contains('filtering')) { showFilters(false); return; }
    if (e.key === 'Escape' && state.selection && document.activeElement !== $('search')) select(null);
  });
  $('tabs').addEventListener('keydown', (e) => {
    const tabs = [...$('tabs').children], at = tabs.indexOf(document.activeElement), step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    setView(next.dataset.view);
    next.focus();
  });
}
function start() {
  document.body.classList.remove('bare');
  document.body.dataset.theme = theme;
  document.body.dataset.pane = 'read';
  readHash();
  for (const f of FACETS) VALUES[f] = allValues(f);
  for (const tab of $('tabs').children) tab.addEventListener('click', () => setView(tab.dataset.view));
  $('home').addEventListener('click', () => { reset(); state.view = 'key'; state.expanded.clear(); remember(); state.selection = null; changed('view'); openReading(); });
  $('skip').addEventListener('click', (e) => { e.preventDefault(); $('reading').focus(); });
  $('theme').addEventListener('click', () => { theme = theme === 'dark' ? 'light' : 'dark'; document.body.dataset.theme = theme; changed('view'); });
  $('toggle-filters').addEventListener('click', () => showFilters(!document.body.classList.contains('filtering')));
  $('stage').addEventListener('pointerdown', () => { if (document.body.classList.contains('filtering')) showFilters(false); });
  $('reading').addEventListener('pointerdown', () => { if (document.body.classList.contains('filtering')) showFilters(false); });
  listenSearch(); listenExport(); listenOverview(); listenKeys();
  window.addEventListener('popstate', () => { trail.pop(); readHash(); changed('view'); });
  let last = room().w, timer = 0;
  window.addEventListener('resize', () => { clearTimeout(timer); timer = setTimeout(() => { if (Math.abs(room().w - last) > 8) { last = room().w; changed('view'); } }, 200); });
  changed('view');
  document.body.dataset.ready = 'yes';
  (window.requestIdleCallback || setTimeout)(() => { if (!searchIndex) buildIndex(); });
}
// What a test or a reader's console may ask; nothing in the page uses it.
window.attest = {
  nodes: D.nodes,
  statements: D.statements.length,
  find,
  rows: () => tableRows().map((s) => s.iri),
  lines: () => scene.bundles.map((b) => ({ line: b.line, dashed: !!visEdge(b).dashes, iris: b.statements.map((s) => s.iri) })),
  boxes: () => scene.nodes.map((it) => [it.n.label, it.x - it.w / 2 + 5, it.y - it.r, it.x + it.w / 2 - 5, it.y + it.down - 4]),
  where: (i) => {
    const box = $('canvas-box').getBoundingClientRect(), whole = state.view === 'whole';
    const p = whole ? toScreen(D.nodes[i]) : Object.values(network.canvasToDOM(network.getPositions([i])[i]));
    return [box.left + p[0], box.top + p[1]];
  },
};
start();
