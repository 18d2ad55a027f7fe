/** A page that a browser saved whole (MHTML, a mail with its parts): its own HTML and the address it was saved from. */
import PostalMime from 'postal-mime';

export interface SavedPage {
  html: string;
  /** As the browser noted it; null when it did not. */
  url: string | null;
  /** When the browser saved it. */
  at: Date | null;
}

/** Whether bytes begin as MHTML does: headers of a mail that is made of related parts. */
export function isMhtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4_000)).toString('latin1');
  return (
    /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?(?:mime-version|snapshot-content-location|content-type):/i.test(head) &&
    /^content-type:\s*multipart\/related/im.test(head)
  );
}

/**
 * The page of an MHTML file; null for what holds none. Only its first HTML part is read: the others are frames, and what an
 * advertisement in a frame shows is not what the page's author wrote.
 */
export async function unfold(bytes: Uint8Array): Promise<SavedPage | null> {
  const first = firstPage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  if (first === null) return null;
  const mail = await new PostalMime({ maxRfc822NestingDepth: 0 })
    .parse(Buffer.from(first, 'latin1'))
    .catch((error: Error) => error);
  if (mail instanceof Error || !mail.html) return null;
  const noted = (name: string) => mail.headers.find(({ key }) => key === name)?.value.trim();
  const url =
    noted('snapshot-content-location') ??
    noted('content-location') ??
    /^content-location:\s*(\S+)/im.exec(first)?.[1] ??
    null;
  const date = mail.date ? new Date(mail.date) : null;
  return {
    html: mail.html,
    url: url !== null && /^https?:\/\//i.test(url) ? url : null,
    at: date && !Number.isNaN(date.getTime()) ? date : null,
  };
}

/** The file's headers with its first HTML part alone. */
function firstPage(file: string): string | null {
  const end = /\r?\n\r?\n/.exec(file);
  if (!end) return null;
  const headers = file.slice(0, end.index);
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(headers)?.[1];
  if (boundary === undefined) return null;
  const page = file
    .split(`--${boundary}`)
    .slice(1)
    .find((part) => /^content-type:\s*text\/html/im.test(part.slice(0, 2_000)));
  return page === undefined ? null : `${headers}\r\n\r\n--${boundary}${page}--${boundary}--\r\n`;
}
