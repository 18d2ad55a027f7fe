/** Captured HTML as a tree that was walked once: what every parser of pages needs, and nothing of any platform. */
import { DomHandler, Parser } from 'htmlparser2';

export type AnyNode = DomHandler['dom'][number];
export type Element = Extract<AnyNode, { attribs: Record<string, string> }>;

export interface Page {
  /** Every element in document order. */
  elements: Element[];
  byId: Map<string, Element>;
  lang: string | null;
  title: string | null;
}

/** Deeper nesting than any page has (Facebook's: 150). Reading stops there, for the parser's cost grows with the square of it. */
const deepest = 1_000;

class TooDeep extends Error {}

class BoundedHandler extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > deepest) throw new TooDeep();
    super.onopentag(name, attributes);
  }
}

/** The page's nodes; of a page that nests without end, those before it does. */
function nodesOf(body: string): AnyNode[] {
  const handler = new BoundedHandler();
  try {
    new Parser(handler).end(body);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return handler.dom;
}

/** Parses a page and walks it once. Never throws: HTML has no syntax errors. */
export function readPage(body: string): Page {
  const elements: Element[] = [];
  const byId = new Map<string, Element>();
  walk(nodesOf(body), (element) => {
    elements.push(element);
    const id = element.attribs.id;
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
  });
  const root = elements.find((element) => element.name === 'html');
  const title = elements.find((element) => element.name === 'title');
  return { elements, byId, lang: root?.attribs.lang ?? null, title: title ? textOf(title) : null };
}

function walk(nodes: AnyNode[], visit: (element: Element) => void): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    visit(node);
    walk(node.children, visit);
  }
}

export function isElement(node: AnyNode | null | undefined): node is Element {
  return (
    node !== null && node !== undefined && (node.type === 'tag' || node.type === 'script' || node.type === 'style')
  );
}

export function hasClass(element: Element, name: string): boolean {
  const classes = element.attribs.class;
  /* The plain search is the quick no for nearly every element. */
  return classes !== undefined && classes.includes(name) && (classes === name || classes.split(/\s+/).includes(name));
}

export function* ancestors(element: Element): Generator<Element> {
  for (let parent = element.parent; parent && isElement(parent); parent = parent.parent) yield parent;
}

/** Every element below, in document order. */
export function* below(element: Element): Generator<Element> {
  const stack: AnyNode[] = element.children.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
}

export function first(element: Element, test: (one: Element) => boolean): Element | null {
  for (const one of below(element)) if (test(one)) return one;
  return null;
}

const silent = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head']);
const blocks = new Set(
  'address article aside blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

function collect(node: AnyNode, parts: string[], skip?: (element: Element) => boolean): void {
  if (node.type === 'text') parts.push(node.data.replace(/[\t\n\r\f ]+/g, ' '));
  if (!isElement(node) || silent.has(node.name) || skip?.(node)) return;
  const block = blocks.has(node.name);
  if (block) parts.push('\n');
  for (const child of node.children) collect(child, parts, skip);
  if (block && node.name !== 'br') parts.push('\n');
}

/** The text a person sees: blocks on lines of their own, white space as a browser collapses it. */
export function textOf(node: AnyNode, skip?: (element: Element) => boolean): string {
  const parts: string[] = [];
  if (isElement(node) && node.name === 'title') for (const child of node.children) collect(child, parts, skip);
  else collect(node, parts, skip);
  return parts
    .join('')
    .replace(/ *\n[\n ]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The same on one line. */
export const lineOf = (node: AnyNode, skip?: (element: Element) => boolean): string =>
  textOf(node, skip).replace(/\s+/gu, ' ');

/** The raw text inside a script. */
export const scriptText = (element: Element): string =>
  element.children.map((child) => (child.type === 'text' ? child.data : '')).join('');

/** `content` of the first meta with this `property` or `name`. */
export function meta(page: Page, name: string): string | null {
  for (const element of page.elements) {
    if (element.name !== 'meta') continue;
    if (element.attribs.property === name || element.attribs.name === name) return element.attribs.content ?? null;
  }
  return null;
}

export const canonicalLink = (page: Page): string | null =>
  page.elements.find((element) => element.name === 'link' && element.attribs.rel === 'canonical')?.attribs.href ?? null;

/** Whether a body is HTML rather than JSON or plain text, by its first character that counts. */
export const looksLikeHtml = (body: string): boolean => /^\ufeff?\s*</.test(body.slice(0, 400));
