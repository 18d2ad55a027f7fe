/** The answer of S3's ListObjectsV2. */
import { Parser } from 'htmlparser2';

/** The keys of one page in order, and the token of the next page or null. */
export function keysOf(xml: string): { keys: string[]; next: string | null } {
  const keys: string[] = [];
  let next: string | null = null;
  let text = '';
  const parser = new Parser(
    {
      onopentag: () => void (text = ''),
      ontext: (part) => void (text += part),
      onclosetag: (name) => {
        if (name === 'Key') keys.push(text);
        if (name === 'NextContinuationToken') next = text;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return { keys, next };
}
