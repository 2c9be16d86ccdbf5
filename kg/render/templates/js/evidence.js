// The reading panel: a selection, and the words that it rests on.
const PREFIXES = { attributed: 'Claimed: ', disputed: 'Disputed: ', denied: 'Denied: ' };
const ROLE_NAMES = { actor: 'Who', target: 'To whom or what', participant: 'With', place: 'Where', origin: 'From', destination: 'To' };

function marked(passage, ranges) {
  const cuts = [...new Set([0, passage.text.length, ...ranges.flatMap((r) => [r[0], r[1]])])].sort((a, b) => a - b);
  const out = [passage.cut & 1 ? '… ' : ''];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [a, b] = [cuts[i], cuts[i + 1]], text = passage.text.slice(a, b);
    const kinds = [...new Set(ranges.filter((r) => r[0] <= a && b <= r[1]).map((r) => r[2]))];
    const strong = kinds.some((k) => k !== 'sentence');
    out.push(kinds.length ? h(strong ? 'mark' : 'span', { class: kinds.join(' ') }, text) : h('span', { class: 'around' }, text));
  }
  if (passage.cut & 2) out.push(' …');
  return h('blockquote', {}, out);
}
function origin(passage, rule, confidence) {
  const d = passage.document;
  return h('footer', {}, h('button', { type: 'button', class: 'plainlink', onclick: () => select(d) }, d.title),
    h('span', {}, [d.publisher, day(d.day) || 'day unknown'].filter(Boolean).join(' · ')),
    rule && h('details', { class: 'how' }, h('summary', {}, `found by ${rule[0]}${confidence ? `, ${Math.round(confidence * 100)} %` : ''}`), h('p', {},
      rule[1] || 'A rule of extraction.', ` Of findings at this confidence, about ${Math.round(confidence * 100)} in 100 are right.`)));
}
const nodeLink = (n) => h('button', { type: 'button', class: 'plainlink', onclick: () => select(n) }, n.label);

function voiceLine(c) {
  const stance = c.stance === 'denies' ? 'denies' : c.stance === 'questions' ? 'questions' : ACTS[c.act] || 'says';
  return h('header', { class: 'voice' }, lineIcon(c.stance === 'denies' ? 'denied' : 'claim'),
    h('span', {}, c.speaker ? listed([c.speaker, ...c.joint]) : c.unnamed ? 'Unnamed sources' : c.via ? nodeLink(c.via) : 'Somebody', ' ',
      h('b', { class: `stance ${c.stance}` }, stance), c.addressee && [' to ', nodeLink(c.addressee)],
      c.via && c.speaker && [', relayed by ', nodeLink(c.via)], c.quote && h('span', { class: 'faint' }, ' · in quotation marks'),
      c.hedge && h('span', { class: 'hedge' }, ` · “${c.hedge}”`)));
}
function claimCard(c, withLinks) {
  const ranges = [...c.content.map((r) => [...r, 'content']), ...(c.cue.length ? [[...c.cue, 'cue']] : [])];
  return h('article', { class: `card claim ${c.stance}` }, voiceLine(c), marked(c.passage, ranges), origin(c.passage, c.rule, c.confidence),
    withLinks && c.about.length > 0 && h('p', { class: 'note' }, 'About:'), withLinks && c.about.length > 0 && rows(c.about, 4, { day: false }));
}
function tellingCard(t) {
  return h('article', { class: 'card narrated' },
    h('header', { class: 'voice' }, lineIcon('reported'), h('span', {}, t.narrated ? 'The article itself tells' : 'The sentence')),
    marked(t.passage, [[...t.sentence, 'sentence'], [...t.trigger, 'trigger']]), origin(t.passage, t.rule, t.confidence));
}
function facts(pairs) {
  const known = pairs.filter(([, v]) => v && (!Array.isArray(v) || v.length));
  return known.length > 0 && h('dl', { class: 'facts' }, known.map(([k, v]) => h('div', {}, h('dt', {}, k), h('dd', {}, v))));
}
function listed(nodes) { return nodes.flatMap((n, i) => [i ? ', ' : '', nodeLink(n)]); }

