import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.server.ts';
import * as terms from '../../db/terms.ts';
import * as users from '../../db/users.ts';
import { demoPassword, demoPeople } from '../../demo/people.ts';
import { seed, seedDemo } from '../../demo/seed.ts';
import { demoTerms } from '../../demo/terms.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await testDatabase();
  client = connect(database.url, 2);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

describe('the demo workspace', () => {
  it('gets its people and terms once, however often it is seeded', async () => {
    const signIn = await seedDemo(database.url);
    expect(await seed(client.db)).toEqual({ users: 0, terms: 0 });
    expect((await users.list(client.db)).length).toBe(demoPeople.length);
    expect((await terms.active(client.db)).length).toBe(demoTerms.length);
    expect(await users.byPassword(signIn.email, signIn.password, client.db)).toMatchObject({ email: signIn.email });
  });

  it('keeps what its people changed', async () => {
    const [term] = await terms.active(client.db);
    await terms.setActive(term!.id, false, client.db);
    await seed(client.db);
    expect((await terms.byId(term!.id, client.db))?.active).toBe(false);
  });

  it('lets two different people make and approve a report', async () => {
    const byRole = new Map(demoPeople.map((person) => [person.role, person.email]));
    expect(byRole.size).toBe(demoPeople.length);
    for (const role of ['analyst', 'liaison', 'leadership', 'administrator', 'auditor'] as const) {
      expect(await users.byPassword(byRole.get(role)!, demoPassword, client.db)).toMatchObject({ role });
    }
  });
});
