/**
 * What a document holds, read from a world of its own inside the page: same document, other JavaScript, so the page's scripts
 * can bend none of it. Properties are taken from the prototypes, for an element named `documentElement` would hide the real one.
 */
import type { CDPSession } from 'puppeteer';
import { VisitFailed, type TabLimits } from './visit.ts';

export interface DocumentReader {
  /** The main frame's name in the protocol. */
  frameId: string;
  /** The rendered HTML. Throws VisitFailed for a page that is larger than the limits. */
  markup(limits: TabLimits): Promise<string>;
  /** The text a reader sees, cut at 2 million characters. */
  visibleText(): Promise<string>;
}

const longestText = 2_000_000;

const readMarkup = `(most) => {
  const own = (type, name, of) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(of);
  const type = own(Document, 'doctype', document);
  const root = own(Document, 'documentElement', document);
  const html = (type ? new XMLSerializer().serializeToString(type) : '') + (root ? own(Element, 'outerHTML', root) : '');
  return html.length > most ? html.length : html;
}`;

const readText = `(most) => {
  const own = (type, name, of) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(of);
  const body = own(Document, 'body', document);
  return body ? own(HTMLElement, 'innerText', body).slice(0, most) : '';
}`;

/** What the protocol says when the document was replaced under the question. */
const ledOn = /context|navigat|No frame/i;

export async function documentReader(session: CDPSession): Promise<DocumentReader> {
  // A tab is called what its main frame is called.
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const frameId = targetInfo.targetId;

  async function evaluate(reader: string, most: number, tries = 3): Promise<unknown> {
    try {
      return await evaluateOnce(reader, most);
    } catch (error) {
      if (tries > 1 && error instanceof Error && ledOn.test(error.message)) return evaluate(reader, most, tries - 1);
      throw error;
    }
  }

  async function evaluateOnce(reader: string, most: number): Promise<unknown> {
    const world = await session.send('Page.createIsolatedWorld', { frameId, worldName: 'vigia' });
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `(${reader})(${most})`,
      contextId: world.executionContextId,
      returnByValue: true,
    });
    if (exceptionDetails) throw new VisitFailed('The page could not be read.');
    return result.value;
  }

  return {
    frameId,
    async markup(limits) {
      await countNodes(session, limits.nodes);
      const html = await evaluate(readMarkup, limits.markup);
      if (typeof html === 'string') return html;
      throw new VisitFailed(`The page is larger than ${Math.round(limits.markup / 1e6)} million characters.`);
    },
    async visibleText() {
      const text = await evaluate(readText, longestText);
      return typeof text === 'string' ? text : '';
    },
  };
}

/** The count holds what earlier pages left until the collector has gone over it: only a second look refuses. */
async function countNodes(session: CDPSession, most: number): Promise<void> {
  const count = async () => (await session.send('Memory.getDOMCounters')).nodes;
  if ((await count()) <= most) return;
  await session.send('HeapProfiler.collectGarbage');
  if ((await count()) <= most) return;
  throw new VisitFailed(`The page has more than ${most.toLocaleString('en')} elements and texts.`);
}
