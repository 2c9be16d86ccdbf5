// The legend is the filter: shape and colour of nodes, look of lines, kinds of event, outlets, each with its count.
const openMore = new Set();
function toggle(facet, value) {
  const off = state.without[facet];
  if (off.has(value)) off.delete(value); else off.add(value);
  changed();
}
function only(facet, value, all) {
  const off = state.without[facet], alone = !off.has(value) && all.every((v) => v === value || off.has(v));
  off.clear();
  if (!alone) for (const v of all) if (v !== value) off.add(v);
  changed();
}
function nameOf(facet, v) {
  if (facet === 'line') return LINES[v].name;
  if (facet === 'who') return FAMILIES[v][0];
  return facet === 'what' ? words(v) : v;
}
function allValues(facet) {
  const found = new Map();
  for (const s of D.statements) for (const v of valuesOf[facet](s)) found.set(v, (found.get(v) || 0) + 1);
  const order = facet === 'line' ? Object.keys(LINES) : facet === 'who' ? Object.keys(FAMILIES) : [...found.keys()].sort((a, b) => found.get(b) - found.get(a) || a.localeCompare(b));
  return order.filter((v) => found.has(v));
}
const VALUES = {};
function facetList(facet, title, most) {
  const all = VALUES[facet] || (VALUES[facet] = allValues(facet)), off = state.without[facet];
  const visible = openMore.has(facet) ? all : all.slice(0, most);
  const item = (v) => h('li', {}, h('label', { title: facet === 'line' ? LINES[v].note : null },
    h('input', { type: 'checkbox', id: `f-${facet}-${all.indexOf(v)}`, checked: !off.has(v), onchange: () => toggle(facet, v) }),
    facet === 'who' ? nodeIcon(v) : facet === 'line' ? lineIcon(v) : null, h('span', { class: 'name' }, nameOf(facet, v)), h('span', { class: 'count' }, shown.counts[facet].get(v) || 0)),
  h('button', { type: 'button', class: 'only', onclick: () => only(facet, v, all), 'aria-label': `Only ${nameOf(facet, v)}` }, 'only'));
  return h('fieldset', {}, h('legend', {}, title), h('ul', {}, visible.map(item)),
    all.length > most && h('button', { type: 'button', class: 'more', onclick: () => { if (openMore.has(facet)) openMore.delete(facet); else openMore.add(facet); drawFilters(); } },
      openMore.has(facet) ? 'Show fewer' : `Show ${all.length - most} more`));
}
function drawFilters() {
  const kept = document.activeElement && document.activeElement.id;
  const done = h('button', { type: 'button', class: 'done', onclick: () => showFilters(false) }, 'Done');
  fill($('filters'), done, facetList('line', 'How it stands', 9), facetList('who', 'Who and where', 12), facetList('what', 'What happens', 8), facetList('outlet', 'Source', 6));
  if (kept && kept.startsWith('f-') && $(kept)) $(kept).focus();
}
function showFilters(on) {
  document.body.classList.toggle('filtering', on);
  $('toggle-filters').setAttribute('aria-expanded', String(on));
  if (on) $('filters').querySelector('.done').focus(); else $('toggle-filters').focus();
}
function drawChips() {
  const chips = FACETS.flatMap((f) => {
    const all = VALUES[f] || [], off = [...state.without[f]], on = all.filter((v) => !state.without[f].has(v));
    if (!off.length) return [];
    const text = on.length <= 2 && off.length > 2 ? `only ${on.map((v) => nameOf(f, v)).join(', ')}` : `without ${off.slice(0, 2).map((v) => nameOf(f, v)).join(', ')}${off.length > 2 ? ` and ${off.length - 2} more` : ''}`;
    return [h('button', { type: 'button', class: 'chip', 'aria-label': `Remove filter: ${text}`, onclick: () => { state.without[f].clear(); changed(); } }, text, ' ×')];
  });
  if (state.from || state.to) chips.push(h('button', { type: 'button', class: 'chip', onclick: () => { state.from = state.to = ''; changed(); } }, dayRange(state.from, state.to), ' ×'));
  if (chips.length) chips.push(h('button', { type: 'button', class: 'chip reset', id: 'reset', onclick: () => { reset(); changed(); } }, 'Reset all'));
  fill($('chips'), chips);
  say(`${plural(shown.statements.size, 'statement')} shown`);
}
