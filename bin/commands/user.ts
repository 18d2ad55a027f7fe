import { parseArgs } from 'node:util';
import { roles, type Role } from '../../db/schema/people.ts';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'user',
  summary: 'Add people who may sign in, and list them',
  usage: `npx vigia user add --email E --name N --role R [--password-stdin] [--json]
       npx vigia user list [--json]

  --role R           one of: ${roles.join(', ')}
  --password-stdin   read the password (12 characters or more) from standard input; without it one is made and shown once`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        'password-stdin': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [action, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`);
    if (action === 'list') return list(values.json);
    if (action !== 'add') throw new UsageError(action ? `"${action}" is not add or list` : 'say add or list');
    const { email, name, role } = values;
    if (!email || !name || !role) throw new UsageError('--email, --name and --role are all needed');
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError(`"${email}" is not an e-mail address`);
    if (!isRole(role)) throw new UsageError(`"${role}" is not a role`);
    const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
    return add({ email, name, role }, given, values.json);
  },
};

const isRole = (value: string): value is Role => (roles as readonly string[]).includes(value);

async function text(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function add(
  person: { email: string; name: string; role: Role },
  given: string | undefined,
  json: boolean,
): Promise<number> {
  const { withDatabase } = await import('../database.ts');
  const { connect } = await import('../../db/client.server.ts');
  const { newPassword } = await import('../first-user.ts');
  const users = await import('../../db/users.ts');
  const password = given ?? newPassword();
  const user = await withDatabase(async (url) => {
    const { db, close } = connect(url, 1);
    try {
      return await users.add({ ...person, password }, db);
    } finally {
      await close();
    }
  });
  const shown = given === undefined ? { password } : {};
  if (json) printJson({ id: user.id, email: user.email, name: user.name, role: user.role, ...shown });
  else
    console.log(
      `${user.email} may sign in as ${user.role}.${given === undefined ? ` Password, shown once: ${password}` : ''}`,
    );
  return 0;
}

async function list(json: boolean): Promise<number> {
  const { withDatabase } = await import('../database.ts');
  const { connect } = await import('../../db/client.server.ts');
  const users = await import('../../db/users.ts');
  const people = await withDatabase(async (url) => {
    const { db, close } = connect(url, 1);
    try {
      return await users.list(db);
    } finally {
      await close();
    }
  });
  if (json)
    for (const { id, email, name, role, disabledAt } of people)
      printJson({ id, email, name, role, disabled: disabledAt !== null });
  else
    for (const { email, name, role, disabledAt } of people)
      console.log(`${email}\t${role}\t${name}${disabledAt ? '\tdisabled' : ''}`);
  return 0;
}
