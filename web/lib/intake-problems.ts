/** Every code of a sentence that says why something handed in was not taken. */
import type { LinkProblem } from '#vigia/crawler/intake/links.ts';
import type { PictureProblem } from '#vigia/crawler/intake/ocr.ts';
import type { RowProblem, TableProblem } from '#vigia/crawler/intake/table.types.ts';
import type { ResolveProblem } from '#vigia/crawler/intake/resolve.ts';
import type { PicturedProblem } from '#vigia/jobs/pictured.ts';

export type FormProblem =
  | 'links_none'
  | 'links_many'
  | 'text_long'
  | 'file_missing'
  | 'file_large'
  | 'date_future'
  | 'address_invalid'
  | 'mapping_missing'
  | 'mapping_twice';

export type IntakeProblem =
  | FormProblem
  | LinkProblem
  | ResolveProblem
  | 'source_off'
  | 'page_unread'
  | 'page_of_others'
  | 'page_unknown'
  | 'page_empty'
  | TableProblem
  | RowProblem
  | PictureProblem
  | PicturedProblem;
