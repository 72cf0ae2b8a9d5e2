import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Arrow, arrows, type Book, type Flow, type Node, nodeAt } from '../core/conversation/flow.ts';
import type { Edition } from './edition.ts';

/**
 * Draws every flow as `<id>.md` (Mermaid) and `<id>.svg` in `folder`, and gives the names of the files that
 * were not as they should be. With `check` nothing is written.
 */
export async function drawFlows({ book }: Edition, folder: URL, { check }: { check: boolean }): Promise<string[]> {
  // The drawing engine is WebAssembly of a megabyte: nothing but this command loads it.
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const drawn = new Map(Object.values(book).flatMap((flow): [string, string][] => [
    [`${flow.id}.md`, markdown(flow, book)],
    [`${flow.id}.svg`, viz.renderString(dot(flow, book), { format: 'svg' })],
  ]));
  const standing = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(md|svg)$/.test(name)) : [];
  const stale = [...drawn].filter(([name, text]) =>
    !standing.includes(name) || readFileSync(new URL(name, folder), 'utf8') !== text);
  const left = standing.filter((name) => !drawn.has(name));
  if (!check) {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of stale) writeFileSync(new URL(name, folder), text);
  }
  return [...stale.map(([name]) => name), ...left].sort();
}

type Look = Readonly<{ colour: string; name: string; fill: string; border: string }>;

/** What a node is, the most telling first; the picture and its legend share these colours. */
const LOOKS = {
  consent: { colour: 'yellow', name: 'she agrees', fill: '#f7dc6f', border: '#9a7d0a' },
  tells: { colour: 'orange', name: 'tells a duty', fill: '#fdebd0', border: '#b9770e' },
  does: { colour: 'grey', name: 'the house does something', fill: '#e5e7e9', border: '#566573' },
  relay: { colour: 'violet', name: 'words are passed on', fill: '#e8daef', border: '#6c3483' },
  ends: { colour: 'green', name: 'the talk ends and is forgotten', fill: '#d5f5e3', border: '#1e8449' },
  urgent: { colour: 'red', name: 'danger', fill: '#fadbd8', border: '#b03a2e' },
  asks: { colour: 'blue', name: 'asks', fill: '#d6eaf8', border: '#2874a6' },
  speaks: { colour: 'white', name: 'leads on', fill: '#ffffff', border: '#7f8c8d' },
  elsewhere: { colour: 'dashed', name: 'another flow', fill: '#ffffff', border: '#aeb6bf' },
} as const satisfies Record<string, Look>;
type Kind = keyof typeof LOOKS;

function kindOf(node: Node): Kind {
  if (node.consent) return 'consent';
  if (node.tells) return 'tells';
  if (node.do) return 'does';
  if (node.relay) return 'relay';
  if (node.finish) return 'ends';
  if (node.urgent) return 'urgent';
  return node.choices || node.answer || node.list ? 'asks' : 'speaks';
}

/** One box: its own node, or the stub of another flow's. */
type Box = Readonly<{ id: string; kind: Kind; lines: readonly string[]; starts: boolean }>;
type Line = Readonly<{ from: string; to: string; label: string; faint: boolean }>;

function boxesOf(flow: Flow, book: Book): Box[] {
  const own = Object.entries(flow.nodes).map(([name, node]): Box => ({
    id: name,
    kind: kindOf(node),
    lines: [plain(name), ...about(node)],
    starts: name === flow.start || flow.doors.includes(name),
  }));
  const stubs = [...new Set(arrows(flow).map(({ to }) => to))].filter((to) => !isOwn(flow, to)).sort();
  return [...own, ...stubs.map((to): Box => (
    { id: idOf(flow, to), kind: 'elsewhere', lines: [stubName(to, book)], starts: false }))];
}

const plain = (name: string): string => name.replaceAll('_', ' ');
const isOwn = (flow: Flow, place: string): boolean => place.startsWith(`${flow.id}.`);
const idOf = (flow: Flow, place: string): string =>
  (isOwn(flow, place) ? place.slice(flow.id.length + 1) : place.replace(/\W/g, '__'));

function stubName(place: string, book: Book): string {
  if (place === '@return') return 'back to where she was';
  const [flow = '', name = ''] = place.split('.');
  return nodeAt(book, place) ? `${plain(flow)}: ${plain(name)}` : `${place} is missing`;
}

/** What a node does beside speaking, in a few words. */
function about(node: Node): string[] {
  return [
    ...(node.tells ? [`tells: ${node.tells.map(plain).join(', ')}`] : []),
    ...(node.consent ? [`consent: ${plain(node.consent)}`] : []),
    ...(node.do ? [`does: ${plain(node.do)}`] : []),
    ...(node.answer ? [`she writes: ${plain(node.as ?? node.answer)}`] : []),
    ...(node.list ? ['a list to choose from'] : []),
    ...(node.relay ? [`passes words on to the ${node.relay}`] : []),
    ...(node.branch ? [`by ${plain(node.branch.on)}`] : []),
  ];
}

