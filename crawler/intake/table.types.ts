/** The words of tables that staff hand in. */

/** What a column can mean. `url` or `id` must be among them: without either there is no identity. */
export const meanings = ['url', 'id', 'text', 'author', 'handle', 'published', 'platform'] as const;
export type Meaning = (typeof meanings)[number];

/** How dates are written. `excel` is days since 1899-12-30, `epoch` seconds or milliseconds since 1970. */
export const dateForms = ['iso', 'dmy', 'mdy', 'ymd', 'excel', 'epoch'] as const;
export type DateForm = (typeof dateForms)[number];

export const tableForms = ['csv', 'xlsx', 'json'] as const;
export type TableForm = (typeof tableForms)[number];

export interface Mapping {
  /** Meaning by column, by its place from 0; what is not named is not read. */
  columns: Partial<Record<Meaning, number>>;
  dates: DateForm;
  /** IANA name; for dates that name no offset of their own. */
  zone: string;
  /** For files without a platform column, and rows whose address does not tell. */
  platform: 'google' | 'x' | 'facebook' | null;
}

/** A cell as the file has it: a number stays a number, so that one that lost digits is seen. */
export type Cell = string | number | boolean | Date | null;

export interface Row {
  /** As a spreadsheet numbers it, from 1; for JSON the place in the list, with the first at 2. */
  row: number;
  cells: Cell[];
}

/** What a look at a table's beginning tells. */
export interface TableReading {
  form: TableForm;
  headers: string[];
  /** The first rows, each cell as text, cut at 300 characters. */
  sample: { row: number; cells: string[] }[];
  /** SHA-256 of the headers: the same export comes again next week. */
  signature: string;
  guess: Mapping;
  /** Rows below the headers; null where the file is too large to count at a glance. */
  rows: number | null;
}

/** Why a whole table is refused. */
export const tableProblems = [
  'file_empty',
  'file_large',
  'file_unknown',
  'file_xls',
  'file_broken',
  'file_bomb',
  'no_headers',
  'no_rows',
  'rows_many',
  'quote_open',
  'record_large',
  'json_broken',
] as const;
export type TableProblem = (typeof tableProblems)[number];

/** Why a row is refused; `date_unreadable` alone leaves the post in, without its date. */
export const rowProblems = [
  'date_unreadable',
  'no_identity',
  'url_unusable',
  'url_search',
  'url_share',
  'url_account',
  'id_lost_digits',
  'id_malformed',
  'platform_unknown',
  'cell_large',
  'too_many_cells',
] as const;
export type RowProblem = (typeof rowProblems)[number];

/** The file as a whole cannot be read; `code` names the sentence that says why and what to do. */
export class TableRefused extends Error {
  override name = 'TableRefused';
  readonly code: TableProblem;
  constructor(code: TableProblem, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

export const largestTable = 50_000_000;
export const mostRows = 200_000;
export const longestCell = 100_000;
