// The data island, unpacked; and the one filter state that all views share.
const RAW = JSON.parse(document.getElementById('data').textContent);

const LINES = {
  reported: { name: 'Told by article', note: 'an article tells it in its own voice, and nobody dissents' },
  attributed: { name: 'Only claimed', note: 'somebody says so; no article tells it in its own voice' },
  disputed: { name: 'Disputed', note: 'one says so, another denies it' },
  denied: { name: 'Denied', note: 'only ever denied' },
  claim: { name: 'Says', note: 'from a speaker to whom the speaker speaks about' },
};
const FAMILIES = {
  Person: ['Person', 'dot'], Country: ['Country', 'hexagon'], Government: ['Government body', 'square'],
  Force: ['Armed force', 'triangle'], International: ['Intl. organisation', 'diamond'],
  Organization: ['Organisation', 'diamond-open'], Media: ['News outlet', 'star'], Group: ['Group', 'dot-open'],
  Place: ['Place', 'triangleDown'], Object: ['Object or other', 'square-open'],
};
const FAMILY_OF = {
  Person: 'Person', Country: 'Country', GovernmentBody: 'Government', ArmedForce: 'Force',
  InternationalOrganization: 'International', MediaOutlet: 'Media', Group: 'Group', Organization: 'Organization',
  PoliticalParty: 'Organization', Company: 'Organization', Place: 'Place', City: 'Place', Region: 'Place',
  Facility: 'Place', Border: 'Place', Actor: 'Group',
};

function words(type) {
  return type.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^(.)(.*)$/, (_, a, b) => a.toUpperCase() + b.toLowerCase());
}

function unpack(raw) {
  const [np, ep, cp] = raw.prefix, { Standing, Polarity, Modality, SpeechAct, Stance } = raw.enums;
  const documents = raw.documents.map(([title, publisher, day, source, url, left], i) =>
    ({ kind: 'document', i, title: title || source, publisher, day, source, url, left, events: [], claims: [] }));
  const passages = raw.passages.map(([d, text, cut = 0], i) => ({ i, document: documents[d], text, cut }));
  const nodes = raw.nodes.map(([iri, label, t, x = 0, y = 0, mentions = 0, alt = [], wikidata = '', country = '', named = 0], i) => ({
    kind: 'node', i, iri: np + iri, label, type: raw.types[t], family: FAMILY_OF[raw.types[t]] || 'Object', x, y, mentions, alt,
    wikidata, country, named, edges: [], events: [], claims: [], spoken: [],
  }));
  const telling = ([p, s0, s1, t0, t1, rule, confidence = 0, narrated = 0]) =>
    ({ passage: passages[p], sentence: [s0, s1], trigger: [t0, t1], rule: raw.rules[rule], confidence, narrated: !!narrated });
  const events = raw.events.map(([iri, type, standing = 0, polarity = 0, modality = 0, flat = [], told = [], docs = 0, origins = 0,
    begin = '', end = '', timeText = '', quantity = ''], i) => {
    const tellings = told.map(telling), first = tellings[0], roles = [];
    for (let k = 0; k < flat.length; k += 2) roles.push([raw.roles[flat[k]], nodes[flat[k + 1]]]);
    return {
      kind: 'event', i, iri: ep + iri, type: raw.eventTypes[type || 0], word: first ? first.passage.text.slice(...first.trigger) : words(raw.eventTypes[type || 0]),
      standing: Standing[standing], line: Standing[standing], polarity: Polarity[polarity], modality: Modality[modality], roles, tellings,
      docs: docs + 1, origins: origins + 1, begin, end, timeText, quantity, claims: [],
    };
  });
  const claims = raw.claims.map(([iri, p, content, cue, speaker, addressee, via, act = 0, stance = 0, flags = 0, about = [], rule = 0, confidence = 0,
    hedge = '', within = 0, contradicts = [], corroborates = [], joint = []], i) => ({
    kind: 'claim', i, iri: cp + iri, passage: passages[p], content, cue, speaker: nodes[speaker], addressee: nodes[addressee], via: nodes[via],
    act: SpeechAct[act], stance: Stance[stance], unnamed: !!(flags & 1), quote: !!(flags & 2), about: about.map((e) => events[e]),
    rule: raw.rules[rule], confidence, hedge, within: within - 1, joint: joint.map((n) => nodes[n]).filter(Boolean), contradicts, corroborates, line: 'claim',
  }));
  const edges = raw.edges.map(([a, b, s], i) => {
    const statement = s < 0 ? claims[-1 - s] : events[s];
    return { i, a: nodes[a], b: nodes[b], statement, line: statement.line };
  });
  return { documents, passages, nodes, events, claims, edges };
}

