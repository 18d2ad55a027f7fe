/** Fills an empty demo workspace: its people and what they watch. Posts come only from the crawler. */
import { PermanentError } from '../errors.ts';
import { connect, type Tx } from '../db/client.server.ts';
import * as terms from '../db/terms.ts';
import * as users from '../db/users.ts';
import { demoPassword, demoPeople } from './people.ts';
import { demoTerms } from './terms.ts';

export interface SignIn {
  email: string;
  password: string;
}

/** Adds what is missing to the database at this address, changes nothing that is there, and tells how to sign in. */
export async function seedDemo(databaseUrl: string): Promise<SignIn> {
  const { db, close } = connect(databaseUrl, 1);
  try {
    await seed(db);
  } finally {
    await close();
  }
  return { email: demoPeople[0]!.email, password: demoPassword };
}

/** Adds the demo's people and terms; returns how many were not there yet. */
export async function seed(db: Tx): Promise<{ users: number; terms: number }> {
  const added = { users: 0, terms: 0 };
  for (const person of demoPeople) {
    if (await isNew(() => users.add({ ...person, password: demoPassword }, db))) added.users += 1;
  }
  for (const term of demoTerms) {
    if (await isNew(() => terms.add(term, null, db))) added.terms += 1;
  }
  return added;
}

/** False when it was there already, which both verbs say with a PermanentError of their own code. */
async function isNew(add: () => Promise<unknown>): Promise<boolean> {
  try {
    await add();
    return true;
  } catch (error) {
    if (error instanceof PermanentError && (error.code === 'user_known' || error.code === 'term_known')) return false;
    throw error;
  }
}
