// The opening: what the articles are about, and where to start reading.
function statementText(s) {
  return s.kind === 'claim' ? claimText(s) : eventText(s);
}
function names(nodes, most = 3) {
  const list = nodes.slice(0, most).map((n) => n.label);
  const rest = nodes.length - list.length;
  if (rest > 0) return `${list.join(', ')} and ${rest} more`;
  return list.length > 1 ? `${list.slice(0, -1).join(', ')} and ${list.at(-1)}` : list[0] || '';
}
const inRole = (ev, ...roles) => [...new Set(roles.flatMap((role) => ev.roles.filter((r) => r[0] === role).map((r) => r[1])))];
const PLACED = { place: 'in', origin: 'from', destination: 'to' };
const UNREAL = { ordered: 'ordered', planned: 'planned', requested: 'asked for', possible: 'possible', conditional: 'conditional' };

// An eventuality in parts: names are told from the words between them.
function eventParts(ev) {
  const who = inRole(ev, 'actor'), whom = inRole(ev, 'target'), along = inRole(ev, 'participant').filter((n) => !who.includes(n));
  const parts = [];
  if (who.length) parts.push(['name', names(who)]);
  parts.push(['word', ev.polarity === 'negated' ? `not: ${ev.word}` : ev.word]);
  if (whom.length) parts.push(['name', names(whom)]);
  if (along.length) { if ((who.length || whom.length) && !/ with$/.test(ev.word)) parts.push(['word', 'with']); parts.push(['name', names(along)]); }
  for (const [role, word] of Object.entries(PLACED)) {
    const where = inRole(ev, role);
    if (where.length) parts.push(['word', word], ['name', names(where, 2)]);
  }
  return parts;
}
const eventText = (ev) => eventParts(ev).map((p) => p[1]).join(' ');
const styled = (parts) => parts.map(([kind, text], i) => [i ? ' ' : '', h('span', { class: kind }, text)]);
function claimParts(c) {
  const [head, ...rest] = claimText(c).split(': ');
  const voice = voiceName(c), act = head.slice(voice.length + 1);
  return [['name', voice], ['word', act + (rest.length ? ':' : '')], ['said', rest.join(': ')]].filter((p) => p[1]);
}
function voicesLine(ev) {
  const by = (stance) => [...new Set(ev.claims.filter((c) => c.stance === stance).map(voiceName))];
  const own = ev.tellings.some((t) => t.narrated) ? ['the article'] : [];
  const yes = [...own, ...by('asserts')], no = by('denies'), doubt = by('questions');
  const list = (who, one, many) => who.length > 0 && `${who.slice(0, 3).join(', ')} ${who.length === 1 ? one : many}`;
  return [list(yes, 'says so', 'say so'), list(no, 'denies it', 'deny it'), list(doubt, 'questions it', 'question it')].filter(Boolean).join(' · ');
}
const ACTS = {
  say: 'says', accuse: 'accuses', deny: 'denies', warn: 'warns', promise: 'promises', demand: 'demands', ask: 'asks', report: 'reports',
  believe: 'believes', declineToComment: 'declines to comment',
};
function voiceName(c) {
  if (c.speaker) return names([c.speaker, ...c.joint], 4);
  if (c.unnamed) return 'unnamed sources';
  return c.via ? c.via.label : 'somebody';
}
function contentText(c) {
  return c.content.map(([a, b]) => c.passage.text.slice(a, b)).join(' … ');
}
function claimText(c) {
  const act = c.stance === 'denies' ? 'denies' : c.stance === 'questions' ? 'questions' : ACTS[c.act] || 'says';
  if (c.act === 'declineToComment') return `${voiceName(c)} ${ACTS[c.act]}`;
  const text = clip(contentText(c).replace(/\s+/g, ' ').trim(), 110);
  return `${voiceName(c)} ${act}: ${c.quote ? `“${text.replace(/^["“”]+|["“”]+$/g, '')}”` : text}`;
}
function statementDay(s) {
  return s.documents.map((d) => d.day).filter(Boolean).sort()[0] || '';
}

