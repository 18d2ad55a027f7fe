/** Confirmed posts for tests: invented sellers, the captures' hashes are those of the bytes below. */
import { createHash } from 'node:crypto';
import { PermanentError } from '../../errors.ts';
import type { BuildInput } from '../../reports/build.ts';
import { defaultChannel } from '../../reports/limits.ts';
import { reported } from '../../reports/platforms.ts';
import type { ConfirmedPost, EvidenceReader } from '../../reports/report.types.ts';

export const now = new Date('2026-08-21T10:00:00Z');
export const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export const uuid = (n: number) => `1a5ec293-0849-40a4-9eba-${String(n).padStart(12, '0')}`;

const bases = {
  facebook: {
    key: 'facebook:1354978971282622',
    platformId: '1354978971282622',
    kind: 'post',
    url: 'https://www.facebook.com/598338556946671/posts/1354978971282622',
  },
  x: {
    key: 'x:1825678901234567890',
    platformId: '1825678901234567890',
    kind: 'post',
    url: 'https://x.com/i/status/1825678901234567890',
  },
  google: {
    key: 'google:https://citas-consulado.example/agendar',
    platformId: null,
    kind: 'search_result',
    url: 'https://citas-consulado.example/agendar',
  },
} as const;

export function confirmed(
  platform: 'facebook' | 'x' | 'google',
  change: Partial<Omit<ConfirmedPost, 'post'>> & { post?: Partial<ConfirmedPost['post']> } = {},
): ConfirmedPost {
  const { post, ...rest } = change;
  return {
    noticeId: uuid(1),
    post: {
      id: '7',
      platform,
      ...bases[platform],
      text: 'Citas para pasaporte $90 dlls, manda tus datos por inbox o al WhatsApp 55 1234 5678',
      lang: 'es',
      publishedAt: '2026-08-19T03:15:00.000Z',
      firstSeenAt: '2026-08-19T12:00:00.000Z',
      lastSeenAt: '2026-08-21T09:55:00.000Z',
      consulate: 'Dallas',
      ...post,
    },
    author:
      platform === 'google'
        ? null
        : {
            platformId: platform === 'x' ? '1423456789012345678' : '598338556946671',
            handle: platform === 'x' ? 'citas_mx' : null,
            name: 'Citas Rápidas 🇲🇽',
          },
    verdict: 'resale',
    facts: ['false_affiliation', 'asks_personal_data'],
    offer: {
      contacts: ['wa:+525512345678', 'tel:+14243090009'],
      price: { amount: 90, currency: 'USD' },
      consulate: 'Dallas',
      procedures: ['pasaporte'],
      documents: ['datos'],
    },
    search: platform === 'google' ? { query: 'cita consulado mexicano', gl: 'us', hl: 'es', rank: 3 } : null,
    captures: [
      {
        screenshotSha256: sha256(picture),
        screenshotBytes: picture.length,
        pageSha256: sha256('page'),
        pageBytes: 4,
        pageMediaType: 'text/html',
        capturedAt: '2026-08-20T15:04:05.123Z',
        tool: 'vigia/0.1.0 chromium/153',
      },
    ],
    previousReports: [],
    ...rest,
  };
}

export function input(
  platform: 'facebook' | 'x' | 'google',
  posts: ConfirmedPost[] = [confirmed(platform)],
  change: Partial<BuildInput> & { channel?: BuildInput['report']['channel'] } = {},
): BuildInput {
  const { channel, ...rest } = change;
  return {
    report: {
      id: '7395ac34-231a-4f1a-9a05-e1f6366d9379',
      number: `SRE-${reported[platform].prefix}-2026-000123`,
      platform,
      channel: channel ?? defaultChannel(platform),
      createdAt: now,
    },
    posts,
    notifier: {
      organization: 'Secretaría de Relaciones Exteriores (México)',
      unit: 'Dirección General de Servicios Consulares',
      contactRole: 'Enlace con plataformas',
      contactEmail: 'enlace@example.gob.mx',
    },
    now,
    ...rest,
  };
}

/** An evidence store of these files. */
export function store(...files: Uint8Array[]): EvidenceReader {
  const byHash = new Map(files.map((bytes) => [sha256(bytes), bytes]));
  return async (hash) => {
    const bytes = byHash.get(hash);
    if (!bytes) throw new PermanentError('missing from the store', 'evidence_missing');
    return bytes;
  };
}
