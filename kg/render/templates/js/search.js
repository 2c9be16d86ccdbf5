// Search first: names, other names, articles, and the words of what happened and was said.
const fold = (t) => t.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
let searchIndex = null;
function buildIndex() {
  searchIndex = [
    ...D.nodes.map((n) => [fold([n.label, ...n.alt].join(' \n ')), n]),
    ...D.documents.map((d) => [fold(`${d.title} \n ${d.publisher} \n ${d.source}`), d]),
    ...D.statements.map((s) => [fold(`${statementText(s)} \n ${sentenceOf(s)}`), s]),
  ];
}
function find(query) {
  if (!searchIndex) buildIndex();
  const terms = fold(query).split(/\s+/).filter(Boolean);
  if (!terms.length) return [];
  const hits = [];
  for (const [text, item] of searchIndex) {
    if (!terms.every((t) => text.includes(t))) continue;
    const early = text.startsWith(terms[0]) ? 4 : text.includes(` ${terms[0]}`) ? 2 : 0;
    const kind = item.kind === 'node' ? 1000 : item.kind === 'document' ? 500 : 0;
    hits.push([kind + early * 100 + (item.kind === 'node' ? Math.min(99, item.edges.length) : 0), item]);
  }
  return hits.sort((a, b) => b[0] - a[0] || a[1].i - b[1].i);
}
function listenSearch() {
  const input = $('search'), list = $('results');
  let at = -1;
  const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); at = -1; };
  const show = () => {
    const hits = find(input.value);
    if (!input.value.trim()) return close();
    const kinds = [['node', 'Who and where', 7], ['document', 'Articles', 3], ['statement', 'What happened, what was said', 6]];
    const parts = kinds.map(([kind, title, most]) => {
      const some = hits.map((x) => x[1]).filter((s) => (kind === 'statement' ? s.kind === 'event' || s.kind === 'claim' : s.kind === kind));
      return some.length > 0 && h('div', { role: 'group', 'aria-label': title }, h('p', { class: 'kicker', 'aria-hidden': 'true' }, `${title} (${some.length})`),
        some.slice(0, most).map((s) => h('div', { role: 'option', 'aria-selected': 'false', onclick: () => { close(); select(s); } },
          s.kind === 'node' ? nodeIcon(s.family) : s.kind === 'document' ? null : lineIcon(s.line), h('span', {}, clip(s.kind === 'node' ? s.label : s.title || statementText(s), 110)),
          s.kind === 'node' && h('span', { class: 'count' }, s.edges.length))));
    });
    fill(list, parts, !hits.length && h('div', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'none' }, 'Nothing found'));
    [...list.querySelectorAll('[role=option]')].forEach((el, i) => { el.id = `hit-${i}`; });
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    say(plural(hits.length, 'result'));
  };
  input.addEventListener('input', show);
  input.addEventListener('focus', () => { if (input.value) show(); });
  input.addEventListener('keydown', (e) => {
    const options = [...list.querySelectorAll('[role=option]:not([aria-disabled])')];
    if (e.key === 'Escape') { close(); return; }
    if (e.key === 'Enter') { const el = options[Math.max(0, at)]; if (el && !list.hidden) el.click(); return; }
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp' || !options.length) return;
    e.preventDefault();
    at = (at + (e.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length;
    options.forEach((el, i) => el.setAttribute('aria-selected', String(i === at)));
    options[at].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[at].id);
  });
  document.addEventListener('pointerdown', (e) => { if (!e.target.closest('.search')) close(); });
}
