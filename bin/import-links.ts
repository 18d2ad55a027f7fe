/** `vigia import --links`: a text that holds links is handed in; a running worker visits them. */
import { config } from '../config.ts';
import { connect } from '../db/client.server.ts';
import { goOn, handLinks, linksIn, mostLinks, readLinks } from '../jobs/hand-in.server.ts';
import { openQueue } from '../jobs/queue.server.ts';
import { printJson } from './command.ts';
import { withDatabase } from './database.ts';

/** Resolves to the exit code. With `isDry` it says what each link names, and stores nothing. */
export async function handInLinks(
  text: string,
  { isDry, asJson }: { isDry: boolean; asJson: boolean },
): Promise<number> {
  const found = linksIn(text);
  if (found.length === 0 || found.length > mostLinks) {
    console.error(
      found.length === 0 ? 'vigia import: there is no link in it.' : `vigia import: more than ${mostLinks} links.`,
    );
    return 1;
  }
  const read = readLinks(found);
  const unusable = read.filter(({ use }) => use === 'none').length;
  if (isDry) {
    for (const { line, given, canonical, key, use, problem, duplicateOf } of read)
      printJson({ line, given, canonical, key, use, problem, duplicateOf });
    return unusable > 0 ? 1 : 0;
  }
  await withDatabase(async (databaseUrl) => {
    const client = connect(databaseUrl, 2);
    const queue = await openQueue({ databaseUrl, redisUrl: config.redisUrl });
    try {
      const id = await handLinks(found, null, client.db);
      await goOn(id, client.db, queue);
      if (asJson) printJson({ handIn: id, links: read.length, unusable });
      else
        console.log(
          `${read.length} links handed in, ${unusable} of no use. A running worker visits them: /import/${id}`,
        );
    } finally {
      await queue.close();
      await client.close();
    }
  });
  return 0;
}