/** Arrows between the same two nodes are drawn once, with all their reasons. */
function linesOf(flow: Flow): Line[] {
  const joined = new Map<string, Arrow[]>();
  for (const arrow of arrows(flow)) {
    const pair = `${arrow.from} ${arrow.to} ${isFaint(arrow)}`;
    joined.set(pair, [...(joined.get(pair) ?? []), arrow]);
  }
  return [...joined.values()].flatMap((same) => {
    const [first] = same;
    const why = same.map(({ kind, why: reason }) => (kind === 'answer' ? '' : plain(reason)));
    const label = [...new Set(why.filter((text) => text !== ''))].join(' / ');
    return first ? [{ from: idOf(flow, first.from), to: idOf(flow, first.to), label, faint: isFaint(first) }] : [];
  });
}

const isFaint = ({ kind }: Arrow): boolean => kind === 'skip' || kind === 'otherwise';

function dot(flow: Flow, book: Book): string {
  const boxes = boxesOf(flow, book);
  const stubs = new Map(boxes.filter(({ kind }) => kind === 'elsewhere').map((box) => [box.id, box]));
  const own = boxes.filter(({ kind }) => kind !== 'elsewhere').map((box) => dotBox(box, box.id));
  const ways = linesOf(flow);
  // A stub stands beside each node that leads to it: one for all would draw lines across the whole picture.
  const beside = (from: string, to: string): string => (stubs.has(to) ? `${from}__to__${to}` : to);
  const others = ways.flatMap(({ from, to }) => {
    const stub = stubs.get(to);
    return stub ? [dotBox(stub, beside(from, to))] : [];
  });
  const lines = ways.map(({ from, to, label, faint }) =>
    `  ${from} -> ${beside(from, to)} [label="${wrapped(label)}"${faint ? FAINT : ''}]`);
  return [
    `digraph ${flow.id} {`,
    '  graph [rankdir=TB ranksep=0.45 nodesep=0.2 fontname="Helvetica" bgcolor="white"]',
    '  node [shape=box fontname="Helvetica" fontsize=12 margin="0.12,0.06"]',
    '  edge [fontname="Helvetica" fontsize=10 color="#566573" arrowsize=0.6]',
    ...own, ...new Set(others), ...lines, '}',
  ].join('\n');
}

const FAINT = ' style=dashed color="#aeb6bf" fontcolor="#7f8c8d"';

function dotBox({ kind, lines, starts }: Box, id: string): string {
  const { fill, border } = LOOKS[kind];
  const style = kind === 'elsewhere' ? 'rounded,filled,dashed' : 'rounded,filled';
  const size = `${kind === 'elsewhere' ? ' fontsize=10' : ''}${starts ? ' penwidth=2.5' : ''}`;
  const label = lines.map(quoted).join('\\n');
  return `  ${id} [label="${label}" fillcolor="${fill}" color="${border}" style="${style}"${size}]`;
}

const quoted = (text: string): string => text.replaceAll('"', '\\"');

/** Several reasons stand one under the other. */
const wrapped = (label: string): string => (label === '' ? '' : ` ${quoted(label).replaceAll(' / ', '\\n ')} `);

function markdown(flow: Flow, book: Book): string {
  const boxes = boxesOf(flow, book);
  const nodes = boxes.map(({ id, kind, lines }) => `  ${mermaidId(id)}["${lines.join('<br/>')}"]:::${kind}`);
  const ways = linesOf(flow).map(({ from, to, label, faint }) =>
    `  ${mermaidId(from)} ${faint ? '-.->' : '-->'}${label && `|"${label}"|`} ${mermaidId(to)}`);
  const kinds = [...new Set(boxes.map(({ kind }) => kind))];
  const styles = kinds.map((kind) =>
    `  classDef ${kind} fill:${LOOKS[kind].fill},stroke:${LOOKS[kind].border},color:#000000`);
  const doors = flow.doors.length > 0 ? [`- Entered by the house at: ${flow.doors.map(plain).join(', ')}.`] : [];
  return [
    `# Flow: ${plain(flow.id)}`, '',
    `Drawn from \`flows/${flow.id}.yaml\` by \`npm run draw\`; do not edit.`,
    `The same as a picture: [${flow.id}.svg](${flow.id}.svg).`, '',
    `- Starts at: ${plain(flow.start)}. A talk of a recalled edition goes on at: ${plain(flow.safe)}.`,
    ...doors,
    '- A dashed line: the question was skipped or not understood. A dashed box: another flow.',
    '- `0` leaves from everywhere.',
    `- Colours: ${kinds.map((kind) => `${LOOKS[kind].colour}: ${LOOKS[kind].name}`).join('; ')}.`, '',
    '```mermaid', 'flowchart TD', ...nodes, ...ways, ...styles, '```', '',
  ].join('\n');
}

/** Mermaid takes some names, such as `end`, for words of its own. */
const mermaidId = (id: string): string => `n_${id}`;
