import { randomBytes } from 'node:crypto';
import { config } from '../config.ts';
import { connect } from '../db/client.server.ts';
import * as users from '../db/users.ts';

/** 16 characters without look-alikes, in groups of four: 79 bits. */
export function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters: string[] = [];
  while (letters.length < 16) {
    // Numbers above the last multiple are drawn again, so that every letter is equally likely.
    for (const byte of randomBytes(32)) if (byte < 248 && letters.length < 16) letters.push(alphabet[byte % 31]!);
  }
  return letters.join('').match(/.{4}/g)!.join('-');
}

/** Makes the first administrator where nobody can sign in yet; returns the sentence that says how, else undefined. */
export async function firstAdministrator(databaseUrl: string): Promise<string | undefined> {
  const { db, close } = connect(databaseUrl, 1);
  try {
    if (!(await users.none(db))) return undefined;
    const password = newPassword();
    await users.add({ email: config.adminEmail, name: 'Administración', role: 'administrator', password }, db);
    return `Sign in as ${config.adminEmail} with the password ${password}`;
  } finally {
    await close();
  }
}
