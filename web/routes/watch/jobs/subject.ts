/** What a failed job was about: payloads hold ids only. */
import { z } from 'zod';
import type { JobName } from '#vigia/jobs/jobs.ts';

export type Subject =
  | { kind: 'term'; href: string; id: string }
  | { kind: 'report'; href: string }
  | { kind: 'post'; href: string; id: string }
  | { kind: 'posts'; count: number }
  | { kind: 'file' }
  | { kind: 'none' };

const Payload = z.object({
  termId: z.uuid().optional().catch(undefined),
  reportId: z.uuid().optional().catch(undefined),
  postId: z.number().int().optional().catch(undefined),
  postIds: z.array(z.number()).optional().catch(undefined),
});

/** A payload that is not what it should be has no subject: that may be why the job failed. */
export function subjectOf(name: JobName, payload: unknown): Subject {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) return { kind: 'none' };
  const { termId, reportId, postId, postIds } = parsed.data;
  if (name === 'crawl' && termId) return { kind: 'term', href: `/watch/runs?term=${termId}`, id: termId };
  if (name === 'export' && reportId) return { kind: 'report', href: `/reports/${reportId}` };
  if (name === 'capture' && postId) return { kind: 'post', href: `/posts/${postId}`, id: String(postId) };
  if (name === 'classify' && postIds) return { kind: 'posts', count: postIds.length };
  return name === 'import' ? { kind: 'file' } : { kind: 'none' };
}