function tagOf(s) {
  if (s.kind === 'claim') return s.stance === 'denies' ? ['denied', 'denial'] : s.contradicts.length ? ['disputed', 'contradicted'] : null;
  if (s.standing === 'reported') return s.modality === 'actual' ? null : ['plain', UNREAL[s.modality]];
  return [s.standing, LINES[s.standing].name.toLowerCase()];
}
function row(s, options = {}) {
  const tag = tagOf(s), when = options.day === false ? '' : day(statementDay(s));
  return h('li', { class: `row line-${s.line}` }, h('button', { type: 'button', onclick: () => select(s) },
    h('span', { class: 'row-text' }, styled(s.kind === 'claim' ? claimParts(s) : eventParts(s))),
    options.sentence !== false && s.kind === 'event' && s.tellings.length > 0 && h('span', { class: 'row-sentence' }, excerpt(s.tellings[0])),
    options.voices && h('span', { class: 'row-tail' }, voicesLine(s)),
    (tag || when) && h('span', { class: 'row-tail' }, tag && h('span', { class: `tag ${tag[0]}` }, tag[1]), when && h('span', {}, when))));
}
// The words around the trigger, so that a reader can judge a line without opening it.
function excerpt(t) {
  const text = t.passage.text, [a, b] = t.trigger, left = Math.max(t.sentence[0], a - 70), right = Math.min(t.sentence[1], b + 80);
  const from = left > t.sentence[0] ? text.indexOf(' ', left) + 1 : left, to = right < t.sentence[1] ? text.lastIndexOf(' ', right) : right;
  return [from > t.sentence[0] && '… ', text.slice(Math.min(from, a), a), h('em', {}, text.slice(a, b)), text.slice(b, Math.max(to, b)), to < t.sentence[1] && ' …'];
}
function rows(list, most = 8, options = {}) {
  const ul = h('ul', { class: 'rows' }, list.slice(0, most).map((s) => row(s, options)));
  if (list.length <= most) return ul;
  const more = h('button', { type: 'button', class: 'more', onclick: () => {
    const have = ul.children.length;
    add(ul, list.slice(have, have + 40).map((s) => row(s, options)));
    if (ul.children.length >= list.length) more.remove();
    else more.textContent = `Show more (${list.length - ul.children.length} left)`;
  } }, `Show more (${list.length - most} left)`);
  return [ul, more];
}
function section(title, note, ...children) {
  return h('section', { class: 'part' }, h('h3', {}, title), note && h('p', { class: 'note' }, note), children);
}

