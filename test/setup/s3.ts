/** A bucket on loopback, with signatures checked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from 's3rver';
import type { inBucket } from '../../db/evidence/s3.server.ts';

export interface TestBucket {
  settings: Parameters<typeof inBucket>[0];
  /** Where the server lays its files. */
  folder: string;
  close(): Promise<void>;
}

export async function testBucket(): Promise<TestBucket> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-s3-'));
  const name = 'vigia-evidence';
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name }],
  });
  const { port } = await server.run();
  return {
    folder,
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      name,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
