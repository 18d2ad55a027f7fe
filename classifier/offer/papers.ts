/** Procedures that a post is about, and personal documents or data that it asks to be sent. */
import { lexicon } from '../lexicon.ts';
import type { Tokens } from '../tokens.ts';

const papers = lexicon('papers');
const reach = 14;

export interface Papers {
  /** In order of appearance. */
  procedures: string[];
  documents: string[];
}

/** Reads both. What is asked to be sent is a document; the rest is a procedure. */
export function papersOf(tokens: Tokens): Papers {
  const named: { kind: string; name: string; first: number; last: number }[] = [];
  papers.scan(tokens.sounds, (index, first, last) => {
    const [kind, ...rest] = papers.names[index]!.split('_');
    named.push({ kind: kind!, name: rest.join('_'), first, last });
  });
  named.sort((a, b) => a.first - b.first || b.last - a.last);
  const sends = named.filter(({ kind, name }) => kind === 'v' && name === 'send');
  const never = named.filter(({ kind, name }) => kind === 'v' && name === 'never');
  const asked = (at: number): boolean =>
    sends.some(
      ({ first, last }) => at > last && at - last <= reach && !never.some((n) => n.first >= first - 3 && n.first <= at),
    );
  const documents = new Set<string>();
  const procedures = new Set<string>();
  const sent = new Set<number>();
  for (const { kind, name, first } of named)
    if (kind === 'd' && asked(first)) {
      documents.add(name);
      sent.add(first);
    }
  const personal = [...documents].some((name) => name !== 'foto' && name !== 'datos') || documents.size > 1;
  for (const { kind, name, first } of named) if (kind === 'p' && !(personal && sent.has(first))) procedures.add(name);
  return { procedures: [...procedures], documents: personal || documents.has('datos') ? [...documents] : [] };
}
