import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PermanentError } from '../../errors.ts';
import { bagFiles, writeBag } from '../../reports/bag.ts';
import { buildReport } from '../../reports/build.ts';
import { packageFiles, writePackage } from '../../reports/package.ts';
import type { PackageFile, TakedownReport } from '../../reports/report.types.ts';
import { unzip } from '../../reports/unzip.ts';
import { verifyPackage } from '../../reports/verify.ts';
import { zipBytes } from '../../reports/zip.ts';
import { confirmed, input, picture, sha256, store, uuid } from './confirmed.ts';

const platforms = ['facebook', 'x', 'google'] as const;
const content = (platform: (typeof platforms)[number] = 'x') =>
  buildReport(input(platform, [confirmed(platform)], { includeScreenshots: true })).content;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vigia-reports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = (name: string) => path.join(folder, name);
const text = (files: PackageFile[], name: string) =>
  Buffer.from(files.find(({ path: at }) => at.endsWith(name))?.bytes ?? []).toString('utf8');

async function written(report: TakedownReport = content(), name = `${report.report_number}.zip`): Promise<string> {
  await writePackage(report, store(picture), place(name));
  return place(name);
}

/** The same value with its keys in another order, as jsonb gives it back. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

describe('a package', () => {
  test.each(platforms)('of %s holds all its parts and verifies', async (platform) => {
    const report = content(platform);
    const file = await written(report);
    const number = report.report_number;
    expect((await unzip(file)).map(({ path: at }) => at)).toEqual(
      [
        'bag-info.txt',
        'bagit.txt',
        'data/README_LEEME.txt',
        'data/carta_es.html',
        'data/evidence/0001/page.redacted.txt',
        'data/evidence/0001/screenshot.reviewed.png',
        `data/${platform}.csv`,
        `data/${platform}.xlsx`,
        'data/form-fields.txt',
        'data/items.jsonl',
        'data/letter_en.html',
        ...report.items[0]!.policy_codes.map((code) => `data/policies/${code}.txt`),
        'data/report.json',
        'data/urls.txt',
        'manifest-sha256.txt',
        'manifest-sha512.txt',
        'tagmanifest-sha256.txt',
        'tagmanifest-sha512.txt',
      ]
        .map((at) => `${number}/${at}`)
        .toSorted(),
    );
    expect(await verifyPackage(file)).toEqual({ ok: true, number, problems: [] });
  });

  test('exported twice is the same bytes, also from content that went through the database, in another time zone', async () => {
    const report = content();
    const first = await writePackage(report, store(picture), place('a.zip'));
    const shuffled = reordered(report) as TakedownReport;
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Kiritimati';
    const second = await writePackage(shuffled, store(picture), place('b.zip'));
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(second).toEqual(first);
    const bytes = await readFile(place('b.zip'));
    expect(bytes.equals(await readFile(place('a.zip')))).toBe(true);
    expect(first).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
  });

  test('replaces the file in one step and leaves nothing half-written behind', async () => {
    const inside = place('whole');
    const file = path.join(inside, 'p.zip');
    await writePackage(content(), store(picture), file);
    const before = await readFile(file);
    await expect(writePackage(content(), store(), file)).rejects.toThrow(PermanentError);
    expect(await readdir(inside)).toEqual(['p.zip']);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  test('is refused when evidence is missing or changed, naming the item', async () => {
    await expect(packageFiles(content(), store())).rejects.toMatchObject({
      code: 'evidence_missing',
      message: expect.stringContaining('Item 1') as string,
    });
    const other = () => Promise.resolve(Buffer.from('other'));
    await expect(packageFiles(content(), other)).rejects.toMatchObject({ code: 'evidence_changed' });
  });

  test('is refused when the frozen text of an item no longer gives its evidence', async () => {
    const report = structuredClone(content());
    report.items[0]!.excerpt_original = 'Otra cosa';
    await expect(packageFiles(report, store(picture))).rejects.toMatchObject({ code: 'evidence_changed' });
  });

  test('is refused when a policy’s text is no longer the approved one', async () => {
    const report = structuredClone(content());
    for (const basis of report.legal_basis) basis.text_sha256 = 'a'.repeat(64);
    await expect(packageFiles(report, store(picture))).rejects.toThrow(/approve the report again/);
  });

  test('says in its README what the liaison must weigh', async () => {
    const old = confirmed('facebook', {
      facts: [],
      post: { lastSeenAt: '2026-08-19T12:30:00Z' },
      previousReports: ['SRE-FB-2026-000001'],
    });
    const files = await packageFiles(buildReport(input('facebook', [old])).content, store());
    const readme = text(files, 'README_LEEME.txt');
    expect(readme).toMatch(/no vistos en línea/);
    expect(readme).toMatch(/no picture/);
    expect(readme).toMatch(/SRE-FB|previous_report_numbers/);
    expect(readme).toMatch(/META-LOCAL-LAW: texto por confirmar/);
  });

  test('lists addresses one per line and ids whole', async () => {
    const posts = [1, 2].map((n) =>
      confirmed('x', {
        noticeId: uuid(n),
        post: { key: `x:182567890123456789${n}`, url: `https://x.com/i/status/182567890123456789${n}` },
      }),
    );
    const files = await packageFiles(buildReport(input('x', posts)).content, store());
    expect(text(files, 'urls.txt')).toBe(
      'https://x.com/i/status/1825678901234567891\nhttps://x.com/i/status/1825678901234567892\n',
    );
    expect(
      text(files, 'items.jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { seq: number }).seq),
    ).toEqual([1, 2]);
  });

  test('holds neither the seller’s number nor a third party’s, in any file', async () => {
    const post = confirmed('facebook', {
      post: { text: 'Al 55 1234 5678. Mi prima PEMJ800101HDFRRS09 pagó, su cel 214 555 0134, ana@correo.example' },
    });
    const files = await packageFiles(buildReport(input('facebook', [post])).content, store());
    const all = Buffer.concat(files.map(({ bytes }) => bytes)).toString('latin1');
    expect(all).not.toMatch(/1234\s?5678|525512345678|PEMJ800101|555 0134|ana@correo/);
  });

  test('passes unzip and sha256sum', async () => {
    try {
      execFileSync('unzip', ['-v'], { stdio: 'ignore' });
      execFileSync('sha512sum', ['--version'], { stdio: 'ignore' });
    } catch {
      return;
    }
    const file = await written(content('facebook'), 'unzipped.zip');
    const out = place('unzipped');
    execFileSync('unzip', ['-q', file, '-d', out]);
    const cwd = path.join(out, 'SRE-FB-2026-000123');
    for (const [sum, list] of [
      ['sha256sum', 'manifest-sha256.txt'],
      ['sha512sum', 'manifest-sha512.txt'],
      ['sha256sum', 'tagmanifest-sha256.txt'],
      ['sha512sum', 'tagmanifest-sha512.txt'],
    ] as const) {
      expect(execFileSync(sum, ['-c', '--strict', list], { cwd, encoding: 'utf8' })).not.toMatch(/FAILED/);
    }
  });
});

describe('verification', () => {
  const number = 'SRE-X-2026-000123';

  /** Writes the package again with its files changed. */
  async function tampered(change: (files: PackageFile[]) => PackageFile[]): Promise<string> {
    const files = change(await unzip(await written()));
    await writeFile(place('tampered.zip'), await zipBytes(files, '2026-08-21'));
    return (await verifyPackage(place('tampered.zip'))).problems.join('\n');
  }
  const flip = (files: PackageFile[], name: string) =>
    files.map((file) => {
      if (!file.path.endsWith(name)) return file;
      const bytes = Buffer.from(file.bytes);
      bytes[bytes.length - 2]! ^= 1;
      return { ...file, bytes };
    });

  test.each(['data/x.csv', 'data/evidence/0001/page.redacted.txt', 'bag-info.txt', 'bagit.txt', 'manifest-sha512.txt'])(
    'finds one flipped byte in %s',
    async (name) => {
      expect(await tampered((files) => flip(files, name))).toContain(`${name} was changed`);
    },
  );

  test('finds a file too many and a file too few', async () => {
    const extra = { path: `${number}/data/extra.txt`, bytes: Buffer.from('x') };
    expect(await tampered((files) => [...files, extra])).toContain('data/extra.txt is not in manifest-sha256.txt');
    const without = (name: string) => tampered((files) => files.filter(({ path: at }) => !at.endsWith(name)));
    expect(await without('data/urls.txt')).toContain('data/urls.txt is missing (manifest-sha256.txt)');
    expect(await without('tagmanifest-sha512.txt')).toContain('tagmanifest-sha512.txt is missing');
    expect(await without('/manifest-sha256.txt')).toContain('manifest-sha256.txt is missing');
  });

  test('finds evidence that is not what report.json names, although the bag is whole', async () => {
    const inside = (await packageFiles(content(), store(picture))).map((file) =>
      file.path.endsWith('page.redacted.txt') ? { ...file, bytes: Buffer.from('forged') } : file,
    );
    await writeFile(place('forged.zip'), await writeBag(inside, { number, date: '2026-08-21' }));
    expect((await verifyPackage(place('forged.zip'))).problems).toEqual([
      'data/evidence/0001/page.redacted.txt is not the file that report.json names',
    ]);
  });

  test('refuses a report.json that does not match the schema or is of another number', async () => {
    const rebagged = async (change: (report: TakedownReport) => void, as = number) => {
      const report = structuredClone(content());
      const payload = await packageFiles(report, store(picture));
      change(report);
      const files = payload.map((file) =>
        file.path === 'data/report.json' ? { ...file, bytes: Buffer.from(JSON.stringify(report)) } : file,
      );
      await writeFile(place('rebagged.zip'), await writeBag(files, { number: as, date: '2026-08-21' }));
      return (await verifyPackage(place('rebagged.zip'))).problems.join('\n');
    };
    expect(await rebagged((report) => (report.items[0]!.url = 'javascript:alert(1)'))).toMatch(
      /report.json \/items\/0\/url/,
    );
    expect(await rebagged(() => undefined, 'SRE-X-2026-000999')).toContain('data/report.json is of SRE-X-2026-000123');
    expect(await rebagged((report) => (report.items[0]!.url = 'https://x.com/i/status/1'))).toContain('data/urls.txt');
  });

  test('refuses names that lead out of the package, in the ZIP and in a manifest', async () => {
    const bytes = await readFile(await written());
    const name = `${number}/data/urls.txt`;
    const evil = `${'../'.repeat(5)}${'x'.repeat(name.length - 15)}`;
    const hostile = Buffer.from(bytes.toString('latin1').replaceAll(name, evil), 'latin1');
    await writeFile(place('traversal.zip'), hostile);
    expect(await verifyPackage(place('traversal.zip'))).toMatchObject({ ok: false });
    expect((await verifyPackage(place('traversal.zip'))).problems[0]).toMatch(/\.\.|relative/);
    const absolute = `/${name.slice(1)}`;
    await writeFile(place('absolute.zip'), Buffer.from(bytes.toString('latin1').replaceAll(name, absolute), 'latin1'));
    expect((await verifyPackage(place('absolute.zip'))).problems[0]).toMatch(/absolute/);
    const listed = (files: PackageFile[]) =>
      files.map((file) =>
        file.path.endsWith('/manifest-sha256.txt')
          ? { ...file, bytes: Buffer.concat([file.bytes, Buffer.from(`${'0'.repeat(64)}  data/../../etc/passwd\n`)]) }
          : file,
      );
    expect(await tampered(listed)).toContain('manifest-sha256.txt: line that cannot be read or is unsafe');
    expect(() => bagFiles([{ path: 'data/../x', bytes: Buffer.from('x') }], { number, date: '2026-08-21' })).toThrow(
      PermanentError,
    );
  });

  test('says so when a file is no package at all, cut short, or has no single top directory', async () => {
    await writeFile(place('text.zip'), 'not a zip');
    await writeFile(place('cut.zip'), (await readFile(await written())).subarray(0, 2000));
    await writeFile(
      place('flat.zip'),
      await zipBytes(
        [
          { path: 'a.txt', bytes: Buffer.from('a') },
          { path: 'b/c.txt', bytes: Buffer.from('c') },
        ],
        '2026-08-21',
      ),
    );
    await writeFile(place('none.zip'), await zipBytes([], '2026-08-21'));
    for (const name of ['text.zip', 'cut.zip', 'flat.zip', 'none.zip']) {
      const result = await verifyPackage(place(name));
      expect(result.ok).toBe(false);
      expect(result.problems.length).toBeGreaterThan(0);
    }
    expect((await verifyPackage(place('absent.zip'))).problems[0]).toMatch(/no such file/i);
  });

  test('finds any single flipped bit of a package', async () => {
    const bytes = await readFile(await written());
    // A spread over the whole file: local headers, contents, central directory.
    for (let at = 7; at < bytes.length; at += Math.ceil(bytes.length / 25)) {
      const copy = Buffer.from(bytes);
      copy[at]! ^= 0x10;
      await writeFile(place('bit.zip'), copy);
      const unpacked = await unzip(place('bit.zip')).catch(() => null);
      const original = await unzip(place(`${number}.zip`));
      const same =
        unpacked &&
        unpacked.length === original.length &&
        unpacked.every(
          (file, n) => file.path === original[n]!.path && Buffer.compare(file.bytes, original[n]!.bytes) === 0,
        );
      expect({ at, ok: (await verifyPackage(place('bit.zip'))).ok }).toEqual({ at, ok: Boolean(same) });
    }
  });
});