const D = unpack(RAW);
D.statements = [...D.events, ...D.claims];

function join() {
  for (const e of D.edges) { e.a.edges.push(e); e.b.edges.push(e); }
  for (const ev of D.events) {
    for (const n of new Set(ev.roles.map((r) => r[1]))) n.events.push(ev);
    ev.documents = [...new Set(ev.tellings.map((t) => t.passage.document))];
    ev.people = [...new Set(ev.roles.map((r) => r[1]))];
    ev.what = ev.type;
  }
  for (const c of D.claims) {
    c.contradicts = c.contradicts.filter((i) => i >= 0).map((i) => D.claims[i]);
    c.corroborates = c.corroborates.filter((i) => i >= 0).map((i) => D.claims[i]);
    c.within = D.claims[c.within];
    c.voice = c.speaker || c.via;
    c.voices = [c.voice, ...c.joint].filter(Boolean);
    for (const n of c.voices) n.claims.push(c);
    for (const ev of c.about) ev.claims.push(c);
    for (const n of new Set(c.about.flatMap((ev) => ev.people))) n.spoken.push(c);
    c.documents = [c.passage.document];
    c.people = [...new Set([c.speaker, ...c.joint, c.via, ...c.about.flatMap((ev) => ev.people)].filter(Boolean))];
    c.what = 'Statement';
  }
  for (const s of D.statements) for (const d of s.documents) (s.kind === 'event' ? d.events : d.claims).push(s);
}
join();

// --- one filter state -------------------------------------------------------------------------------------------
const FACETS = ['line', 'who', 'what', 'outlet'];
const state = { view: 'key', depth: 1, focus: null, selection: null, from: '', to: '', expanded: new Set(), without: {} };
for (const f of FACETS) state.without[f] = new Set();

const outletOf = (d) => d.publisher || d.source;
const valuesOf = {
  line: (s) => [s.line],
  who: (s) => s.families || (s.families = [...new Set(s.people.map((n) => n.family))]),
  what: (s) => [s.what],
  outlet: (s) => s.outlets || (s.outlets = [...new Set(s.documents.map(outletOf))]),
};
const shown = { statements: new Set(), edges: [], counts: {}, degree: new Map(), nodes: new Set(), undated: 0 };

function passes(facet, s) {
  const off = state.without[facet];
  if (!off.size) return true;
  const values = valuesOf[facet](s);
  return !values.length || values.some((v) => !off.has(v));
}
function inDays(s) {
  if (!state.from && !state.to) return true;
  return s.documents.some((d) => d.day && (!state.from || d.day >= state.from) && (!state.to || d.day <= state.to));
}
function refilter() {
  shown.statements = new Set();
  shown.counts = Object.fromEntries(FACETS.map((f) => [f, new Map()]));
  const inTime = new Set();
  shown.brushable = [];
  for (const s of D.statements) {
    const failed = FACETS.filter((f) => !passes(f, s));
    if (!failed.length) shown.brushable.push(s);
    if (!inDays(s)) continue;
    inTime.add(s);
    if (!failed.length) shown.statements.add(s);
    if (failed.length > 1) continue;
    for (const f of failed.length ? failed : FACETS) {
      for (const v of valuesOf[f](s)) shown.counts[f].set(v, (shown.counts[f].get(v) || 0) + 1);
    }
  }
  const off = state.without.who;
  shown.edges = D.edges.filter((e) => shown.statements.has(e.statement) && !off.has(e.a.family) && !off.has(e.b.family));
  shown.degree = new Map();
  for (const e of shown.edges) for (const n of [e.a, e.b]) shown.degree.set(n, (shown.degree.get(n) || 0) + 1);
  shown.nodes = new Set(shown.degree.keys());
  shown.path = dayByDay(D.events.filter((e) => shown.statements.has(e)));
}
// Named things first: what is only "he" or "the officials" is no key actor.
const KEY = [1, 0.4, 0.02];
const rank = (n) => weight(n) * KEY[n.named];
const weight = (n) => shown.degree.get(n) || 0;
const anyFilter = () => FACETS.some((f) => state.without[f].size) || state.from || state.to;
function reset() {
  for (const f of FACETS) state.without[f].clear();
  state.from = state.to = '';
}
const listeners = [];
function changed(what) { refilter(); for (const f of listeners) f(what || 'filter'); }
