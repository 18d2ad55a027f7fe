import { eq, sql } from 'drizzle-orm';
import { PermanentError } from '../errors.ts';
import type { Tx } from './client.server.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { users, type Role } from './schema/index.ts';

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  locale: string;
}

const shown = { id: users.id, email: users.email, name: users.name, role: users.role, locale: users.locale };

/** Hashing a fixed text when no such user exists makes both answers take as long. */
const decoy = hashPassword('decoy');

export interface NewUser {
  email: string;
  name: string;
  role: Role;
  password: string;
}

/** Throws PermanentError when the address is taken or the password has fewer than 12 characters. */
export async function add(user: NewUser, tx: Tx): Promise<User> {
  if (user.password.length < 12) throw new PermanentError('A password needs at least 12 characters.', 'password_short');
  const passwordHash = await hashPassword(user.password);
  const [row] = await tx
    .insert(users)
    .values({ email: user.email.trim(), name: user.name.trim(), role: user.role, passwordHash })
    .onConflictDoNothing()
    .returning(shown);
  if (!row) throw new PermanentError(`There is already a user with the address ${user.email}.`, 'user_known');
  return row;
}

/** The user with this address and password, or null. A disabled user is null too. */
export async function byPassword(email: string, password: string, tx: Tx): Promise<User | null> {
  const [row] = await tx
    .select({ ...shown, passwordHash: users.passwordHash, disabledAt: users.disabledAt })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email.trim()})`);
  const right = await verifyPassword(password, row?.passwordHash ?? (await decoy));
  if (!row || !right || row.disabledAt) return null;
  const { passwordHash: _hash, disabledAt: _disabled, ...user } = row;
  return user;
}

export async function list(tx: Tx): Promise<(User & { createdAt: Date; disabledAt: Date | null })[]> {
  return tx
    .select({ ...shown, createdAt: users.createdAt, disabledAt: users.disabledAt })
    .from(users)
    .orderBy(users.name);
}

export async function setLocale(userId: string, locale: 'es' | 'en', tx: Tx): Promise<void> {
  await tx.update(users).set({ locale }).where(eq(users.id, userId));
}

/** A disabled user cannot sign in and loses every session; what they decided stays. */
export async function setDisabled(userId: string, disabled: boolean, tx: Tx): Promise<void> {
  await tx
    .update(users)
    .set({ disabledAt: disabled ? sql`now()` : null })
    .where(eq(users.id, userId));
  if (disabled) await tx.execute(sql`delete from sessions where user_id = ${userId}`);
}

/** Whether nobody can sign in yet. */
export async function none(tx: Tx): Promise<boolean> {
  return (await tx.select({ id: users.id }).from(users).limit(1)).length === 0;
}
