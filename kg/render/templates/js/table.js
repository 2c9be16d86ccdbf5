// The table: every statement that passes the filters, paged. It is equal to the pictures.
const PAGE = 50;
const table = { page: 0, sort: 'day', down: false };
const outlets = (s) => [...new Set(s.documents.map(outletOf))].join(', ');
const COLUMNS = [
  ['who', 'Who', (s) => (s.kind === 'claim' ? voiceName(s) : inRole(s, 'actor').map((n) => n.label).join(', '))],
  ['does', 'Does or says', (s) => (s.kind === 'claim' ? (s.stance === 'denies' ? 'denies' : ACTS[s.act] || s.act) : (s.polarity === 'negated' ? 'not: ' : '') + s.word)],
  ['whom', 'Whom, what, where', (s) => (s.kind === 'claim' ? clip(contentText(s).replace(/\s+/g, ' '), 120) : inRole(s, 'target', 'participant', 'place', 'origin', 'destination').map((n) => n.label).join(', '))],
  ['standing', 'Standing', (s) => LINES[s.line].name],
  ['type', 'Type', (s) => words(s.what)],
  ['when', 'When', (s) => (s.kind === 'event' ? s.begin || s.end : '')],
  ['day', 'Published', (s) => statementDay(s)],
  ['outlet', 'Source', outlets],
];
const column = Object.fromEntries(COLUMNS.map((c) => [c[0], c[2]]));

function tableRows() {
  const get = column[table.sort], list = [...shown.statements].map((s) => [get(s), s]);
  list.sort((a, b) => (a[0] === '') - (b[0] === '') || a[0].localeCompare(b[0]) || a[1].i - b[1].i);
  if (table.down) list.reverse();
  return list.map((p) => p[1]);
}
function sortBy(name) {
  table.down = table.sort === name && !table.down;
  table.sort = name;
  table.page = 0;
  drawTable();
}
function drawTable() {
  const all = tableRows(), pages = Math.max(1, Math.ceil(all.length / PAGE));
  table.page = Math.min(table.page, pages - 1);
  const slice = all.slice(table.page * PAGE, (table.page + 1) * PAGE);
  const head = h('tr', {}, COLUMNS.map(([name, title]) => h('th', { scope: 'col', class: `c-${name}`, 'aria-sort': table.sort === name ? (table.down ? 'descending' : 'ascending') : null },
    h('button', { type: 'button', onclick: () => sortBy(name) }, title, table.sort === name ? (table.down ? ' ↓' : ' ↑') : ''))));
  const body = slice.map((s) => h('tr', { class: `line-${s.line}${state.selection === s ? ' chosen' : ''}`, onclick: () => select(s) },
    COLUMNS.map(([name, title, get]) => h('td', { 'data-title': title, class: `c-${name}` }, name === 'does'
      ? h('button', { type: 'button', class: 'plainlink' }, get(s)) : name === 'standing' ? h('span', { class: `tag ${s.line}` }, get(s))
        : name === 'day' || name === 'when' ? day(get(s)) : get(s)))));
  const turn = (n, text) => h('button', { type: 'button', class: 'quiet', disabled: n < 0 || n >= pages, onclick: () => { table.page = n; drawTable(); $('table').scrollTop = 0; } }, text);
  fill($('table'), h('table', {}, h('caption', {}, `${plural(all.length, 'statement')}: every line of the pictures, and what has only one end`), h('thead', {}, head), h('tbody', {}, body)),
    h('nav', { class: 'pages', 'aria-label': 'Pages of the table' }, turn(table.page - 1, 'Previous'), h('span', {}, `Page ${table.page + 1} of ${pages}`), turn(table.page + 1, 'Next')));
}
function csv() {
  const quote = (v) => `"${String(v).replace(/^(\s*[=+\-@\t\r])/, "'$1").replace(/"/g, '""')}"`;
  const extra = [['sentence', sentenceOf], ['article', (s) => s.documents.map((d) => d.title).join('; ')], ['iri', (s) => s.iri]];
  const lines = [[...COLUMNS.map((c) => c[1]), ...extra.map((e) => e[0])].map(quote).join(',')];
  for (const s of tableRows()) lines.push([...COLUMNS.map((c) => c[2](s)), ...extra.map((e) => e[1](s))].map(quote).join(','));
  return '\ufeff' + lines.join('\r\n') + '\r\n';
}
function sentenceOf(s) {
  if (s.kind === 'claim') return contentText(s);
  const t = s.tellings[0];
  return t ? t.passage.text.slice(...t.sentence) : '';
}
