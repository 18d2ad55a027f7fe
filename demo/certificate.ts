/** The demo internet's own certificate. The key stays in the data folder, so a restart keeps its SPKI and nothing else trusts it. */
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  key: string;
  cert: string;
  /** base64 SHA-256 of the SubjectPublicKeyInfo. */
  spki: string;
}

const days = 24 * 60 * 60_000;

/** Reads the certificate of this data folder; makes one when there is none, it lacks a host, or it is about to expire. */
export async function certificateFor(hosts: readonly string[], dataDir: string): Promise<Certificate> {
  const file = path.join(dataDir, 'demo-certificate.json');
  const kept = read(file);
  if (kept && covers(kept.cert, hosts)) return { ...kept, spki: spkiOf(kept.cert) };
  const made = await generate([{ name: 'commonName', value: 'Vigia demo internet' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 365 * days),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  const pair = { key: made.private, cert: made.cert };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(pair), { mode: 0o600 });
  return { ...pair, spki: spkiOf(pair.cert) };
}

/** What is in the file; null when it is absent or not a whole pair (a start that was cut short). */
function read(file: string): { key: string; cert: string } | null {
  if (!existsSync(file)) return null;
  const found = /"key":("(?:[^"\\]|\\.)*").*"cert":("(?:[^"\\]|\\.)*")/s.exec(readFileSync(file, 'utf8'));
  return found ? { key: JSON.parse(found[1]!) as string, cert: JSON.parse(found[2]!) as string } : null;
}

function covers(cert: string, hosts: readonly string[]): boolean {
  const parsed = new X509Certificate(cert);
  const lasts = Date.parse(parsed.validTo) > Date.now() + 2 * days;
  return lasts && hosts.every((host) => parsed.checkHost(host) !== undefined);
}

const spkiOf = (cert: string): string =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
