/** Whose JSON a file holds: one document or JSON lines. */
import { isExported } from '../facebook/exported.ts';
import type { Json } from '../json.ts';
import { at, id, inside, isObject, list, objects, readJsonLines, text } from '../json.ts';
import { isCustomSearch } from '../google/customsearch.ts';
import type { Platform } from '../source.ts';
import { exportedPost } from '../x/exported.ts';
import { isCompliance } from '../x/v2.ts';
import { isOembed } from '../x/oembed.ts';
import { identify } from '../url.ts';

const mostLines = 50;

export function ofDocuments(body: string): Platform | null {
  const guarded = /^\s*for\s*\(;;\);/.test(body);
  if (guarded) return 'facebook';
  const { values } = readJsonLines(body);
  for (const value of values.slice(0, mostLines)) {
    const platform = ofDocument(value);
    if (platform) return platform;
  }
  return null;
}

function ofDocument(value: unknown): Platform | null {
  const all = (Array.isArray(value) ? objects(value) : [value]).filter(isObject);
  for (const one of all.slice(0, mostLines)) {
    if (isGoogle(one)) return 'google';
    if (isFacebook(one)) return 'facebook';
    if (isX(one)) return 'x';
  }
  return null;
}

const isGoogle = (value: Json): boolean =>
  isCustomSearch(value) ||
  objects(inside(value, 'error').errors).some((one) => /usageLimits|global/.test(text(one, 'domain') ?? ''));

function isX(value: Json, within = false): boolean {
  if (isCompliance(value)) return true;
  if (isOembed(value)) return /^(?:twitter|x)\b/i.test(text(value, 'provider_name') ?? '');
  if (text(value, '__typename')?.startsWith('Tweet') === true || Array.isArray(value.statuses)) return true;
  if (!within && 'body' in value && ('request' in value || 'headers' in value))
    return isObject(value.body) && isX(value.body, true);
  if ((id(value, 'id_str') !== null && isObject(value.user)) || exportedPost(value) !== null) return true;
  if (id(value, 'id') !== null && typeof value.text === 'string' && ('author_id' in value || 'author' in value))
    return true;
  const data = isObject(value.data) ? value.data : {};
  const named = Object.keys(data).some((key) =>
    /^(?:tweet|threaded_conversation|search_by_raw_query|user(?:_result)?)/.test(key),
  );
  if (named && !('node' in data) && !('timeline_list_feed_units' in inside(data, 'user'))) return true;
  if (id(data, 'id') !== null && (typeof data.text === 'string' || typeof data.username === 'string')) return true;
  if (objects(value.data).some((one) => id(one, 'id') !== null && (typeof one.text === 'string' || 'username' in one)))
    return true;
  if (at(value, 'meta', 'result_count') !== undefined) return true;
  const problems = objects(value.errors).concat(text(value, 'type') ? [value] : []);
  return problems.some(
    (one) => /^https:\/\/api\.(?:twitter|x)\.com\//.test(text(one, 'type') ?? '') || typeof one.code === 'number',
  );
}

function isFacebook(value: Json): boolean {
  if (isExported(value) || (text(value, 'postId') !== null && text(value, 'pageName') !== null)) return true;
  if (/^(?:no_items|not_available)$/.test(text(value, 'error') ?? '')) return true;
  if (text(value, 'notes') === 'Post not found' || Array.isArray(inside(value, 'result').posts)) return true;
  const from = text(value, 'from');
  if (from !== null && text(value, 'location') !== null) return ofFacebook(from);
  if (/^\d+_\d+$/.test(text(objects(value.data)[0], 'id') ?? '')) return true;
  if (objects(value.errors).some((one) => one.code === 1675004 || 'api_error_code' in one)) return true;
  if (objects(inside(value, 'payload').actions).some((one) => text(one, 'html') !== null)) return true;
  if (/\$(?:stream|defer)\$/.test(text(value, 'label') ?? '')) return true;
  const data = inside(value, 'data');
  return (
    'node' in data ||
    'timeline_list_feed_units' in inside(data, 'user') ||
    list(value.path).includes('timeline_list_feed_units')
  );
}

function ofFacebook(address: string): boolean {
  const named = identify(address);
  return 'platform' in named && named.platform === 'facebook';
}