function mainActors(most) {
  return [...shown.nodes].filter((n) => n.family !== 'Place' && n.family !== 'Object' && n.named < 2)
    .sort((a, b) => rank(b) - rank(a) || a.i - b.i).slice(0, most);
}
function heat(ev) {
  const against = ev.claims.filter((c) => c.stance === 'denies').length;
  const sides = Math.min(against, ev.claims.length - against + ev.tellings.filter((t) => t.narrated).length);
  return sides * 10 + ev.claims.length + Math.min(2, ev.people.length) * 6 + (inRole(ev, 'actor').length ? 4 : 0);
}
function disputed() {
  return D.events.filter((ev) => shown.statements.has(ev) && (ev.standing === 'disputed' || ev.standing === 'denied'))
    .sort((a, b) => heat(b) - heat(a) || a.i - b.i);
}
function headline() {
  const days = D.documents.map((d) => d.day).filter(Boolean).sort();
  const span = days.length ? `, ${dayRange(days[0], days.at(-1))}` : '';
  return `${plural(D.documents.length, 'article')}${span}`;
}
function actorChip(n) {
  return h('button', { type: 'button', class: 'chip', onclick: () => select(n) }, nodeIcon(n.family), n.label,
    h('span', { class: 'count' }, weight(n)));
}
function drawStory() {
  const events = D.events.filter((e) => shown.statements.has(e)), claims = D.claims.filter((c) => shown.statements.has(c));
  const quarrels = disputed(), actors = mainActors(8);
  const told = shown.path;
  const speakers = bySpeaker(claims).slice(0, 6);
  const refusals = claims.filter((c) => c.act === 'declineToComment');
  const unnamed = claims.filter((c) => c.unnamed && !c.speaker);
  return [
    h('p', { class: 'kicker' }, headline()),
    h('h2', { class: 'lede' }, actors.length ? `Mostly about ${names(actors, 4).replace(/ and \d+ more$/, '')}` : D.statements.length ? 'Nothing to show with these filters' : 'Nothing has been read yet'),
    h('p', { class: 'deck' }, h('b', {}, plural(events.filter((e) => e.standing === 'reported').length, 'thing')), ' told by the articles themselves, ',
      h('b', {}, plural(claims.length, 'claim')), ' by ', plural(new Set(claims.flatMap((c) => c.voices)).size, 'speaker'), ', ',
      h('b', {}, String(quarrels.length)), ' disputed or denied. Every line leads to its sentence.'),
    h('div', { class: 'chips' }, actors.map(actorChip)),
    quarrels.length > 0 && section('Most disputed', 'What somebody denies, and who says so', rows(quarrels, 5, { voices: true })),
    told.length > 0 && section('What the articles tell, day by day', 'In their own voice: the best told of each article', h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => select(told[0]) }, 'Read it step by step')), rows(told, 7)),
    speakers.length > 0 && section('Claims by speaker', null, h('ul', { class: 'speakers' }, speakers.map(([n, list]) => h('li', {},
      h('button', { type: 'button', onclick: () => select(n) }, nodeIcon(n.family), h('span', { class: 'name' }, n.label),
        h('span', { class: 'meter', 'aria-hidden': 'true' }, h('span', { style: { width: `${(100 * list.length) / speakers[0][1].length}%` } })),
        h('span', { class: 'count' }, list.length)))))),
    (refusals.length > 0 || unnamed.length > 0) && section('Silence and weak sources', null,
      refusals.length > 0 && rows(refusals, 3), unnamed.length > 0 && rows(unnamed, 3)),
    section('Articles', null, h('ul', { class: 'articles' }, [...D.documents].sort((a, b) => a.day.localeCompare(b.day) || a.i - b.i)
      .slice(0, 200).map((d) => h('li', {}, h('button', { type: 'button', onclick: () => select(d) },
        h('span', { class: 'name' }, d.title), h('span', { class: 'row-tail' }, [d.publisher, day(d.day)].filter(Boolean).join(' · '))))))),
    ledger(),
  ];
}
const isState = new Set(['Office', 'Membership', 'Alliance', 'Location', 'Presence', 'Conflict', 'Rule', 'Attitude', 'Condition', 'State']);
function relevance(ev) {
  const acts = inRole(ev, 'actor').length > 0, whom = inRole(ev, 'target', 'participant').length > 0, ranks = ev.people.map(rank).sort((a, b) => b - a);
  const sure = Math.max(0, ...ev.tellings.map((t) => t.confidence));
  return Math.min(10, ranks[0] || 0) + Math.min(10, ranks[1] || 0) + (acts ? 4 : 0) + (acts && whom ? 8 : 0) + (isState.has(ev.type) ? -5 : 3) + 8 * sure + 3 * (ev.docs - 1);
}
// The best told of each article, in the order of days: a path through the story.
function dayByDay(events) {
  const good = events.filter((e) => !isState.has(e.type) && e.standing === 'reported' && e.people.length > 1 && e.modality === 'actual' && e.polarity === 'affirmed')
    .map((e) => [relevance(e), e]).sort((a, b) => b[0] - a[0]);
  const perArticle = D.documents.length > 12 ? 1 : 2, taken = new Map(), chosen = [];
  for (const [, e] of good) {
    const d = e.documents[0], n = taken.get(d) || 0;
    if (n < perArticle && chosen.length < 60) { taken.set(d, n + 1); chosen.push(e); }
  }
  return chosen.sort((a, b) => statementDay(a).localeCompare(statementDay(b)) || a.i - b.i);
}
function bySpeaker(claims) {
  const groups = new Map();
  for (const c of claims) for (const n of c.voices) { if (!groups.has(n)) groups.set(n, []); groups.get(n).push(c); }
  return [...groups].sort((a, b) => b[1].length - a[1].length || a[0].i - b[0].i);
}
function ledger() {
  const left = D.documents.filter((d) => d.left.length);
  if (!left.length) return null;
  const total = left.reduce((n, d) => n + d.left.length, 0);
  return h('details', { class: 'part ledger' }, h('summary', {}, `Left out: ${plural(total, 'stretch', 'stretches')} that are not the article`),
    left.map((d) => [h('h4', {}, d.title), h('ul', {}, d.left.map(([why, text]) =>
      h('li', {}, h('b', {}, why), h('span', { class: 'left-text' }, clip(text.replace(/\s+/g, ' '), 240)))))]));
}
