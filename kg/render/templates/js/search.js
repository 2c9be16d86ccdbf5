// Search first: names, other names, articles, and the words of what happened and was said.
const fold = (t) => t.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const MOST_HITS = 600;
let searchIndex = null;
// One long text for each kind of thing, so that a search is a few runs of indexOf, also over 20,000 nodes.
function indexed(items, textOf) {
  const starts = new Array(items.length), parts = new Array(items.length);
  let at = 0;
  items.forEach((item, i) => {
    starts[i] = at;
    parts[i] = fold(textOf(item));
    at += parts[i].length + 1;
  });
  return { items, starts, text: parts.join('\n') + '\n' };
}
function buildIndex() {
  searchIndex = [
    indexed([...D.nodes].sort((a, b) => a.named - b.named || b.edges.length - a.edges.length), (n) => [n.label, ...n.alt].join(' | ')),
    indexed(D.documents, (d) => `${d.title} | ${d.publisher} | ${d.source}`),
    indexed(D.statements, (s) => `${s.people.map((n) => n.label).join(' ')} ${s.word || ''} | ${sentenceOf(s)}`.replace(/\n/g, ' ')),
  ];
}
function search({ items, starts, text }, terms) {
  const longest = terms.reduce((a, b) => (b.length > a.length ? b : a)), found = [];
  let from = 0, low = 0;
  while (found.length < MOST_HITS) {
    const at = text.indexOf(longest, from);
    if (at < 0) break;
    let high = starts.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (starts[mid] <= at) low = mid; else high = mid - 1; }
    const end = low + 1 < starts.length ? starts[low + 1] : text.length, own = text.slice(starts[low], end);
    if (terms.every((t) => own.includes(t))) {
      const early = own.startsWith(terms[0]) ? 4 : own.includes(` ${terms[0]}`) ? 2 : 0;
      found.push([early * 100 + Math.min(99, (items[low].edges || []).length), items[low]]);
    }
    from = end;
  }
  return found.sort((a, b) => b[0] - a[0] || a[1].i - b[1].i);
}
function find(query) {
  if (!searchIndex) buildIndex();
  const terms = fold(query).split(/\s+/).filter(Boolean);
  return terms.length ? searchIndex.flatMap((part) => search(part, terms)) : [];
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
      return some.length > 0 && h('div', { role: 'group', 'aria-label': title }, h('p', { class: 'kicker', 'aria-hidden': 'true' }, `${title} (${some.length}${some.length === MOST_HITS ? ' or more' : ''})`),
        some.slice(0, most).map((s) => h('div', { role: 'option', 'aria-selected': 'false', onclick: () => { close(); select(s); } },
          s.kind === 'node' ? nodeIcon(s.family) : s.kind === 'document' ? null : lineIcon(s.line), h('span', {}, clip(s.kind === 'node' ? s.label : s.title || statementText(s), 110)),
          s.kind === 'node' && h('span', { class: 'count' }, s.edges.length), s.line && tagOf(s) && h('span', { class: `tag ${tagOf(s)[0]}` }, tagOf(s)[1]))));
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
