/** The first sheet of an Excel workbook. A ZIP can unfold to a thousand times its size: it is measured before it is read. */
import { readSheet } from 'read-excel-file/node';
import { fromBufferPromise, type ZipFile } from 'yauzl';
import { mostRows, TableRefused, type Cell, type Row } from './table.types.ts';

/** Bytes of all parts together; a sheet of 200,000 rows has 150 MB. */
const mostUnfolded = 300_000_000;
/** XML packs about ten times, rarely thirty; beyond this somebody made it so. Small parts may do as they like. */
const tightest = 150;
const small = 5_000_000;
const mostParts = 5_000;

/** Throws TableRefused when the parts unfold to more than they may, whatever the ZIP's own directory claims. */
async function measured(bytes: Buffer): Promise<void> {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    if (zip.entryCount > mostParts) throw new TableRefused('file_bomb');
    let unfolded = 0;
    for await (const entry of zip.eachEntry()) {
      unfolded += entry.uncompressedSize;
      const tight = entry.uncompressedSize > small && entry.uncompressedSize > entry.compressedSize * tightest;
      if (tight || unfolded > mostUnfolded) throw new TableRefused('file_bomb');
      // A part that is larger than the directory says ends with an error of yauzl's.
      for await (const _ of await zip.openReadStreamPromise(entry)) continue;
    }
  } catch (error) {
    if (error instanceof TableRefused) throw error;
    const lies = error instanceof Error && /too many bytes|not enough bytes/.test(error.message);
    throw new TableRefused(lies ? 'file_bomb' : 'file_broken', { cause: error });
  } finally {
    zip?.close();
  }
}

/** The rows of the first sheet, numbered as the spreadsheet does. Formulas give the value that was last computed. */
export async function xlsxRows(bytes: Uint8Array): Promise<Row[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await measured(buffer);
  const sheet = await readSheet(buffer, 1, { trim: false }).catch((error: unknown) => {
    throw new TableRefused('file_broken', { cause: error });
  });
  if (sheet.length > mostRows + 1) throw new TableRefused('rows_many');
  return sheet.map((cells, index) => ({ row: index + 1, cells: cells as unknown as Cell[] }));
}
