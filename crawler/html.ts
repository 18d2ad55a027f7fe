/** Captured HTML as a tree that was walked once: what every parser of pages needs, and nothing of any platform. */
import { parseDocument } from 'htmlparser2';
import type { AnyNode, Element } from 'domhandler';

export type { AnyNode, Element } from 'domhandler';

export interface Page {
  /** Every element in document order. */
  elements: Element[];
  byId: Map<string, Element>;
  lang: string | null;
  title: string | null;
}

/** Deeper nesting than any page has; what lies below is not read, so that a hostile page cannot exhaust the stack. */
const deepest = 1_000;

/** Parses a page and walks it once. Never throws: HTML has no syntax errors. */
export function readPage(body: string): Page {
  const elements: Element[] = [];
  const byId = new Map<string, Element>();
  const stack: { children: AnyNode[]; next: number }[] = [{ children: parseDocument(body).children, next: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const node = top.children[top.next++];
    if (node === undefined) stack.pop();
    else if (isElement(node)) {
      elements.push(node);
      const id = node.attribs.id;
      if (id !== undefined && !byId.has(id)) byId.set(id, node);
      if (node.children.length > 0 && stack.length < deepest) stack.push({ children: node.children, next: 0 });
    }
  }
  const root = elements.find((element) => element.name === 'html');
  const title = elements.find((element) => element.name === 'title');
  return { elements, byId, lang: root?.attribs.lang ?? null, title: title ? textOf(title) : null };
}

export function isElement(node: AnyNode | null | undefined): node is Element {
  return node != null && (node.type === 'tag' || node.type === 'script' || node.type === 'style');
}

export const named = (page: Page, name: string): Element[] => page.elements.filter((element) => element.name === name);

export function hasClass(element: Element, name: string): boolean {
  const classes = element.attribs.class;
  return classes !== undefined && (classes === name || classes.split(/\s+/).includes(name));
}

export function* ancestors(element: Element): Generator<Element> {
  for (let parent = element.parent; parent && isElement(parent); parent = parent.parent) yield parent;
}

/** Every element below, in document order, down to `test`ed ones' depth bound. */
export function* below(element: Element, depth = 0): Generator<Element> {
  if (depth > deepest) return;
  for (const child of element.children) {
    if (!isElement(child)) continue;
    yield child;
    yield* below(child, depth + 1);
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

function collect(
  node: AnyNode,
  parts: string[],
  skip: ((element: Element) => boolean) | undefined,
  depth: number,
): void {
  if (node.type === 'text') parts.push(node.data.replace(/[\t\n\r\f ]+/g, ' '));
  if (!isElement(node) || silent.has(node.name) || depth > deepest || skip?.(node)) return;
  const block = blocks.has(node.name);
  if (block) parts.push('\n');
  for (const child of node.children) collect(child, parts, skip, depth + 1);
  if (block && node.name !== 'br') parts.push('\n');
}

/** The text a person sees: blocks on lines of their own, white space as a browser collapses it. */
export function textOf(node: AnyNode, skip?: (element: Element) => boolean): string {
  const parts: string[] = [];
  if (isElement(node) && node.name === 'title') for (const child of node.children) collect(child, parts, skip, 1);
  else collect(node, parts, skip, 0);
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