// Where an event stands on the path through the story, and the steps before and after.
function steps(ev) {
  const at = shown.path.indexOf(ev);
  if (at < 0 || shown.path.length < 2) return null;
  const go = (n, text) => h('button', { type: 'button', disabled: !shown.path[n], onclick: () => select(shown.path[n]) }, text);
  return h('nav', { class: 'steps', 'aria-label': 'Path through the story' }, go(at - 1, 'Previous'), go(at + 1, 'Next'), `step ${at + 1} of ${shown.path.length}, day by day`);
}
function drawEvent(ev) {
  const against = ev.claims.filter((c) => c.stance !== 'asserts'), forIt = ev.claims.filter((c) => c.stance === 'asserts');
  const own = ev.tellings.filter((t) => t.narrated), bare = ev.claims.length ? [] : ev.tellings.filter((t) => !t.narrated);
  const when = [dayRange(ev.begin, ev.end), ev.timeText && `“${ev.timeText}”`].filter(Boolean).join(', ');
  const sides = against.length > 0 && forIt.length + own.length > 0;
  const yes = [...own.map(tellingCard), ...bare.map(tellingCard), ...forIt.map((c) => claimCard(c))];
  return [
    steps(ev),
    h('p', { class: 'kicker' }, words(ev.type), statementDay(ev) && ` · ${day(statementDay(ev))}`),
    h('h2', { class: `statement ${ev.standing}` }, ev.standing !== 'reported' && h('span', { class: 'prefix' }, PREFIXES[ev.standing]), styled(eventParts(ev))),
    h('p', { class: `standing ${ev.standing}` }, lineIcon(ev.standing), h('b', {}, LINES[ev.standing].name), h('span', {}, LINES[ev.standing].note)),
    facts([...Object.entries(ROLE_NAMES).map(([role, name]) => [name, listed(inRole(ev, role))]), ['When', when], ['How many', ev.quantity],
      ['Told as', [ev.polarity === 'negated' && 'not the case', UNREAL[ev.modality]].filter(Boolean).join(', ')],
      ['Told in', `${plural(ev.docs, 'article')}${ev.origins < ev.docs ? `, ${ev.origins} of independent origin` : ''}`]]),
    sides ? h('div', { class: 'sides' }, h('section', {}, h('h3', {}, 'Says so'), yes), h('section', {}, h('h3', {}, 'Denies or questions it'), against.map((c) => claimCard(c))))
      : h('section', { class: 'part' }, h('h3', {}, 'Evidence'), yes, against.map((c) => claimCard(c))),
  ];
}
function drawClaim(c) {
  return [
    h('p', { class: 'kicker' }, 'Claim, not a fact'),
    h('h2', { class: 'statement' }, styled(claimParts(c))),
    claimCard(c, true),
    c.contradicts.length > 0 && section('Contradicted by', null, h('div', {}, c.contradicts.map((o) => claimCard(o)))),
    c.corroborates.length > 0 && section('Also said by', 'of independent origin', h('div', {}, c.corroborates.map((o) => claimCard(o)))),
    c.within && section('Told within', null, rows([c.within], 1)),
  ];
}
const DEEDS = [['Does', ['actor']], ['Is acted on', ['target']], ['Takes part', ['participant']], ['What happens there', ['place', 'origin', 'destination']]];
function drawNode(n) {
  const on = (list) => list.filter((s) => shown.statements.has(s));
  const seen = new Set();
  const parts = DEEDS.map(([title, roles]) => {
    const list = on(n.events).filter((ev) => !seen.has(ev) && ev.roles.some(([r, m]) => m === n && roles.includes(r)));
    list.forEach((ev) => seen.add(ev));
    return list.length > 0 && section(`${title} (${list.length})`, null, rows(list.sort((a, b) => relevance(b) - relevance(a)), 6));
  });
  const says = on(n.claims), spoken = on(n.spoken).filter((c) => !c.voices.includes(n));
  return [
    h('p', { class: 'kicker' }, nodeIcon(n.family), words(n.type), n.country && n.country !== n.label ? ` · ${n.country}` : ''),
    h('h2', {}, n.label),
    n.alt.length > 0 && h('p', { class: 'note' }, `Also written: ${clip(n.alt.join(', '), 220)}`),
    h('p', { class: 'note' }, plural(n.mentions, 'mention'), ', ', plural(on(n.events).length, 'event or state', 'events and states'), ', ',
      plural(says.length, 'claim'), /^Q\d+$/.test(n.wikidata) && [' · ', link(`https://www.wikidata.org/wiki/${n.wikidata}`, `Wikidata ${n.wikidata}`)]),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => showNear(n) }, 'Show its neighbourhood'),
      h('button', { type: 'button', class: 'quiet', onclick: () => expand(n) }, 'Add its neighbours to the picture')),
    ...parts,
    says.length > 0 && section(`Says (${says.length})`, 'Claims, not facts', rows(says, 6)),
    spoken.length > 0 && section(`Others say of it (${spoken.length})`, 'Claims, not facts', rows(spoken, 6)),
  ];
}
function drawPair([a, b]) {
  const list = [...new Set(shown.edges.filter((e) => (e.a === a && e.b === b) || (e.a === b && e.b === a)).map((e) => e.statement))];
  if (list.length === 1) return list[0].kind === 'claim' ? drawClaim(list[0]) : drawEvent(list[0]);
  const events = list.filter((s) => s.kind === 'event'), claims = list.filter((s) => s.kind === 'claim');
  const told = events.filter((e) => e.standing === 'reported'), open = events.filter((e) => e.standing !== 'reported');
  return [
    h('p', { class: 'kicker' }, 'Between two'),
    h('h2', {}, nodeLink(a), ' and ', nodeLink(b)),
    told.length > 0 && section(`Told by the articles (${told.length})`, null, rows(told, 10)),
    open.length > 0 && section(`Claimed, disputed or denied (${open.length})`, null, rows(open, 10)),
    claims.length > 0 && section(`Said by one about the other (${claims.length})`, null, rows(claims, 10)),
  ];
}
function drawDocument(d) {
  const at = new Map();
  for (const ev of d.events) for (const t of ev.tellings) if (t.passage.document === d) at.set(t.passage, [...(at.get(t.passage) || []), ev]);
  for (const c of d.claims) at.set(c.passage, [...(at.get(c.passage) || []), c]);
  const passages = [...at.keys()].sort((a, b) => a.i - b.i);
  return [
    h('p', { class: 'kicker' }, [d.publisher, day(d.day) || 'day unknown'].filter(Boolean).join(' · ')),
    h('h2', {}, d.title),
    h('p', { class: 'note' }, link(d.url, d.url) || d.source),
    passages.map((p) => h('section', { class: 'part' }, marked(p, at.get(p).flatMap((s) => (s.kind === 'claim' ? s.content.map((r) => [...r, 'content'])
      : s.tellings.filter((t) => t.passage === p).map((t) => [...t.trigger, 'trigger'])))), rows(at.get(p).filter((s) => shown.statements.has(s)), 6, { day: false, sentence: false }))),
    d.left.length > 0 && section('Left out of this article', null, h('ul', { class: 'ledger' }, d.left.map(([why, text]) => h('li', {}, h('b', {}, why), ' ', clip(text, 240))))),
  ];
}
const DRAW = { node: drawNode, event: drawEvent, claim: drawClaim, document: drawDocument, pair: (s) => drawPair(s.ends) };

function drawReading() {
  const s = state.selection, panel = $('reading');
  const back = h('nav', { class: 'back', 'aria-label': 'Way back' }, trail.length > 0 && h('button', { type: 'button', class: 'quiet', id: 'back', onclick: () => goBack() }, '← Back'),
    s && h('button', { type: 'button', class: 'quiet', onclick: () => select(null) }, 'Start page'));
  fill(panel, (trail.length > 0 || s) && back, s ? DRAW[s.kind](s) : drawStory());
  panel.scrollTop = 0;
}
