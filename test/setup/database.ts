import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  url: string;
  /** Removes it, connections or not. */
  drop(): Promise<void>;
}

/** A fresh database with the whole schema and no rows, for one test file. Give it back in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template vigia_template`);
  return {
    url: inject('postgres').replace(/[^/]+$/, name),
    drop: () => administer(`drop database if exists ${name} with (force)`),
  };
}

async function administer(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgres') });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
