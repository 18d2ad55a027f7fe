import type { IntakeProblem } from '#lib/intake-problems.ts';

export const intakeProblems: Record<IntakeProblem, string> = {
  links_none: 'There is no link in what you pasted. Copy the address from the browser or the “Share” button.',
  links_many: 'There are more than 1,000 links. Paste them in parts, or hand them in as a table.',
  text_long: 'The text is too long. Paste it in parts.',
  file_missing: 'Choose a file.',
  file_large: 'The file is larger than can be read. Split it.',
  date_future: 'That date does not exist or lies in the future. Check it.',
  address_invalid: 'That is not a complete address. It must begin with https://',
  mapping_missing: 'Say which column holds the address or the id: without either nobody knows which post it is.',
  mapping_twice: 'One column is chosen for two things.',

  link_malformed: 'Not an address that can be opened. Check that it is complete.',
  link_scheme: 'Only addresses that begin with http or https are taken.',
  link_private: 'It leads to an inner network: nobody else can open it.',
  link_long: 'Too long to be an address.',
  link_search: 'A search or a list, not a post. Open the post and copy its link.',
  link_home: 'A general page of the platform, not a post.',
  link_account: 'An account or a group, not a post. To watch it, add it as a term.',

  not_a_redirector: 'Vigía does not know this shortener. Open it and paste the address it leads to.',
  leads_nowhere: 'The short link leads nowhere. It may have expired.',
  leads_in_circles: 'The link leads to itself. Open it by hand and paste the final address.',
  leads_too_far: 'The link goes over more than five redirects. Open it by hand and paste the final address.',
  leads_inside: 'The link leads to a place that is not on the public internet. Do not open it.',
  leads_to_login: 'The platform asks for a sign-in to say where it leads. Open it by hand and paste the final address.',
  busy: 'The service asked us to wait. Try again later.',
  gone: 'The short link no longer exists.',
  unreachable: 'The service did not answer. Try again later.',
  source_off:
    'This source is switched off: only the address was kept. An administrator can switch it on; you can upload the page or a screenshot.',
  page_unread: 'The page could not be read: only the address was kept. Try again, or upload the page or a screenshot.',
  page_of_others: 'The page shows other posts, not this one: it may be gone. Only the address was kept.',

  file_empty: 'The file is empty.',
  file_unknown: 'Not a table that can be read. Save it as CSV or XLSX.',
  file_xls: 'An old Excel workbook (XLS), or one with a password. Save it as XLSX without a password.',
  file_broken: 'The file is damaged or incomplete. Download or save it again.',
  file_bomb: 'The file unfolds to an impossible size and was refused. If it is genuine, save it as CSV.',
  no_headers: 'The first row holds no column names. Add them (link, text, date) and upload it again.',
  no_rows: 'The table has no rows.',
  rows_many: 'The table has more than 200,000 rows. Split it.',
  quote_open:
    'A quotation mark is never closed, and from there on nobody can tell where each row ends. Correct it, or save it as XLSX.',
  record_large: 'One row is larger than a megabyte: probably a quotation mark that is never closed.',
  json_broken: 'The JSON is incomplete or damaged.',

  no_identity: 'Neither an address nor an id. Add the link of the post.',
  url_unusable: 'The address cannot be opened. Check that it is complete.',
  url_search: 'The address is a search or a general page, not a post.',
  url_share: 'A short link: only the network tells where it leads. Paste it under “Links”.',
  url_account: 'The address is an account or a group, not a post.',
  id_lost_digits:
    'Excel rounded the id (as in 1.96E+18) and it is no longer the post’s. Add the link, or export the column as text.',
  id_malformed: 'The id does not have the form of one of that platform.',
  platform_unknown: 'Nobody knows whose id this is. Choose the platform of the whole table, or add a column.',
  cell_large: 'A cell has more than 100,000 characters.',
  too_many_cells:
    'The row has more cells than there are headers: some comma or semicolon stands without quotation marks.',
  date_unreadable: 'The date cannot be read: the post was saved without it.',

  page_unknown:
    'It cannot be told which platform it is from. It was kept as evidence. If it is a picture, upload it as a screenshot.',
  page_empty: 'The page shows no post. It may have been saved signed out, or before it had loaded.',

  picture_unknown: 'Not a PNG, JPEG or WebP picture.',
  picture_large: 'The picture is too large (more than 15 MB or 40 million pixels). Crop it.',
  picture_slow: 'Reading it took too long. Crop the picture to the post and upload it again.',
  picture_broken: 'The picture is damaged. Take the screenshot again.',
  address_unusable: 'That address is not a post’s. Copy the link of the post.',
  address_share: 'A short link. Open it and copy the address it leads to.',
  address_other: 'That address is of another platform.',
  address_needed: 'A web page needs its address.',
  text_needed: 'Type the text that the picture shows.',
};
