// Shapes and colours: the same for legend, pictures and files. A type is told by its shape and its colour.
const COLOURS = {
  light: {
    Person: '#2f6f8f', Country: '#8a5a00', Government: '#a8471f', Force: '#6b4f9a', International: '#1f7a54', Organization: '#1f7a54',
    Media: '#7a3b69', Group: '#2f6f8f', Place: '#5f6b3a', Object: '#6a6a6a',
    reported: '#55606a', attributed: '#7350b8', disputed: '#c2410c', denied: '#b01e4f', claim: '#7350b8',
    ink: '#1c1e21', faint: '#6a6f76', paper: '#fcfbf8', select: '#0b57d0',
  },
  dark: {
    Person: '#7cc0e0', Country: '#e0b050', Government: '#f08c5e', Force: '#b79ae8', International: '#62c99a', Organization: '#62c99a',
    Media: '#d893c2', Group: '#7cc0e0', Place: '#aebb7c', Object: '#a8a8a8',
    reported: '#a3adb8', attributed: '#b79cf5', disputed: '#ff9a62', denied: '#ff86a8', claim: '#b79cf5',
    ink: '#eceae5', faint: '#a2a7ad', paper: '#16181b', select: '#8ab4f8',
  },
};
const DASHES = { reported: [], attributed: [7, 4], disputed: [10, 3, 2, 3], denied: [2, 3], claim: [2, 4] };
let theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const colour = (name) => COLOURS[theme][name] || COLOURS[theme].faint;
const shapeOf = (n) => FAMILIES[n.family][1];
const NS = 'http://www.w3.org/2000/svg';

function outline(shape, x, y, r) {
  const at = (k, of, turn, q) => {
    const a = (Math.PI * 2 * k) / of + turn;
    return [x + q * Math.cos(a), y + q * Math.sin(a)];
  };
  const ring = (n, turn, q) => Array.from({ length: n }, (_, k) => at(k, n, turn, q));
  switch (shape.replace('-open', '')) {
    case 'square': return ring(4, Math.PI / 4, r * 1.25);
    case 'diamond': return ring(4, 0, r * 1.25);
    case 'hexagon': return ring(6, 0, r * 1.12);
    case 'triangle': return ring(3, -Math.PI / 2, r * 1.25);
    case 'triangleDown': return ring(3, Math.PI / 2, r * 1.25);
    case 'star': return Array.from({ length: 10 }, (_, k) => at(k, 10, -Math.PI / 2, k % 2 ? r * 0.55 : r * 1.3));
    default: return null;
  }
}
function tracePath(ctx, shape, x, y, r) {
  const points = outline(shape, x, y, r);
  ctx.beginPath();
  if (!points) ctx.arc(x, y, r, 0, Math.PI * 2);
  else { points.forEach(([a, b], i) => (i ? ctx.lineTo(a, b) : ctx.moveTo(a, b))); ctx.closePath(); }
}
function svg(tag, props, ...children) {
  const el = document.createElementNS(NS, tag);
  for (const [k, v] of Object.entries(props || {})) el.setAttribute(k, v);
  el.append(...children);
  return el;
}
function shapeSvg(shape, x, y, r, fillColour, hollow = 'none') {
  const points = outline(shape, x, y, r), open = shape.endsWith('-open');
  const look = { fill: open ? hollow : fillColour, stroke: fillColour, 'stroke-width': open ? 2 : 1 };
  if (!points) return svg('circle', { cx: x, cy: y, r, ...look });
  return svg('polygon', { points: points.map((p) => p.map((v) => v.toFixed(1)).join(',')).join(' '), ...look });
}
function nodeIcon(family) {
  return svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true', class: 'icon' },
    shapeSvg(FAMILIES[family][1], 8, 8, 5, colour(family)));
}
function lineIcon(line) {
  return svg('svg', { width: 26, height: 12, viewBox: '0 0 26 12', 'aria-hidden': 'true', class: 'icon' },
    svg('line', { x1: 1, y1: 6, x2: 25, y2: 6, stroke: colour(line), 'stroke-width': line === 'reported' ? 2 : 2.4,
      'stroke-dasharray': DASHES[line].join(' ') || 'none' }));
}
